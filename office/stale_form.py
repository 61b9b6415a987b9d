"""Two people with one form open: the second is told what the first has changed, instead of undoing it unawares."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _


class StaleCheckForm(forms.ModelForm):
    """A form of a row that is refused once when the row has changed since the form was opened.

    `seen` travels with the page and says in short what each field held then; the entries stay, and sending them again
    puts them in the place of what is there now.
    """

    data: Any
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = lambda: " ".join(f"{name}:{mark}" for name, mark in self._marks().items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = dict(pair.split(":", 1) for pair in cleaned.pop("seen", "").split() if ":" in pair)
        changed = [name for name, mark in self._marks().items() if seen.get(name, mark) != mark]
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self["seen"].initial
            said = ", ".join(f"{self.fields[name].label}: {self._said(name)}" for name in changed)
            raise ValidationError(
                _("Somebody else has changed this since you opened it (%(said)s). Compare, then save again.")
                % {"said": said}
            )
        return cleaned

    def _marks(self) -> dict[str, str]:
        """Of each field of a row that exists, a mark of what the row says."""
        values = {name: self[name].initial for name in self.fields if self.instance.pk and name != "seen"}
        return {name: salted_hmac("seen", str(value or "")).hexdigest()[:8] for name, value in values.items()}

    def _said(self, name: str) -> str:
        shown = getattr(self.instance, f"get_{name}_display", None)
        return str((shown() if shown else getattr(self.instance, name)) or "—")

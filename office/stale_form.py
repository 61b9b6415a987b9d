"""Forms that notice when somebody else has saved the same row since the form was opened."""

from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)


class StaleCheckForm(forms.ModelForm[M]):
    """A ModelForm that is invalid, once, if the row has changed since the form was opened.

    The hidden field `field_digests` holds a digest of each field's value at that time. The error names the fields and
    their present values; the form keeps what was entered and, sent again, overwrites them.
    """

    field_digests = forms.CharField(required=False, widget=forms.HiddenInput)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        if field_name == "field_digests":
            return " ".join(f"{name}:{digest}" for name, digest in self._digests().items())
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> None:
        super().clean()
        pairs = self.cleaned_data.pop("field_digests", "")
        opened_with = dict(pair.split(":", 1) for pair in pairs.split() if ":" in pair)
        changed = [name for name, digest in self._digests().items() if opened_with.get(name, digest) != digest]
        if changed:
            data = self.data.copy() if isinstance(self.data, MultiValueDict) else dict(self.data)
            data[self.add_prefix("field_digests")] = self["field_digests"].initial
            self.data = data
            changes = ", ".join(f"{self.fields[name].label}: {self._shown(name)}" for name in changed)
            raise ValidationError(
                _("Somebody else has changed this since you opened it (%(said)s). Compare, then save again.")
                % {"said": changes}
            )

    def _digests(self) -> dict[str, str]:
        """Return a digest of each field's value in the row; none for a new row."""
        values = {name: self[name].initial for name in self.fields if self.instance.pk and name != "field_digests"}
        return {name: salted_hmac("stale_form", str(value or "")).hexdigest()[:8] for name, value in values.items()}

    def _shown(self, name: str) -> str:
        shown = getattr(self.instance, f"get_{name}_display", None)
        return str((shown() if shown else getattr(self.instance, name)) or "—")

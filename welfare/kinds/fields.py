from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.types import Message
from welfare.kinds.models import BenefitKind
from welfare.kinds.names import kind_choices


def kind_or_choose() -> list[tuple[str, Message]]:
    """Return the kinds in use after “Please choose”, as choices of a form."""
    return [("", _("Please choose")), *kind_choices()]


class KindChoice(forms.ChoiceField):
    """A kind in use, or the one that the form's row has already, though it is out of use meanwhile."""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Offer the kind of the row, too."""
        row = getattr(form, "instance", None)
        code = getattr(row, field_name, "") if row is not None and row.pk is not None else ""
        if code:
            offered: list[tuple[str, Message]] = list(self.widget.choices)
            retired = BenefitKind.objects.filter(code=code, active=False)
            self.choices = [*offered, *((one.code, _("%(kind)s (not in use)") % {"kind": one}) for one in retired)]
        return super().get_bound_field(form, field_name)


class KindField(models.CharField[str, str]):
    """The code of a kind of benefit. Forms offer the kinds in use; migrations add a foreign key to BenefitKind.code.

    It is a text and not a relation, so that rows are written, filtered and copied by the code alone.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 16, **options})

    # Any: as Django's stubs type it.
    def formfield(self, **options: Any) -> Any:
        """Return a choice of the kinds in use, and of the one that a row has already."""
        return models.Field.formfield(self, **{**options, "form_class": KindChoice, "choices": kind_or_choose})

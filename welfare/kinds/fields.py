from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.types import Message
from welfare.kinds.names import kind_choices


def kind_or_choose() -> list[tuple[str, Message]]:
    """Return the kinds in use after “Please choose”, as choices of a form."""
    return [("", _("Please choose")), *kind_choices()]


class KindField(models.CharField[str, str]):
    """The code of a kind of benefit. Forms offer the kinds in use; migrations add a foreign key to BenefitKind.code.

    It is a text and not a relation, so that rows are written, filtered and copied by the code alone.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 16, **options})

    # Any: as Django's stubs type it.
    def formfield(self, **options: Any) -> Any:
        """Return a choice of the kinds in use."""
        return models.Field.formfield(self, **{**options, "form_class": forms.ChoiceField, "choices": kind_or_choose})

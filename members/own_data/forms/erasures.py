from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.own_data.rules import ErasureCause, ErasureState
from members.register.models.member import Member
from office.days import DayField, years_ahead
from office.forms import ReasonField, ReasonForm
from office.types import FormData, FormOptions

MOST_YEARS_KEPT = 30


class ErasureFilter(forms.Form):
    """The filter of the list of erasures."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *ErasureState.choices])
    cause = forms.ChoiceField(label=_("cause"), required=False, choices=[("", _("all")), *ErasureCause.choices])


class AskErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("what you want to say"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RefuseForm(ReasonForm):
    reason = ReasonField(
        label=_("why the entry is kept"),
        max_length=300,
        help_text=_("The worker reads this, with the day until which the rule keeps the entry."),
        missing=_("Say why the entry is kept."),
    )
    until = DayField(
        label=_("kept until"),
        required=False,
        first=timezone.localdate,
        last=years_ahead(MOST_YEARS_KEPT),
        help_text=_("Only if something keeps it longer than the rule."),
    )


class HoldForm(ReasonForm):
    reason = ReasonField(
        label=_("reason of the hold"), max_length=300, help_text="", missing=_("Say why the entry is kept.")
    )


class EraseForm(forms.Form):
    """Confirms an erasure, which can't be undone, by the member's name."""

    name = forms.CharField(label=_("type the member's name to confirm"), max_length=64)

    def __init__(self, data: FormData = None, *, member: Member, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.member = member

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if name != self.member.name:
            raise forms.ValidationError(_("This is not the name of the member."))
        return name

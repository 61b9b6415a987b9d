from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.freezes.models import FrozenAct
from members.freezes.querysets import FreezePeriods
from members.permissions import MembersPermission
from members.units.forms import UnitField, default_unit
from office.days import DayField, MomentField
from office.forms import ReasonField
from office.types import FormData


class FreezeForm(forms.Form):
    """Asks in which unit what is frozen, from when until when, and why."""

    starts_at = MomentField(label=_("from"), initial=timezone.localtime)
    ends_at = MomentField(label=_("until"), help_text=_("From this minute on it is allowed again."))
    acts = forms.MultipleChoiceField(
        label=_("what is frozen"),
        choices=FrozenAct.choices,
        initial=FrozenAct.values,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = ReasonField(help_text=_("Whoever wants to approve meanwhile reads it."))

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        perm = MembersPermission.CHANGE_FREEZEPERIOD
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["unit", "starts_at", "ends_at", "acts", "reason"])


class FreezeFilter(forms.Form):
    """The filter of the list of freeze periods; its fields are kept in the URL."""

    act = forms.ChoiceField(label=_("what is frozen"), required=False, choices=[("", _("all")), *FrozenAct.choices])
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.VIEW_FREEZEPERIOD, required=False)
        self.order_fields(["unit", "act", "since", "until"])

    def narrow(self, rows: FreezePeriods) -> FreezePeriods:
        """Return the periods in a unit and below it that meet the time asked for; none while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["unit"]:
            rows = rows.filter(unit__path__startswith=asked["unit"].path)
        if asked["act"]:
            rows = rows.filter(**{asked["act"]: True})
        if asked["since"]:
            rows = rows.filter(ends_at__date__gte=asked["since"])
        if asked["until"]:
            rows = rows.filter(starts_at__date__lte=asked["until"])
        return rows

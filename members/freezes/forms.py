from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.freezes.models import FrozenAct
from members.permissions import MembersPermission
from members.units.forms import UnitField, default_unit
from office.days import MomentField
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

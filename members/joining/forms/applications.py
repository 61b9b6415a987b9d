"""Forms of officers who decide on applications."""

from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.joining.models import Application
from members.joining.querysets import Applications
from members.joining.rules import ApplicationState
from members.permissions import MembersPermission
from members.units.forms import UnitField
from office.days import PastDayField
from office.forms import ReasonField, ReasonForm, SearchField
from office.types import FormData, FormOptions

ADMIT = MembersPermission.ADMIT_MEMBER


class AdmitForm(forms.Form):
    on = PastDayField(
        label=_("member since"),
        initial=timezone.localdate,
        help_text=_("An earlier day where the application came on paper."),
    )

    def __init__(
        self,
        data: FormData = None,
        *,
        user: User,
        application: Application,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, **options)
        on = self.fields["on"]
        assert isinstance(on, PastDayField)
        on.first = application.earliest_day
        unit = application.unit if application.unit.closed_on is None else None
        self.fields["unit"] = UnitField(user=user, perm=ADMIT, initial=unit)
        self.order_fields(["unit", "on"])


class ReturnForm(ReasonForm):
    reason = ReasonField(max_length=300, help_text=_("The applicant reads it."))


class ApplicationFilter(forms.Form):
    WAITING, ALL = "", "all"
    q = SearchField(_("Name"))
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[(WAITING, _("waiting")), (ALL, _("all")), *ApplicationState.choices[1:]],
    )

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, applications: Applications) -> Applications:
        """Return those of `applications` that pass; none while a field is wrong."""
        if not self.is_valid():
            return applications.none()
        asked = self.cleaned_data
        if asked["state"] != self.ALL:
            applications = applications.filter(state=asked["state"] or ApplicationState.SUBMITTED)
        if unit := asked["unit"]:
            applications = applications.filter(unit__path__startswith=unit.path)
        if text := asked["q"].strip():
            applications = applications.filter(name__startswith=text)
        return applications

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField
from welfare.choices import Festival, RunState
from welfare.permissions import WelfarePermission


class RunFilter(forms.Form):
    """What narrows the list of runs; every field stays in the URL."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *RunState.choices])
    festival = forms.ChoiceField(label=_("festival"), required=False, choices=[("", _("all")), *Festival.choices])

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_RUN, required=False)

    def narrow(self, runs: Any) -> Any:
        if not self.is_valid():
            return runs.none()
        if unit := self.cleaned_data["unit"]:
            runs = runs.filter(unit__path__startswith=unit.path)
        if state := self.cleaned_data["state"]:
            runs = runs.filter(state=state)
        if festival := self.cleaned_data["festival"]:
            runs = runs.filter(plan__festival=festival)
        return runs

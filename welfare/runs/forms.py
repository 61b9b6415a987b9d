from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from members.units.models.units import Unit
from office.days import DayField
from office.forms import StatementForm
from office.stale_form import StaleCheckForm
from office.types import FormData, ModelFormOptions
from welfare.choices import Festival, RunState
from welfare.grants.querysets import Exclusions
from welfare.permissions import WelfarePermission
from welfare.plans.forms import CollectionForm
from welfare.runs.models.runs import Run
from welfare.runs.querysets import Runs


class RunCollectionForm(StaleCheckForm[Run]):
    """Asks what all members of a run collect, where and until when."""

    class Meta:
        model = Run
        fields = ["goods", "place", "hours", "contact", "collect_until"]
        field_classes = {"collect_until": DayField}
        help_texts = {
            "goods": _("What each member receives, such as “rice 5 kg, cooking oil 5 l”."),
            "hours": _("Such as “workdays 9:00–17:00”."),
        }

    def __init__(self, data: FormData = None, **options: Unpack[ModelFormOptions[Run]]) -> None:
        super().__init__(data, **options)
        for name in ("goods", "place", "collect_until"):
            self.fields[name].required = True


class UnitCollectionForm(CollectionForm):
    """Asks where and until when members of one unit collect, where that differs from the run."""

    collect_until = DayField(label=_("collect until"), required=False)


class FollowUpForm(StatementForm):
    """Asks for whom a follow-up of a run is and why; of a run for birthdays also for its first day."""

    LATE, TOO_LITTLE = "late", "too_little"
    whom = forms.ChoiceField(
        label=_("for whom"),
        choices=[
            (LATE, _("those who got nothing, such as who came too late onto the list")),
            (TOO_LITTLE, _("those who got less than what the register says now: what is missing")),
        ],
        widget=forms.RadioSelect,
        initial=LATE,
    )

    def __init__(self, data: FormData = None, *, run: Run) -> None:
        super().__init__(data)
        if run.until is not None:
            self.fields["since"] = DayField(
                label=_("birthdays from"),
                required=False,
                help_text=_("Who is in the union on this day; empty for the first day of the run."),
            )
        self.order_fields(["whom", "since", "reason"])


class RunFilter(forms.Form):
    """The filter of the list of runs; its fields are kept in the URL."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *RunState.choices])
    festival = forms.ChoiceField(label=_("festival"), required=False, choices=[("", _("all")), *Festival.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_RUN, required=False)
        self.order_fields(["unit", "festival", "state"])

    def narrow(self, runs: Runs) -> Runs:
        """Return the runs that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return runs.none()
        if unit := self.cleaned_data["unit"]:
            runs = runs.filter(unit__path__startswith=unit.path)
        if state := self.cleaned_data["state"]:
            runs = runs.filter(state=state)
        if festival := self.cleaned_data["festival"]:
            runs = runs.filter(plan__festival=festival)
        return runs


class JudgedFilter(PeopleFilter):
    """The filter of the list of those who don't receive; its fields are kept in the URL."""

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_RUN, required=False)

    def narrow(self, rows: Exclusions) -> Exclusions:
        """Return the rows that pass, by the unit that the run counts them in; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        if self.people:
            rows = rows.filter(member__in=Member.objects.matching(self.people).values("pk"))
        unit = self.cleaned_data["unit"]
        return rows.filter(unit__in=Unit.objects.below(unit).values("pk")) if unit else rows

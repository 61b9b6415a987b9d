from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from office.forms import YuanField
from office.types import FieldValues, FormData
from welfare.fairness.models import CapsBy, RecountChange, RulesBy
from welfare.permissions import WelfarePermission
from welfare.plans.giving_forms import GivingForm
from welfare.runs.models.runs import Run


class ReplayForm(GivingForm):
    """Asks under which rules and caps a run is replayed; proposed ones begin with those of the run."""

    name = forms.CharField(
        label=_("what is tried"),
        required=False,
        max_length=80,
        help_text=_("Such as “without the key date”; it tells replays apart."),
    )
    rules_by = forms.ChoiceField(label=_("conditions and amounts"), choices=RulesBy, initial=RulesBy.PLAN)
    amount = YuanField(label=_("standard"), required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    caps_by = forms.ChoiceField(label=_("caps"), choices=CapsBy, initial=CapsBy.TODAY)
    year_cap = YuanField(
        label=_("cap for the year"), required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    event_cap = YuanField(
        label=_("cap for one event"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        help_text=_("Of proposed caps an empty one does not limit."),
    )

    def __init__(self, data: FormData = None, *, user: User, run: Run) -> None:
        super().__init__(data)
        self.user, self.run = user, run
        self.add_units(user, WelfarePermission.VIEW_RUN)
        self.set_initial(run.group, run.table)
        self.fields["amount"].initial = run.standard

    def clean(self) -> FieldValues:
        """Return what `actions.replays.start_replay` takes."""
        super().clean()
        said = self.cleaned_data
        asked: FieldValues = {name: said.get(name) for name in ("name", "rules_by", "caps_by", "year_cap", "event_cap")}
        if said.get("rules_by") == RulesBy.PROPOSED:
            if not said.get("amount"):
                self.add_error("amount", _("A proposed rule needs a standard."))
            asked |= {"standard": said.get("amount")}
            asked |= {"group": self.asked_group(self.user, self.run.unit), "table": self.asked_table()}
        return asked


class ChangeFilter(PeopleFilter):
    """The filter of the list of those who would gain or lose; its fields are kept in the URL."""

    who = forms.ChoiceField(
        label=_("who"),
        required=False,
        choices=[
            ("", _("all")),
            ("gaining", _("those who gain")),
            ("losing", _("those who lose")),
            ("register", _("only by corrections of the register")),
        ],
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_RUN, required=False)

    def narrow(self, changes: QuerySet[RecountChange]) -> QuerySet[RecountChange]:
        """Return the rows that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return changes.none()
        who, unit = self.cleaned_data["who"], self.cleaned_data["unit"]
        if self.people:
            changes = changes.filter(member__in=Member.objects.matching(self.people).values("pk"))
        if who == "register":
            changes = changes.filter(by_register=True)
        elif who == "gaining":
            changes = RecountChange.objects.gaining() & changes
        elif who == "losing":
            changes = RecountChange.objects.losing() & changes
        return changes.filter(unit__path__startswith=unit.path) if unit else changes

"""Forms of elections and of seats on committees, and the filter of their list."""

from datetime import date
from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.committees.actions import Candidate, Election
from members.committees.models.committees import Term
from members.committees.querysets import Committees
from members.committees.rules import (
    MISSING,
    VACANT,
    CommitteeKind,
    CommitteePost,
    Portfolio,
    Side,
    TermStatus,
    TermYears,
)
from members.permissions import MembersPermission
from members.register.forms import NameWithOfficeField
from members.register.models.member import Member
from members.register.rules.names import read_name
from members.units.forms import UnitField
from members.units.models.units import Unit
from members.units.querysets.units import Units
from office.days import DayField, PastDayField, years_ahead
from office.forms import ReasonField, ReasonForm, SearchField
from office.types import FieldOptions, FieldValues, FormData, FormOptions, Message
from office.uploads.fields import FilesField


class ElectionForm(forms.Form):
    """The figures of an election and its result document."""

    elected_on = PastDayField(label=_("elected on"))
    starts_on = DayField(label=_("term begins"), last=years_ahead(1), help_text=_("Usually the day of the election."))
    years = forms.TypedChoiceField(label=_("length of the term"), choices=TermYears.choices, coerce=int, initial=5)
    entitled = forms.IntegerField(label=_("entitled to vote"), min_value=1, max_value=10_000_000)
    voted = forms.IntegerField(label=_("voted"), min_value=1, max_value=10_000_000)
    places = forms.IntegerField(
        label=_("places"), min_value=1, max_value=99, help_text=_("How many were to be elected.")
    )
    attachments = FilesField(label=_("result document"), help_text=_("The minutes or the upper union's reply."))

    def clean(self) -> FieldValues:
        cleaned = super().clean() or {}
        elected, begins = cleaned.get("elected_on"), cleaned.get("starts_on")
        if elected and begins and begins < elected:
            self.add_error("starts_on", _("A term can't begin before its election."))
        if cleaned.get("voted", 0) > cleaned.get("entitled", cleaned.get("voted", 0)):
            self.add_error("voted", _("More have voted than were entitled to."))
        return cleaned

    def election(self) -> Election:
        """Return what was entered."""
        return Election(**{name: self.cleaned_data[name] for name in Election.__dataclass_fields__})


class NewElectionForm(ElectionForm):
    kind = forms.ChoiceField(label=_("committee"), choices=CommitteeKind.choices)
    keep_seats = forms.BooleanField(label=_("whoever sits now was elected again"), required=False)
    field_order = [
        "kind",
        "elected_on",
        "starts_on",
        "years",
        "entitled",
        "voted",
        "places",
        "keep_seats",
        "attachments",
    ]


class MemberField(forms.CharField):
    """Takes an employee number or a name; cleans to the present member in or below `unit`, if `user` may see them."""

    def __init__(self, *, user: User, unit: Unit, **options: Unpack[FieldOptions]) -> None:
        super().__init__(max_length=64, **options)
        self.members = Member.objects.visible_to(user, MembersPermission.VIEW_MEMBER).present()
        self.members = self.members.filter(unit__path__startswith=unit.path)

    def clean(self, value: object) -> Member | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.members.filter(employee_number=text)[:1])
        found = found or list(self.members.filter(name=read_name(text).name)[:2])
        if not found:
            raise forms.ValidationError(_("There is no such member in this unit or below it."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several members have this name: give the employee number."))
        return found[0]


class SeatForm(forms.Form):
    """Who takes which seat; portfolios are for union committees, sides and names for mediation committees."""

    post = forms.ChoiceField(label=_("post"), choices=CommitteePost.choices, initial=CommitteePost.MEMBER)
    portfolio = forms.ChoiceField(label=_("portfolio"), choices=Portfolio.choices, required=False)
    side = forms.ChoiceField(label=_("side"), choices=Side.choices, initial=Side.STAFF)
    name = NameWithOfficeField(
        label=_("name of the employer's side"),
        required=False,
        max_length=64,
        help_text=_("Whoever speaks for the employer need not be in the register."),
    )
    since = DayField(label=_("from"))

    def __init__(self, data: FormData = None, *, user: User, term: Term, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        committee = term.committee
        self.fields["member"] = MemberField(
            user=user,
            unit=committee.unit,
            label=_("member"),
            help_text=_("Name or employee number."),
            required=committee.kind != CommitteeKind.MEDIATION,
            error_messages={"required": _("Say who takes the seat.")},
        )
        self.fields["since"].initial = term.starts_on
        if committee.kind != CommitteeKind.MEDIATION:
            del self.fields["side"], self.fields["name"]
        if committee.kind != CommitteeKind.UNION:
            del self.fields["portfolio"]
        self.order_fields(["side", "member", "name"])

    def clean(self) -> FieldValues:
        cleaned = super().clean() or {}
        if "member" in self.errors:
            return cleaned
        member, name = cleaned.get("member"), cleaned.get("name", "")
        if cleaned.get("side", Side.STAFF) == Side.STAFF:
            if name:
                self.add_error("name", _("Whoever speaks for the staff stands in the register: use the field above."))
            elif member is None:
                self.add_error("member", _("Say who takes the seat."))
        elif (member is None) == (not name):
            self.add_error("name", _("Give either the name or a member of the register."))
        return cleaned

    def candidate(self) -> Candidate:
        """Return what was entered."""
        given = {name: self.cleaned_data[name] for name in Candidate.__dataclass_fields__ if name in self.cleaned_data}
        return Candidate(**given)


class GiveUpForm(ReasonForm):
    until = DayField(label=_("last day"), last=years_ahead(1))
    reason = ReasonField(help_text="")
    field_order = ("until", "reason")


def _status_choices() -> list[tuple[str, Message]]:
    return [("", _("all")), *TermStatus.choices, (VACANT, _("with vacant seats")), (MISSING, _("missing"))]


class CommitteeFilter(forms.Form):
    """The filter of the list of committees; every field is kept in the address."""

    q = SearchField(_("Name of a unit"), max_length=100)
    kind = forms.ChoiceField(label=_("committee"), required=False, choices=[("", _("all")), *CommitteeKind.choices])
    standing = forms.ChoiceField(label=_("standing"), required=False, choices=_status_choices)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.VIEW_UNIT, required=False)
        self.order_fields(["q", "unit", "kind", "standing"])

    def narrow(self, committees: Committees, today: date) -> Committees:
        """Return those of `committees`, read by `with_term`, that pass the filter; none while a field is wrong."""
        if not self.is_valid():
            return committees.none()
        asked = self.cleaned_data
        committees = committees.filter(unit__in=self.narrow_units(Unit.objects.all()).order_by())
        if asked["kind"]:
            committees = committees.filter(kind=asked["kind"])
        if asked["standing"] in TermStatus.values:
            return committees.with_status(asked["standing"], today)
        return committees.with_vacant_seats() if asked["standing"] == VACANT else committees

    def narrow_units(self, units: Units) -> Units:
        """Return those of `units` that pass the search and the unit chosen; none while a field is wrong."""
        if not self.is_valid():
            return units.none()
        if unit := self.cleaned_data["unit"]:
            units = units.below(unit)
        return units.named(self.cleaned_data["q"].strip()) if self.cleaned_data["q"].strip() else units

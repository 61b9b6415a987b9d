"""The conditions of a plan in SQL, on rows of the register; `groups.excluded_by` reads the same in Python."""

from datetime import date
from decimal import Decimal

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractDay, ExtractMonth

from members.choices import RETIRED_STATUSES, MemberState
from members.membership.models.periods import MembershipPeriod
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import Verdict
from welfare.plans.amounts import Amounts, By, latest_joining
from welfare.plans.groups import Group

YUAN = DecimalField(max_digits=12, decimal_places=2)
# 100 * month + day, as `rules.birthdays_in` has them.
BIRTHDAY = ExpressionWrapper(
    ExtractMonth("birth_date") * Value(100) + ExtractDay("birth_date"), output_field=IntegerField()
)


def exclusions(group: Group) -> list[tuple[Verdict, Q]]:
    """Return for each condition but that of units whom it excludes, in the order of Verdict.

    No Q is NULL for any member: in a WHEN this would exclude nobody.
    """
    found = [
        (verdict, ~Q(**{f"{field}__in": wanted}))
        for field, wanted, verdict in (
            ("post_category", group.post_categories, Verdict.OTHER_POST),
            ("employment_form", group.employment_forms, Verdict.OTHER_EMPLOYMENT),
            ("sex", group.sexes, Verdict.OTHER_SEX),
            ("ethnic_group", group.ethnic_groups, Verdict.OTHER_ETHNIC_GROUP),
            ("hardship", group.hardships, Verdict.OTHER_HARDSHIP),
            ("work_site", group.sites, Verdict.OTHER_SITE),
        )
        if wanted
    ]
    if group.member_on:
        day = date.fromisoformat(group.member_on)
        then = MembershipPeriod.objects.filter(member=OuterRef("pk"), state=MemberState.ACTIVE, starts_on__lte=day)
        found.append((Verdict.NO_MEMBER_THEN, ~Q(Exists(then.filter(Q(ends_on=None) | Q(ends_on__gt=day))))))
    if group.joined_before:
        day = date.fromisoformat(group.joined_before)
        late = Q(joined_on__gte=day) | Q(joined_on=None, state_since__gte=day) | Q(joined_on=None, state_since=None)
        found.append((Verdict.JOINED_TOO_LATE, late))
    return found


def in_units(group: Group, path: str = "path") -> Q | None:
    """Return which units the conditions mean, by the name of the field `path`; None for all. One query."""
    if not group.units and not group.without_units:
        return None
    paths = dict(Unit.objects.filter(pk__in=[*group.units, *group.without_units]).values_list("pk", "path"))
    wanted = Q()
    for pk in group.units:
        wanted |= Q(**{f"{path}__startswith": paths[pk]}) if pk in paths else Q(pk__in=[])
    for pk in group.without_units:
        if pk in paths:
            wanted &= ~Q(**{f"{path}__startswith": paths[pk]})
    return wanted


def amount_for(amounts: Amounts, standard: Decimal, day: date) -> Combinable:
    """Return what the plan gives a member for an event on `day`, in yuan, before any cap: `amounts.standard_for`."""
    flat = Value(standard, output_field=YUAN)
    if amounts.by in (By.YEARS, By.PER_YEAR):
        cases = [
            When(
                Q(joined_on__lte=latest) | Q(joined_on=None, state_since__lte=latest),
                then=Value(yuan, output_field=YUAN),
            )
            for years, yuan in amounts.steps(standard)
            for latest in [latest_joining(day, years)]
        ]
    elif amounts.by:
        cases = [When(**{amounts.by.value: code}, then=Value(yuan, output_field=YUAN)) for code, yuan in amounts.rows]
    else:
        cases = []
    return Case(*cases, default=flat, output_field=YUAN) if cases else flat


def count_matching(unit: Unit, group: Group) -> dict[str, int]:
    """Return how many working members of the unit and those below it match today, by verdict; "" for those who match.

    Members in the union are counted whatever their day of joining; caps and earlier grants are not looked at. One
    query, and one more where units are named.
    """
    whens = [When(excluded, then=Value(verdict.value)) for verdict, excluded in exclusions(group)]
    meant = in_units(group)
    if meant is not None:
        whens.insert(
            0, When(~Q(unit__in=Unit.objects.filter(meant).values("pk")), then=Value(Verdict.OTHER_UNIT.value))
        )
    verdict = Case(*whens, default=Value(""), output_field=CharField()) if whens else Value("", CharField())
    here = Member.objects.active().exclude(employment__in=RETIRED_STATUSES).filter(unit__path__startswith=unit.path)
    return dict(here.order_by().annotate(verdict=verdict).values_list("verdict").annotate(count=Count("pk")))

"""SQL and the plain reading of a plan give the same verdict and the same sum for 10,000 random members."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from members.choices import Employment, EmploymentForm, Hardship, MemberState, PostCategory, Sex
from members.dues.models.charges import DuesCharge
from members.membership.models.periods import MembershipPeriod
from members.register.models.member import Member
from members.units.models.units import Unit
from office.types import FieldValues
from tests import factories as make
from welfare.choices import Verdict
from welfare.grants.models.grants import Grant
from welfare.plans.amounts import Amounts, By
from welfare.plans.groups import Group, Person
from welfare.runs.eligibility import judged
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit
from welfare.runs.rules import Membership, MembershipFacts, MemberThen, judge
from welfare.standards.models import BenefitRule, MemberFact

pytestmark = pytest.mark.django_db
PEOPLE = 10_000
EVENT = date(2026, 9, 25)
SITES = ["", "一号井场", "二号井场", "机修车间"]


def some_day(chance: random.Random) -> date:
    """Return a day around the dates that conditions name, often exactly on one of them."""
    near = [date(2026, 9, 1), date(2026, 8, 31), EVENT, EVENT + timedelta(days=1), date(2016, 9, 25), date(2016, 9, 26)]
    return chance.choice(near) if chance.random() < 0.4 else date(2004, 1, 1) + timedelta(days=chance.randrange(8400))


def create_people(chance: random.Random, units: list[Unit]) -> None:
    """Create members with every value that the register allows, NULLs and empty ones included."""
    states = [MemberState.ACTIVE] * 12 + [MemberState.LEAVING, MemberState.PENDING, MemberState.RETAINED]
    states += [MemberState.TRANSFERRED, MemberState.WITHDRAWN, MemberState.EXPELLED]
    people = []
    for number in range(PEOPLE):
        joined = None if chance.random() < 0.2 else some_day(chance)
        since = some_day(chance) if joined is None or chance.random() < 0.4 else None
        people.append(
            Member(
                unit=chance.choice(units),
                name="孟静",
                pinyin="mengjing",
                initials="mj",
                employee_number=f"R{number:06d}" if chance.random() < 0.95 else None,
                state=chance.choice(states),
                joined_on=joined,
                state_since=since,
                unit_since=some_day(chance) if chance.random() < 0.1 else None,
                employment=chance.choice([Employment.ON_DUTY] * 9 + list(Employment)),
                employment_form=chance.choice(["", *EmploymentForm]),
                post_category=chance.choice(list(PostCategory)),
                sex=chance.choice(list(Sex)),
                ethnic_group=chance.choice(["", "01", "02", "03", "05"]),
                hardship=chance.choice(list(Hardship)),
                work_site=chance.choice(SITES),
            )
        )
    Member.objects.bulk_create(people, batch_size=1000)
    # Some change their unit or state before or after the event.
    for member in Member.objects.filter(state="active", joined_on__lt=date(2020, 1, 1)).order_by("pk")[:200]:
        day = chance.choice([date(2026, 8, 1), EVENT, EVENT + timedelta(days=2)])
        if (member.state_since or date(2000, 1, 1)) < day and (member.unit_since or date(2000, 1, 1)) < day:
            if chance.random() < 0.5:
                Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since=day)
            else:
                Member.objects.filter(pk=member.pk).update(unit=chance.choice(units), unit_since=day)


def create_membership_rules(chance: random.Random, union: Unit, branches: list[Unit]) -> None:
    """Create conditions of membership for some units, dues that are owed, and facts about some members."""
    document = {"kind": "festival", "effective_from": date(2020, 1, 1), "source": "皖工发〔2025〕18号"}
    BenefitRule.objects.create(unit=union, one_place=True, **document)
    BenefitRule.objects.create(unit=branches[0], dues_months=3, **document)
    BenefitRule.objects.create(unit=branches[1], wage_in_base=True, outside_base=["outsourced"], **document)
    BenefitRule.objects.create(unit=branches[2], dues_months=2, wage_in_base=True, one_place=False, **document)
    owed: FieldValues = {"basis": 4000, "rate": "0.005", "step": 10, "amount": 20}
    states: list[FieldValues] = [{"state": "due"}, {"state": "due"}, {"state": "due"}, {"state": "paid", "paid": 20}]
    members = list(Member.objects.order_by("pk"))
    DuesCharge.objects.bulk_create(
        DuesCharge(
            member=member,
            unit_id=member.unit_id,
            month=month,
            **owed,
            **chance.choice(states),
        )
        for member in chance.sample(members, 4000)
        for month in [date(2026, number, 1) for number in (5, 6, 7, 8, 9)]
        if chance.random() < 0.9
    )
    MemberFact.objects.bulk_create(
        MemberFact(
            member=member,
            fact=chance.choice(list(MemberFact.Fact)),
            since=since,
            until=until,
            source="派遣单位来函",
        )
        for member in chance.sample(members, 2000)
        for since in [chance.choice([EVENT, EVENT + timedelta(days=1), date(2020, 1, 1)])]
        for until in [chance.choice([None, since, date(2026, 9, 26)])]
    )


def membership_of(rules: FieldValues) -> Membership:
    """Return what a unit of a run asks of its members."""
    base = rules.get("wage_not_in_base")
    return Membership(
        dues_months=rules["no_dues"]["months"] if "no_dues" in rules else None,
        outside_base=None if base is None else frozenset(base["forms"]),
        one_place="elsewhere" in rules,
    )


def unpaid_months(owed: set[date]) -> int:
    """Return of how many months before September 2026, one after the other, the dues are owed."""
    months = [date(2026, number, 1) for number in (8, 7, 6, 5)]
    return next((count for count, month in enumerate(months) if month not in owed), len(months))


def facts_of(run: Run) -> dict[int, tuple[Person, MemberThen]]:
    """Return what the plain reading is told about each member whom the run considers, read row by row."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    by_path = {unit.path: unit.pk for unit in units.values()}
    places = {place.unit_id: place for place in RunUnit.objects.filter(run=run)}
    periods = defaultdict(list)
    for period in MembershipPeriod.objects.order_by("starts_on"):
        periods[period.member_id].append(period)
    given: defaultdict[int, Decimal] = defaultdict(Decimal)
    listed: set[int] = set()
    for grant in Grant.objects.exclude(run=run).select_related("occasion"):
        if grant.occasion.kind == run.occasion.kind and grant.occasion.on.year == run.on.year:
            given[grant.member_id] += grant.amount
        if grant.occasion_id == run.occasion_id:
            listed.add(grant.member_id)
    owed = defaultdict(set)
    for charge in DuesCharge.objects.filter(state="due", paid=0):
        owed[charge.member_id].add(charge.month)
    known = defaultdict(set)
    for fact in MemberFact.objects.filter(since__lte=run.on):
        if fact.until is None or fact.until >= run.on:
            known[fact.member_id].add(fact.fact)
    found = {}
    for member in Member.objects.all():
        then = [
            one for one in periods[member.pk] if one.starts_on <= run.on and (not one.ends_on or run.on < one.ends_on)
        ]
        one = then[0] if then else periods[member.pk][-1]
        if one.unit_id not in places:
            continue
        place, unit = places[one.unit_id], units[one.unit_id]
        person = Person(
            unit_path=[by_path[path] for path in Unit.paths_down_to(unit.path) if path in by_path],
            **{name: getattr(member, name) for name in COLUMNS},
            periods=[(p.starts_on, p.ends_on) for p in periods[member.pk] if p.state == "active"],
        )
        found[member.pk] = (
            person,
            MemberThen(
                state=one.state,
                since=one.starts_on,
                until=one.ends_on,
                employment=member.employment,
                merged=member.merged_into_id is not None,
                listed=member.pk in listed,
                already_this_year=Decimal(given[member.pk]),
                year_cap=place.year_cap,
                festival_cap=place.festival_cap,
                asked=membership_of(place.rules),
                facts=MembershipFacts(
                    unpaid_months(owed[member.pk]),
                    "wage_not_in_base" not in known[member.pk],
                    "elsewhere" in known[member.pk],
                ),
            ),
        )
    return found


COLUMNS = (
    "post_category",
    "employment_form",
    "sex",
    "ethnic_group",
    "hardship",
    "work_site",
    "joined_on",
    "state_since",
    "birth_date",
)


def random_group(chance: random.Random, units: list[Unit]) -> Group:
    def some(values: list[str]) -> tuple[str, ...]:
        return tuple(chance.sample(values, chance.randint(1, len(values)))) if chance.random() < 0.35 else ()

    return Group(
        units=tuple(unit.pk for unit in chance.sample(units, 2)) if chance.random() < 0.4 else (),
        without_units=(chance.choice(units).pk,) if chance.random() < 0.4 else (),
        post_categories=some(["front_line", "technical", "management"]),
        employment_forms=some(["contract", "agency", "outsourced"]),
        sexes=some(["1", "2"]),
        ethnic_groups=some(["02", "03", "05"]),
        hardships=some(["deep", "relative", "accident"]),
        sites=some(SITES[1:]),
        member_on=chance.choice(["", "2026-09-01", "2026-09-26"]),
        joined_before=chance.choice(["", "", "2026-09-01", "2016-09-25"]),
    )


def test_sql_and_the_plain_reading_agree_about_10_000_random_members():
    chance = random.Random(11)
    union = make.unit(kind="union")
    branches = [make.unit(parent=union) for _ in range(3)]
    units = [union, *branches, *(make.unit(parent=branch, kind="group") for branch in branches)]
    create_people(chance, [*units, make.unit("Elsewhere")])
    create_membership_rules(chance, union, branches)
    make.cap(union, 900)
    make.cap(branches[0], 500)
    make.cap(branches[1], 350, basis="festival")
    make.counted_run(union, festival="spring", amount=Decimal(500), on=date(2026, 1, 20), conditions={"sexes": ["2"]})
    make.counted_run(
        branches[2], festival="mid_autumn", amount=Decimal(10), conditions={"post_categories": ["technical"]}
    )
    tables = [
        Amounts(),
        Amounts(By.POST_CATEGORY, (("front_line", Decimal("400.50")), ("management", Decimal(100)))),
        Amounts(By.HARDSHIP, (("deep", Decimal(700)),)),
        Amounts(By.YEARS, (("1", Decimal(320)), ("10", Decimal(500)))),
        Amounts(By.PER_YEAR, per_year=Decimal(20), most=Decimal(450)),
    ]
    seen: Counter[str] = Counter()
    facts = facts_of(make.run(union))
    for amounts in tables:
        for group in (
            Group(member_on="2026-09-01", joined_before="2026-08-31"),
            random_group(chance, units),
            random_group(chance, units),
        ):
            run = make.run(union, conditions=group.as_json(), amounts=amounts.as_json())
            expected = {
                pk: judge(EVENT, *told, group=group, amounts=amounts, standard=run.standard)
                for pk, told in facts.items()
            }
            found = {pk: (verdict, due) for pk, verdict, due in judged(run).values_list("pk", "verdict", "due")}
            differ = [pk for pk in found.keys() | expected.keys() if found.get(pk) != expected.get(pk)]
            assert not differ, [(group, amounts, found.get(pk), expected.get(pk), facts.get(pk)) for pk in differ[:3]]
            seen.update(verdict for verdict, _due in found.values())
    # Every verdict that such a plan can give was given.
    assert set(seen) == {*Verdict} - {Verdict.NO_BIRTH_DATE, Verdict.OBJECTION}

"""Computing dues: the amount, who is exempt and why, in one SQL statement for any number of members."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from members.choices import MemberState
from members.dues import rules
from members.dues.actions.charges import compute_charges
from members.dues.actions.payments import pay_charge
from members.dues.models.charges import DuesBasis, DuesCharge, DuesRule, DuesWaiver
from members.register.models.member import Member
from tests import factories as make

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
# 工发〔1978〕101号: half a per cent of the wage, what is left below ten yuan does not count.
TABLE = [
    ("0", "0.00"),
    ("9.99", "0.00"),
    ("10", "0.05"),
    ("19.99", "0.05"),
    ("2000", "10.00"),
    ("5437", "27.15"),
    ("5437.99", "27.15"),
    ("5439.99", "27.15"),
    ("5440", "27.20"),
    ("12345.67", "61.70"),
    ("99999999.99", "499999.95"),
]


@pytest.mark.parametrize(("wage", "due"), TABLE)
def test_half_a_per_cent_of_whole_tens_of_the_wage(wage, due):
    assert rules.dues_of(Decimal(wage)) == Decimal(due)


def test_half_a_fen_is_rounded_up():
    assert rules.dues_of(Decimal(101), rate=Decimal("0.005"), step=Decimal(1)) == Decimal("0.51")
    assert rules.dues_of(Decimal(102), rate=Decimal("0.00245"), step=Decimal(1)) == Decimal("0.25")


def test_months_run_from_the_first_to_the_last_over_the_new_year():
    assert rules.months_between(date(2026, 11, 1), date(2027, 2, 1)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]
    assert rules.months_between(OCTOBER, SEPTEMBER) == []


def charge_of(member: Member, month: date = SEPTEMBER) -> DuesCharge:
    return DuesCharge.objects.get(member=member, month=month)


@pytest.mark.django_db
@pytest.mark.parametrize(("rate", "step"), [("0.005", "10"), ("0.00333", "3"), ("0.005", "1"), ("0.01", "0.07")])
def test_the_statement_and_the_rule_agree_on_any_wage(rate, step):
    DuesRule.objects.update(rate=rate, step=step)
    draw = random.Random(20260901)
    drawn = [Decimal(draw.randrange(10 ** draw.randrange(1, 9))) / 100 for _ in range(150)]
    wages = {make.member(): wage for wage in [*map(Decimal, dict(TABLE)), *drawn]}
    DuesBasis.objects.bulk_create(
        DuesBasis(member=member, starts_on=SEPTEMBER, wage=wage) for member, wage in wages.items()
    )
    assert compute_charges([SEPTEMBER]) == len(wages)
    written = {charge.member: charge for charge in DuesCharge.objects.select_related("member")}
    for member, wage in wages.items():
        due = rules.dues_of(wage, Decimal(rate), Decimal(step))
        assert (written[member].basis, written[member].amount) == (wage, due)
        assert written[member].state == ("due" if due else "exempt")
        assert written[member].exemption == ("" if due else "small_wage")


@pytest.mark.django_db
def test_a_year_of_many_members_is_one_statement():
    unit = make.unit()
    for _ in range(20):
        make.wage(make.member(unit))
    months = rules.months_between(date(2026, 1, 1), date(2026, 12, 1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert compute_charges(months, unit=unit) == 20 * 12
    assert len(queries) == 1


@pytest.mark.django_db
def test_computing_again_changes_nothing():
    charge = make.charge()
    assert compute_charges([SEPTEMBER]) == 0
    assert charge_of(charge.member).pk == charge.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "why"),
    [(MemberState.RETAINED, "retained"), (MemberState.PENDING, "pending"), (MemberState.WITHDRAWN, "left")],
)
def test_who_has_no_vote_pays_no_dues(state, why):
    # domain.md part 3: 保留会籍 = no vote, no dues.
    member = make.member(state=state, state_since=date(2026, 8, 15))
    make.wage(member)
    compute_charges([SEPTEMBER])
    assert (charge_of(member).state, charge_of(member).exemption, charge_of(member).amount) == ("exempt", why, 0)
    assert charge_of(member).why


@pytest.mark.django_db
def test_a_leaving_member_still_pays_here():
    member = make.member(state=MemberState.LEAVING)
    assert make.charge(member).state == "due"


@pytest.mark.django_db
def test_who_left_gets_one_exempt_month_and_no_more():
    member = make.member(state=MemberState.EXPELLED, state_since=date(2026, 8, 1))
    compute_charges([date(2026, 8, 1), SEPTEMBER])
    assert list(member.dues_charges.values_list("month", "exemption")) == [(date(2026, 8, 1), "left")]


@pytest.mark.django_db
def test_who_joins_on_the_first_pays_and_who_joins_later_begins_next_month():
    first, second = (make.member(joined_on=day, state_since=day) for day in (SEPTEMBER, date(2026, 9, 2)))
    make.wage(first)
    make.wage(second)
    compute_charges([SEPTEMBER, OCTOBER])
    assert first.dues_charges.count() == 2
    assert [charge.month for charge in second.dues_charges.all()] == [OCTOBER]


@pytest.mark.django_db
def test_a_member_without_a_wage_gets_an_unknown_charge():
    member = make.member()
    make.wage(member, since=OCTOBER)
    compute_charges([SEPTEMBER, OCTOBER])
    assert (charge_of(member).state, charge_of(member).basis, charge_of(member).amount) == ("unknown", None, 0)
    assert charge_of(member, OCTOBER).state == "due"


@pytest.mark.django_db
def test_each_month_takes_the_wage_and_the_rule_of_its_first_day():
    member = make.member()
    make.wage(member, 2000)
    make.wage(member, 4000, since=OCTOBER)
    DuesRule.objects.create(effective_from=date(2026, 10, 2), rate="0.01", step=100, source="本会决定")
    compute_charges([SEPTEMBER, OCTOBER, date(2026, 11, 1)])
    amounts = dict(member.dues_charges.values_list("month", "amount"))
    assert amounts == {SEPTEMBER: 10, OCTOBER: 20, date(2026, 11, 1): 40}


@pytest.mark.django_db
def test_the_unit_is_that_of_the_first_of_the_month():
    old, new = make.unit(), make.unit()
    member = make.member(old)
    make.wage(member)
    Member.objects.filter(pk=member.pk).update(unit=new, unit_since=date(2026, 9, 2))
    compute_charges([SEPTEMBER, OCTOBER], unit=old)
    compute_charges([SEPTEMBER, OCTOBER], unit=new)
    assert dict(member.dues_charges.values_list("month", "unit")) == {SEPTEMBER: old.pk, OCTOBER: new.pk}


@pytest.mark.django_db
def test_only_the_unit_and_what_is_below_it_is_computed():
    union = make.unit()
    branch, other = make.unit(parent=union), make.unit(parent=union)
    group = make.unit(parent=branch)
    inside, outside = make.member(group), make.member(other)
    compute_charges([SEPTEMBER], unit=branch)
    assert inside.dues_charges.exists() and not outside.dues_charges.exists()


@pytest.mark.django_db
def test_open_charges_follow_the_register_and_paid_ones_stay():
    open_, paid = make.charge(), make.paid_charge()
    DuesBasis.objects.update(wage=8000)
    assert compute_charges([SEPTEMBER]) == 1
    assert (charge_of(open_.member).amount, charge_of(paid.member).amount) == (40, Decimal("27.15"))


@pytest.mark.django_db
def test_a_part_that_was_paid_counts_against_the_new_sum():
    charge = make.charge()
    pay_charge(charge, Decimal(20), paid_on=date(2026, 9, 5), paid_by="cash", by=make.user())
    DuesBasis.objects.update(wage=3000)
    compute_charges([SEPTEMBER])
    after = charge_of(charge.member)
    assert (after.state, after.amount, after.paid, after.over) == ("paid", 15, 20, 5)


@pytest.mark.django_db
def test_a_charge_of_somebody_who_had_left_or_was_not_a_member_yet_says_so():
    left, late = make.charge(), make.charge()
    Member.objects.filter(pk=left.member.pk).update(state="withdrawn", state_since=date(2026, 3, 1))
    Member.objects.filter(pk=late.member.pk).update(joined_on=date(2026, 9, 9), state_since=date(2026, 9, 9))
    assert compute_charges([SEPTEMBER]) == 2
    assert (charge_of(left.member).exemption, charge_of(late.member).exemption) == ("left", "no_member")


@pytest.mark.django_db
def test_a_waiver_counts_for_its_months_whether_entered_before_or_after_the_charge():
    member = make.member()
    make.wage(member)
    given = {"member": member, "by": make.user(), "ends_on": OCTOBER}
    first = DuesWaiver.objects.create(starts_on=SEPTEMBER, reason="家庭困难", **given)
    DuesWaiver.objects.create(starts_on=date(2026, 8, 1), reason="生病", **given)
    compute_charges([SEPTEMBER, OCTOBER])
    assert (charge_of(member).state, charge_of(member).waiver) == ("waived", first)
    assert charge_of(member, OCTOBER).state == "due"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [{"amount": 0}, {"state": "paid"}, {"state": "exempt"}, {"paid": -1}, {"exemption": "retained"}, {"basis": None}],
)
def test_the_database_refuses_an_inconsistent_charge(changes):
    charge = make.charge()
    with pytest.raises(IntegrityError), transaction.atomic():
        DuesCharge.objects.filter(pk=charge.pk).update(**changes)


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_paid_charge():
    charge = make.paid_charge()
    with pytest.raises(InternalError), transaction.atomic():
        DuesCharge.objects.filter(pk=charge.pk).update(amount=1)
    with pytest.raises(InternalError), transaction.atomic():
        DuesCharge.objects.filter(pk=charge.pk).update(month=OCTOBER)


@pytest.mark.django_db
def test_the_history_keeps_the_former_values_of_a_charge():
    charge = make.charge()
    DuesBasis.objects.update(wage=8000)
    compute_charges([SEPTEMBER])
    history = charge._meta.apps.get_model("members.DuesChargeEvent")
    assert list(history.objects.values_list("pgh_obj", "amount")) == [(charge.pk, Decimal("27.15"))]


@pytest.mark.django_db
def test_the_shipped_rule_names_its_document_and_is_shipped_once():
    from members.dues.actions.charges import ensure_dues_rule

    ensure_dues_rule()
    rule = DuesRule.objects.get()
    assert (rule.rate, rule.step, rule.source[:10]) == (Decimal("0.005"), 10, "工发〔1978〕10")

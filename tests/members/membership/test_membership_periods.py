"""The database writes the membership periods and refuses gaps and overlaps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from members.choices import MemberState
from members.membership.models.periods import MembershipPeriod
from members.membership.rules.membership import NEXT
from members.register.models.member import Member
from office.database_roles import as_owner
from tests import factories as make

pytestmark = pytest.mark.django_db


def periods_of(member: Member) -> list[tuple[str, str, date, date | None]]:
    return list(member.periods.order_by("starts_on").values_list("unit__name", "state", "starts_on", "ends_on"))


def update_member(member: Member, **changes) -> None:
    Member.objects.filter(pk=member.pk).update(**changes)
    connection.check_constraints()


@pytest.fixture
def a():
    return make.unit("A")


@pytest.fixture
def b():
    return make.unit("B")


@pytest.fixture
def member(a):
    return make.member(a, state_since=date(2015, 1, 1))


def test_an_entered_member_has_one_open_period(member):
    assert periods_of(member) == [("A", "active", date(2015, 1, 1), None)]


def test_members_entered_in_bulk_have_periods_too(a):
    rows = [Member(unit=a, name="孟静", joined_on=date(2020, 1, n)) for n in (1, 2, 3)]
    Member.objects.bulk_create(rows)
    assert MembershipPeriod.objects.filter(member__in=rows).count() == 3


def test_a_new_unit_begins_a_new_period(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    assert periods_of(member) == [
        ("A", "active", date(2015, 1, 1), date(2020, 5, 1)),
        ("B", "active", date(2020, 5, 1), None),
    ]


def test_a_new_state_begins_a_new_period(member):
    update_member(member, state="retained", state_since=date(2021, 1, 1), state_reason="laid_off")
    assert periods_of(member) == [
        ("A", "active", date(2015, 1, 1), date(2021, 1, 1)),
        ("A", "retained", date(2021, 1, 1), None),
    ]
    assert member.periods.get(ends_on=None).reason == "laid_off"


def test_a_leaving_member_keeps_the_open_period(member):
    update_member(member, state="leaving")
    assert periods_of(member) == [("A", "active", date(2015, 1, 1), None)]


def test_another_unit_from_the_same_day_replaces_the_period(member, b):
    update_member(member, unit=b)
    assert periods_of(member) == [("B", "active", date(2015, 1, 1), None)]


def test_another_day_of_the_last_change_moves_the_border_of_the_periods(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    update_member(member, unit_since=date(2020, 6, 1))
    assert periods_of(member) == [
        ("A", "active", date(2015, 1, 1), date(2020, 6, 1)),
        ("B", "active", date(2020, 6, 1), None),
    ]


def test_the_last_change_can_be_taken_back(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    update_member(member, unit=member.unit, unit_since=None)
    assert periods_of(member) == [("A", "active", date(2015, 1, 1), None)]


def test_a_change_before_the_last_one_is_refused(member, b):
    update_member(member, state="retained", state_since=date(2021, 1, 1))
    with pytest.raises(IntegrityError, match="knows a later change"), transaction.atomic():
        update_member(member, state="withdrawn", state_since=date(2020, 1, 1))


def test_a_border_cannot_move_beyond_the_period_before(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    with pytest.raises(IntegrityError, match="period_ends_after_it_starts"), transaction.atomic():
        update_member(member, unit_since=date(2014, 1, 1), state_since=date(2014, 1, 1))


STATES = [state for state in MemberState if state != MemberState.LEAVING]


@pytest.mark.parametrize("new", STATES)
@pytest.mark.parametrize("old", STATES)
def test_a_state_changes_only_as_the_transition_table_allows(a, old, new):
    other = make.member(a)
    merged = {"merged_into": other}
    member = make.member(a, state=old, **(merged if old == "merged" else {}))
    changes = {"state": new, "state_since": date(2022, 1, 1), "merged_into": other if new == "merged" else None}
    if new == old or new in NEXT[old]:
        update_member(member, **changes)
    else:
        with pytest.raises(IntegrityError, match="cannot pass"), transaction.atomic():
            update_member(member, **changes)


def unsaved_period(member, starts: date, ends: date | None) -> MembershipPeriod:
    return MembershipPeriod(member=member, unit=member.unit, state="active", starts_on=starts, ends_on=ends)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2016, 1, 1), None),
        (date(2015, 1, 1), None),
        (date(2010, 1, 1), None),
        (date(2010, 1, 1), date(2016, 1, 1)),
        (date(2010, 1, 1), date(2012, 1, 1)),
        (date(2016, 1, 1), date(2015, 6, 1)),
    ],
    ids=["inside", "same start", "a second open one", "over the start", "leaving a gap", "backwards"],
)
@pytest.mark.django_db(transaction=True)
def test_a_period_that_does_not_fit_the_others_is_refused(member, starts, ends):
    with pytest.raises(ProgrammingError, match="permission denied"):
        unsaved_period(member, starts, ends).save()
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        unsaved_period(member, starts, ends).save()
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_deleting_the_last_period_is_refused(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    with pytest.raises(ProgrammingError, match="permission denied"):
        member.periods.get(ends_on=None).delete()
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        member.periods.get(ends_on=None).delete()
        connection.check_constraints()


def test_each_day_since_entry_is_in_exactly_one_period(member, b):
    update_member(member, unit=b, unit_since=date(2020, 5, 1))
    update_member(member, state="retained", state_since=date(2021, 1, 1))
    for days in range(0, 3000, 100):
        day = date(2015, 1, 1) + timedelta(days=days)
        assert member.periods.on(day).count() == 1
    assert member.periods.on(date(2014, 12, 31)).count() == 0

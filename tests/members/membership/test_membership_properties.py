"""Membership periods have no gap and no overlap after any sequence of acts and imports."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from members.choices import MemberState
from members.membership.actions.membership import carry_out_due, change_membership, take_back
from members.membership.actions.transfers import agree_transfer, refuse_transfer, release_member
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import BECOMES, FROM, ChangeKind
from members.register.models.member import Member
from office.errors import NotAllowed
from tests import factories as make
from tests.properties import IN_THE_DATABASE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST, TODAY = date(2024, 1, 1), date(2026, 3, 1)
K = ChangeKind
ONE_SIDED = [kind for kind in K if kind not in (K.TRANSFER, K.TRANSFER_OUT)]


@dataclass
class ExpectedPeriods:
    """The expected periods: (first day, unit, state) in order, each until the next."""

    periods: list[tuple[date, str, str]]

    def now(self) -> tuple[date, str, str]:
        return self.periods[-1]

    def on(self, day: date) -> tuple[str, str] | None:
        found = [(unit, state) for since, unit, state in self.periods if since <= day]
        return found[-1] if found else None

    def becomes(self, on: date, unit: str, state: str) -> None:
        if on == self.now()[0]:
            self.periods.pop()
        self.periods.append((on, unit, state))


def assert_periods(member: Member, model: ExpectedPeriods) -> None:
    """Assert that the stored periods have no gap and agree with `model` on each day around a change."""
    connection.check_constraints()
    chain = list(member.periods.order_by("starts_on"))
    assert [period.ends_on for period in chain] == [period.starts_on for period in chain[1:]] + [None]
    borders = {since for since, _unit, _state in model.periods}
    for day in sorted({border + timedelta(days=shift) for border in borders for shift in (-1, 0, 1)}):
        found = member.periods.on(day).values_list("unit__name", "state").first()
        assert found == model.on(day)


days = st.integers(0, 850).map(lambda shift: FIRST + timedelta(days=shift))
states = st.tuples(st.just("state"), st.sampled_from(ONE_SIDED), days)
moves = st.tuples(st.just("move"), st.sampled_from(["A", "B", "C"]), days)
steps = st.lists(states | moves, max_size=8)


@pytest.fixture
def units():
    root = make.unit("总会", kind="union")
    return {name: make.unit(name, parent=root) for name in "ABC"}


@pytest.fixture
def officer():
    return make.user()


@IN_THE_DATABASE
@given(steps)
def test_any_acts_of_officers_leave_the_expected_periods(units, officer, steps):
    with transaction.atomic(), time_machine.travel("2026-06-01 09:00+08:00", tick=False):
        member = make.member(units["A"], state="pending", state_since=FIRST, joined_on=None)
        model = ExpectedPeriods([(FIRST, "A", "pending")])
        for what, which, on in steps:
            since, unit, state = model.now()
            try:
                if what == "state":
                    allowed = state in FROM[which] and on >= since
                    change_membership(member, which, on=on, by=officer, reason="?")
                    model.becomes(on, unit, BECOMES[which])
                else:
                    allowed = state == MemberState.ACTIVE and on >= since and which != unit
                    agree_transfer(release_member(member, units[which], on=on, by=officer, reason="?"), by=officer)
                    model.becomes(on, which, state)
            except NotAllowed:
                assert not allowed
            else:
                assert allowed
            assert_periods(member, model)
        transaction.set_rollback(True)


values = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.sampled_from(["A", "B", "C"]),
        "state": st.sampled_from([state for state in MemberState if state != MemberState.MERGED]),
        "state_since": days,
        "unit_since": days,
        "joined_on": days,
    },
)


@IN_THE_DATABASE
@given(st.lists(values, max_size=8))
def test_plain_updates_are_refused_or_leave_periods_without_gap(units, changes):
    """As an import, the admin or somebody at the database's own prompt would write them."""
    with transaction.atomic():
        member = make.member(units["A"], state_since=FIRST)
        for change in changes:
            wanted = {name: units[value] if name == "unit" else value for name, value in change.items()}
            try:
                with transaction.atomic():
                    Member.objects.filter(pk=member.pk).update(**wanted)
                    connection.check_constraints()
            except DatabaseError:
                # Refused, and rolled back: the member is as the last assertion saw it.
                continue
            member.refresh_from_db()
            chain = list(member.periods.order_by("starts_on"))
            assert [period.ends_on for period in chain] == [period.starts_on for period in chain[1:]] + [None]
            standing = MemberState.ACTIVE if member.state == MemberState.LEAVING else member.state
            assert (chain[-1].unit_id, chain[-1].state) == (member.unit_id, standing)
        transaction.set_rollback(True)


plans = st.lists(
    st.tuples(
        st.sampled_from(["release", "agree", "refuse", "take back", "retain", "return"]),
        st.integers(0, 40),
        st.integers(0, 15),
    ),
    max_size=12,
)


@IN_THE_DATABASE
@given(plans)
def test_planned_changes_and_transfers_in_any_order_leave_periods_without_gap(units, officer, plans):
    """Days pass between the acts, and beat comes each time."""
    with transaction.atomic(), time_machine.travel("2026-03-01 09:00+08:00", tick=False) as clock:
        today, member = TODAY, make.member(units["A"], state_since=FIRST)
        for act, ahead, passing in plans:
            under_way = MembershipChange.objects.open().filter(member=member).first()
            on = today + timedelta(days=ahead)
            try:
                match act:
                    case "release":
                        release_member(member, units["B"], on=on, by=officer, reason="?")
                    case "retain" | "return":
                        change_membership(member, K(act), on=on, by=officer, reason="?")
                    case "agree" if under_way:
                        agree_transfer(under_way, by=officer)
                    case "refuse" if under_way:
                        refuse_transfer(under_way, by=officer, reason="?")
                    case "take back" if under_way:
                        take_back(under_way, by=officer, reason="?")
            except NotAllowed:
                # Random acts may be refused; the day passes all the same, and the periods are checked after it.
                pass
            today += timedelta(days=passing)
            clock.move_to(f"{today} 09:00+08:00")
            carry_out_due(today)
            member.refresh_from_db()
            transfer = MembershipChange.objects.open().transfers().filter(member=member)
            assert (member.state == MemberState.LEAVING) == transfer.exists()
            assert not MembershipChange.objects.due(today).exists()
            chain = list(member.periods.order_by("starts_on"))
            assert [period.ends_on for period in chain] == [period.starts_on for period in chain[1:]] + [None]
        transaction.set_rollback(True)

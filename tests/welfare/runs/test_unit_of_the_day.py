"""The unit and the state on the day of the event decide who pays, whenever the run is counted."""

from datetime import date

import pytest
import time_machine

from members.membership.actions.membership import carry_out_due, change_membership
from members.membership.rules.changes import ChangeKind
from tests import factories as make
from welfare.runs.actions import counting as actions
from welfare.runs.eligibility import judged

pytestmark = pytest.mark.django_db
# Mid-Autumn of 2026 is on the 25th of September; its run opens on the 5th.
OPENING, EVENT = date(2026, 9, 5), date(2026, 9, 25)


@pytest.fixture(autouse=True)
def opening_day():
    with time_machine.travel("2026-09-05 08:00+08:00", tick=False) as clock:
        yield clock


def units_by_receiver(run) -> dict[str, str]:
    """Return for each receiving member's name the unit that pays."""
    return dict(run.grants.values_list("member__name", "unit__name"))


def verdicts_of(run) -> dict[str, str]:
    return dict(judged(run).values_list("name", "verdict"))


@pytest.mark.parametrize(
    ("moves_on", "pays"), [(date(2026, 9, 20), "南岸"), (EVENT, "南岸"), (date(2026, 9, 26), "北岸")]
)
def test_who_moves_between_opening_and_event_is_paid_by_the_unit_of_the_day(union, north, south, moves_on, pays):
    member = make.member(north, name="调动人")
    make.transfer(member, south, on=moves_on, agreed=True)
    assert units_by_receiver(make.counted_run(union)) == {"调动人": pays}
    # National Day comes later than every one of these moves.
    assert units_by_receiver(make.counted_run(union, festival="national", on=OPENING)) == {"调动人": "南岸"}


def test_a_transfer_that_is_not_agreed_yet_changes_nothing(union, north, south):
    make.transfer(make.member(north, name="在途"), south, on=date(2026, 9, 20))
    assert units_by_receiver(make.counted_run(union)) == {"在途": "北岸"}


def test_the_other_units_run_includes_who_comes_and_not_who_goes(north, south):
    make.transfer(make.member(north, name="调动人"), south, on=date(2026, 9, 20), agreed=True)
    make.member(north, name="留下的")
    assert verdicts_of(make.run(north)) == {"留下的": "full"}
    assert verdicts_of(make.run(south)) == {"调动人": "full"}


@pytest.mark.parametrize(("kind", "verdict"), [(ChangeKind.WITHDRAW, "left"), (ChangeKind.RETAIN, "retained")])
@pytest.mark.parametrize(("on", "before"), [(date(2026, 9, 20), True), (date(2026, 9, 26), False)])
def test_who_leaves_before_the_event_receives_nothing_and_who_leaves_after_it_does(union, kind, verdict, on, before):
    member = make.member(union, name="离开者")
    change_membership(member, kind, on=on, by=make.user(), reason="本人申请")
    run = make.counted_run(union)
    assert verdicts_of(run) == {"离开者": verdict if before else "full"}
    assert units_by_receiver(run) == ({} if before else {"离开者": "公司工会"})


def recount(run):
    actions.recount_run(run, by=make.user())
    actions.count_all()
    run.refresh_from_db()
    return run


def test_counting_again_after_the_event_gives_the_units_of_the_day(union, north, south, opening_day):
    """Moved, left, or left and rejoined after the event: each was where they were on the day."""
    moved, left, back, gone = (make.member(north, name=name) for name in ("调出者", "退会者", "重新入会者", "早退者"))
    run, by = make.counted_run(union), make.user()
    opening_day.move_to("2026-10-20 08:00+08:00")
    make.transfer(moved, south, on=date(2026, 10, 1), agreed=True)
    for member, on in ((left, date(2026, 10, 1)), (back, date(2026, 10, 1)), (gone, date(2026, 9, 20))):
        change_membership(member, ChangeKind.WITHDRAW, on=on, by=by, reason="离职")
    change_membership(back, ChangeKind.RETURN, on=date(2026, 10, 10), by=by, reason="回来")
    assert units_by_receiver(recount(run)) == {"调出者": "北岸", "退会者": "北岸", "重新入会者": "北岸"}
    assert verdicts_of(run)["早退者"] == "left"


def test_a_planned_transfer_taking_effect_changes_no_count(union, north, south, opening_day):
    member = make.member(north, name="调动人")
    make.transfer(member, south, on=date(2026, 9, 20), agreed=True)
    run = make.counted_run(union)
    before = units_by_receiver(run)
    opening_day.move_to("2026-09-21 08:00+08:00")
    assert carry_out_due(date(2026, 9, 21)) == 1
    assert units_by_receiver(recount(run)) == before == {"调动人": "南岸"}


def test_who_joined_after_the_event_gets_this_reason_and_is_counted_once(union, north, south, opening_day):
    run = make.counted_run(union)
    opening_day.move_to("2026-10-20 08:00+08:00")
    late = make.member(north, name="新来的", joined_on=date(2026, 10, 1), state_since=date(2026, 10, 1))
    make.transfer(late, south, on=date(2026, 10, 10), agreed=True)
    recount(run)
    assert verdicts_of(run) == {"新来的": "joined_later"}
    assert [row[2] for row in run.counts] == [1]


def test_a_leaving_member_still_receives(north):
    member = make.member(north, name="在途")
    make.transfer(member, make.unit("外", parent=north), on=date(2026, 12, 1), agreed=True)
    member.refresh_from_db()
    assert member.state == "leaving"
    assert units_by_receiver(make.counted_run(north)) == {"在途": "北岸"}

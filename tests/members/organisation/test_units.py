"""Units are set up, changed, moved, merged, closed and reopened, with everything that depends on them."""

import contextlib
import random
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from consultation.questions.models import Question
from members import access
from members.authority.models import Appointment
from members.committees.models.committees import Committee
from members.dues.actions import months
from members.dues.desk import waiting as dues_waiting
from members.dues.models.charges import DuesBook
from members.joining.actions import return_application
from members.membership.models.periods import MembershipPeriod
from members.organisation import actions
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def tree():
    """A union with two branches, the first with two groups, and its chair."""
    union = make.unit("公司工会", kind="union")
    first, second = make.unit("一分会", parent=union), make.unit("二分会", parent=union)
    groups = [make.unit(name, parent=first, kind="group") for name in ("甲组", "乙组")]
    return {"union": union, "first": first, "second": second, "groups": groups, "chair": make.officer(union, "chair")}


def reloaded(unit):
    return Unit.objects.get(pk=unit.pk)


def tree_is_sound():
    """Return whether treebeard finds no wrong path, depth or number of children."""
    return not any(Unit.objects.find_problems())


# Set up and change


def test_a_unit_is_set_up_below_another_with_its_contacts(tree):
    contacts = [{"name": "王静", "duty": "组织员", "phone": "0546-1234567"}]
    fields = {"name": "三分会", "code": "B3", "kind": "branch"}
    unit = actions.set_up_unit(tree["union"], fields, contacts, by=tree["chair"])
    assert reloaded(unit).path.startswith(tree["union"].path)
    assert unit.contacts.get().name == "王静"
    assert AuditEvent.objects.about(unit).get().verb == "unit.create"


def test_a_unit_is_set_up_only_where_one_may_and_never_below_a_closed_one(tree):
    fields = {"name": "三分会", "code": "B3", "kind": "branch"}
    with pytest.raises(NotAllowed, match="You may not"):
        actions.set_up_unit(make.unit(), fields, [], by=tree["chair"])
    with pytest.raises(NotAllowed, match="administrator"):
        actions.set_up_unit(None, fields, [], by=tree["chair"])
    actions.close_unit(tree["second"], on=DAY, by=tree["chair"], reason="撤销")
    with pytest.raises(NotAllowed, match="is closed"):
        actions.set_up_unit(tree["second"], fields, [], by=tree["chair"])


def test_a_rename_is_on_record_with_the_old_name_and_no_change_is_not(tree):
    unit = tree["first"]
    assert actions.change_unit(unit, {"name": "一分会"}, [], by=tree["chair"]) == []
    assert actions.change_unit(unit, {"name": "采油分会"}, [], by=tree["chair"]) == ["name"]
    assert AuditEvent.objects.about(unit).get().changes == {"name": ["一分会", "采油分会"]}
    actions.change_unit(unit, {}, [{"name": "王静", "duty": "", "phone": ""}], by=tree["chair"])
    actions.change_unit(unit, {}, None, by=tree["chair"])
    assert unit.contacts.count() == 1


@pytest.mark.parametrize("code", ["91350100M000100Y4", "91350100I000100Y43", "91350100m000100y43"])
def test_the_database_keeps_only_credit_codes_that_are_written_right(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=make.unit().pk).update(credit_code=code)


# Move


def test_a_unit_moves_with_everything_below_it_and_who_sees_it_follows(tree):
    old, new = make.officer(tree["first"], "branch_chair"), make.officer(tree["second"], "branch_chair")
    group = tree["groups"][0]
    below = make.unit("小小组", parent=group, kind="group")
    member = make.member(below)
    actions.move_unit(group, tree["second"], by=tree["chair"], reason="划归二分会")
    assert tree_is_sound()
    assert reloaded(below).path.startswith(reloaded(group).path) and reloaded(group).path.startswith(
        reloaded(tree["second"]).path
    )

    def sees(officer):
        officer = type(officer).objects.get(pk=officer.pk)
        return Member.objects.visible_to(officer, "members.view_member").filter(pk=member.pk).exists()

    assert not sees(old) and sees(new)
    assert not access.can(type(old).objects.get(pk=old.pk), "members.change_unit", reloaded(below))
    event = AuditEvent.objects.about(group).get()
    assert (event.verb, event.reason, event.changes) == ("unit.move", "划归二分会", {"above": ["一分会", "二分会"]})
    assert MembershipPeriod.objects.get(member=member).unit == below  # a move is no transfer


def test_a_unit_moves_neither_below_itself_nor_to_its_own_place_nor_below_a_closed_one(tree):
    first, chair = tree["first"], tree["chair"]
    with pytest.raises(NotAllowed, match="below itself"):
        actions.move_unit(first, tree["groups"][0], by=chair, reason="?")
    with pytest.raises(NotAllowed, match="below itself"):
        actions.move_unit(first, first, by=chair, reason="?")
    with pytest.raises(NotAllowed, match="already"):
        actions.move_unit(first, tree["union"], by=chair, reason="?")
    actions.close_unit(tree["second"], on=DAY, by=chair, reason="撤销")
    with pytest.raises(NotAllowed, match="is closed"):
        actions.move_unit(first, tree["second"], by=chair, reason="?")


def test_nobody_moves_their_own_unit_nor_one_to_or_from_elsewhere(tree):
    elsewhere = make.unit("外单位", kind="union")
    with pytest.raises(NotAllowed, match="in the unit above"):
        actions.move_unit(tree["first"], tree["second"], by=make.officer(tree["first"], "chair"), reason="?")
    with pytest.raises(NotAllowed, match="You may not"):
        actions.move_unit(tree["first"], elsewhere, by=tree["chair"], reason="?")
    with pytest.raises(NotAllowed, match="administrator"):
        actions.move_unit(tree["first"], None, by=tree["chair"], reason="?")
    superuser = make.superuser()
    assert actions.move_unit(tree["first"], None, by=superuser, reason="独立").depth == 1
    assert tree_is_sound()


# Merge


def test_a_merge_moves_members_and_lower_units_as_of_its_day(tree):
    first, second, chair = tree["first"], tree["second"], tree["chair"]
    stays, gone = make.member(first), make.member(first, state="withdrawn")
    make.appoint(make.user(), "branch_chair", first)
    make.seat(make.term(first))
    assert actions.merge_unit(first, second, on=DAY, by=chair, reason="合并") == 2
    stays.refresh_from_db()
    gone.refresh_from_db()
    assert (stays.unit, stays.unit_since, gone.unit) == (second, DAY, first)
    periods = list(MembershipPeriod.objects.filter(member=stays).order_by("starts_on").values_list("unit", "starts_on"))
    assert periods == [(first.pk, date(2015, 1, 1)), (second.pk, DAY)]
    closed = reloaded(first)
    assert (closed.closed_on, closed.merged_into, closed.numchild) == (DAY, second, 0)
    assert all(Unit.objects.get_parent(reloaded(one)) == second for one in (*tree["groups"], first))
    assert Appointment.objects.get(unit=first).ends_on == DAY
    assert Committee.objects.get(unit=first).dissolved_on == DAY
    assert {e.verb for e in AuditEvent.objects.about(first)} >= {"unit.merge"}
    assert AuditEvent.objects.about(second).get().verb == "unit.take_over"
    assert tree_is_sound()


def test_the_absorbing_unit_gets_the_open_cases(tree):
    case, counsellor = (
        make.question(make.account(make.worker(tree["first"]))),
        make.officer(tree["second"], "desk_counsellor"),
    )
    assert case not in Question.objects.visible_to(counsellor, "consultation.view_question")
    actions.merge_unit(tree["first"], tree["second"], on=DAY, by=tree["chair"], reason="合并")
    assert case in Question.objects.visible_to(counsellor, "consultation.view_question")


def test_a_merge_of_an_earlier_day_respects_moves_since(tree):
    """Who came after that day was never in the merged unit; the periods stay one chain."""
    first, second = tree["first"], tree["second"]
    late = make.member(first, joined_on=date(2026, 8, 1), state_since=date(2026, 8, 1))
    came = make.member(second)
    Member.objects.filter(pk=came.pk).update(unit=first, unit_since=date(2026, 9, 1))
    actions.merge_unit(first, second, on=DAY, by=tree["chair"], reason="合并")
    for member, since in ((late, date(2026, 8, 1)), (came, date(2015, 1, 1))):
        assert MembershipPeriod.objects.get(member=member, ends_on=None).unit == second
        assert MembershipPeriod.objects.filter(member=member).earliest("starts_on").starts_on == since
        assert not MembershipPeriod.objects.filter(member=member, unit=first).exists()


def test_merging_takes_a_past_day_an_open_unit_the_right_in_both_and_nobody_under_way(tree):
    first, second, chair = tree["first"], tree["second"], tree["chair"]
    with pytest.raises(NotAllowed, match="today or an earlier"):
        actions.merge_unit(first, second, on=date(2999, 1, 1), by=chair, reason="?")
    with pytest.raises(NotAllowed, match="into a unit below"):
        actions.merge_unit(first, tree["groups"][0], on=DAY, by=chair, reason="?")
    with pytest.raises(NotAllowed, match="You may not"):
        actions.merge_unit(first, make.unit(), on=DAY, by=chair, reason="?")
    with pytest.raises(NotAllowed, match="in the unit above"):
        actions.merge_unit(first, second, on=DAY, by=make.officer(first, "chair"), reason="?")
    actions.merge_unit(first, second, on=DAY, by=chair, reason="合并")
    with pytest.raises(NotAllowed, match="is closed"):
        actions.merge_unit(first, second, on=DAY, by=chair, reason="?")


def test_a_unit_may_be_merged_into_the_one_above_it(tree):
    member = make.member(tree["first"])
    actions.merge_unit(tree["first"], tree["union"], on=DAY, by=tree["chair"], reason="撤销分会")
    member.refresh_from_db()
    assert member.unit == tree["union"]
    assert all(reloaded(group).depth == 2 for group in tree["groups"])


# Close and open again


def test_a_unit_closes_when_nobody_and_nothing_open_is_left_below(tree):
    first, chair = tree["first"], tree["chair"]
    member = make.member(tree["groups"][0])
    with pytest.raises(NotAllowed, match="open units below"):
        actions.close_unit(first, on=DAY, by=chair, reason="撤销")
    with pytest.raises(NotAllowed, match="still 1 members"):
        actions.close_unit(first, on=DAY, by=chair, reason="撤销", with_all_below=True)
    member.state, member.state_since = "transferred", date(2026, 5, 1)
    member.save()
    coming = make.appoint(make.user(), "branch_chair", first)
    Appointment.objects.filter(pk=coming.pk).update(starts_on=date(2027, 1, 1))
    assert actions.close_unit(first, on=DAY, by=chair, reason="撤销", with_all_below=True) == 3
    assert not Unit.objects.below(reloaded(first)).open().exists()
    assert not Appointment.objects.filter(pk=coming.pk).exists()
    with pytest.raises(NotAllowed, match="is closed"):
        actions.close_unit(first, on=DAY, by=chair, reason="撤销")


@pytest.mark.parametrize("act", ["close", "merge"])
def test_a_unit_in_which_somebody_waits_to_be_admitted_stays_open(tree, act):
    first, second, chair = tree["first"], tree["second"], tree["chair"]
    waiting = make.application(second)
    acts = {
        "close": lambda: actions.close_unit(second, on=DAY, by=chair, reason="撤销"),
        "merge": lambda: actions.merge_unit(second, first, on=DAY, by=chair, reason="合并"),
    }
    with pytest.raises(NotAllowed, match="1 application waits there"):
        acts[act]()
    return_application(waiting, by=make.officer(second), reason="不属于本单位")
    acts[act]()
    assert reloaded(second).closed_on == DAY


def test_the_book_of_dues_of_a_closed_unit_opens_no_further_month(tree):
    second, chair = tree["second"], tree["chair"]
    finance = make.officer(tree["union"], post="finance_officer")
    with time_machine.travel(date(2026, 5, 20)):
        months.open_months(second, date(2026, 5, 1), date(2026, 5, 1), by=finance, opens_itself=True)
    with time_machine.travel(date(2026, 7, 2)):
        assert [line.title for line in dues_waiting(finance)] == ["二分会 · 2026-07"]
        actions.close_unit(second, on=DAY, by=chair, reason="撤销")
        assert not DuesBook.objects.get().opens_itself
        DuesBook.objects.update(opens_itself=True)
        assert months.open_due_months(date(2026, 7, 2)) == []
        assert not [*dues_waiting(finance)]
        with pytest.raises(NotAllowed, match="is closed"):
            months.open_months(reloaded(second), DAY, date(2026, 7, 1), by=finance, opens_itself=False)
        assert months.open_months(reloaded(second), DAY, DAY, by=finance, opens_itself=False)


def test_a_closed_unit_opens_again_below_an_open_one(tree):
    first, group, chair = tree["first"], tree["groups"][0], tree["chair"]
    actions.close_unit(first, on=DAY, by=chair, reason="撤销", with_all_below=True)
    with pytest.raises(NotAllowed, match="is closed"):
        actions.reopen_unit(group, by=chair, reason="?")
    actions.reopen_unit(first, by=chair, reason="误操作")
    actions.reopen_unit(group, by=chair, reason="误操作")
    with pytest.raises(NotAllowed, match="open already"):
        actions.reopen_unit(group, by=chair, reason="?")


def test_the_database_refuses_members_in_a_closed_unit(tree):
    first = tree["groups"][0]
    gone, other = make.member(first, state="expelled"), make.member(tree["second"])
    actions.close_unit(first, on=DAY, by=tree["chair"], reason="撤销")
    for act in (
        lambda: make.member(first),
        lambda: Member.objects.filter(pk=other.pk).update(unit=first, unit_since=DAY),
        lambda: Member.objects.filter(pk=gone.pk).update(state="active", state_since=DAY),
    ):
        with pytest.raises(IntegrityError, match="this unit is closed"), transaction.atomic():
            act()
    Member.objects.filter(pk=gone.pk).update(name="改名")
    assert make.member(first, state="withdrawn").pk


def test_the_database_keeps_a_merged_unit_closed(tree):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=tree["first"].pk).update(merged_into=tree["second"])


# Two officers at once


@pytest.mark.django_db(transaction=True)
def test_moves_at_the_same_moment_leave_the_tree_sound(tree):
    """Every officer moves other units, some of them into each other: each move happens as a whole or is refused."""
    superuser = make.superuser()
    branches = [make.unit(parent=tree["union"]) for _ in range(4)]
    groups = [make.unit(parent=branch, kind="group") for branch in branches for _ in range(2)]
    units = [*branches, *groups]

    def mover(seed):
        draw = random.Random(seed)

        def act():
            moved = 0
            for _ in range(12):
                unit, parent = draw.sample(units, 2)
                try:
                    actions.move_unit(unit, parent, by=superuser, reason="试")
                    moved += 1
                except NotAllowed:
                    # Below itself, or below a smaller kind: such a move does not count.
                    continue
            return moved

        return act

    def founder():
        made = [
            actions.set_up_unit(group, {"name": "新", "code": f"N{group.pk}", "kind": "group"}, [], by=superuser)
            for group in groups
        ]
        return len(made)

    outcomes = at_once(mover(1), mover(2), mover(3), founder)
    assert all(isinstance(outcome, int) and outcome for outcome in outcomes), outcomes
    assert tree_is_sound()
    assert Unit.objects.count() == 5 + len(units) + len(groups)
    assert len(set(Unit.objects.values_list("path", flat=True))) == Unit.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_unit_moved_below_another_that_moves_below_it_makes_no_loop(tree):
    superuser = make.superuser()
    outcomes = at_once(
        lambda: actions.move_unit(tree["first"], tree["second"], by=superuser, reason="一"),
        lambda: actions.move_unit(tree["second"], tree["first"], by=superuser, reason="二"),
    )
    assert sum(isinstance(outcome, NotAllowed) for outcome in outcomes) == 1
    assert tree_is_sound()


@pytest.mark.django_db(transaction=True)
def test_entering_a_member_while_the_unit_closes_makes_one_of_both_fail(tree):
    unit = tree["second"]
    superuser = make.superuser()
    outcomes = at_once(
        lambda: actions.close_unit(unit, on=DAY, by=superuser, reason="撤销"),
        lambda: make.member(unit),
    )
    assert sum(isinstance(outcome, NotAllowed | IntegrityError) for outcome in outcomes) == 1
    assert (reloaded(unit).closed_on is None) == Member.objects.filter(unit=unit).exists()


# Kinds


@pytest.mark.parametrize(
    ("kind", "above", "fits"),
    [
        ("union", "federation", True),
        ("branch", "union", True),
        ("group", "branch", True),
        ("group", "union", True),
        ("union", "union", True),
        ("group", "group", True),
        ("union", "group", False),
        ("branch", "group", False),
        ("union", "branch", False),
        ("federation", "union", False),
    ],
)
def test_no_unit_is_below_one_of_a_lower_kind(kind, above, fits):
    """domain.md part 4: federation, union, branch, group, from the top down."""
    top = make.unit("上级", kind=above)
    superuser = make.superuser()
    fields = {"name": "新单位", "code": "N1", "kind": kind}
    lower = make.unit("别处", kind=kind)
    acts = [
        lambda: actions.set_up_unit(top, fields, [], by=superuser),
        lambda: actions.move_unit(lower, top, by=superuser, reason="划转"),
        lambda: actions.change_unit(make.unit("下级", kind="group", parent=top), {"kind": kind}, None, by=superuser),
    ]
    for act in acts:
        with contextlib.nullcontext() if fits else pytest.raises(NotAllowed, match="can't stand below"):
            act()


def test_a_union_with_branches_below_does_not_become_a_group(tree):
    with pytest.raises(NotAllowed, match="can't stand below"):
        actions.change_unit(tree["union"], {"kind": "group"}, None, by=tree["chair"])

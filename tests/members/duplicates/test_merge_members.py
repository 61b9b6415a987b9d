"""Two records of one person are merged, and the merge can be undone for thirty days."""

from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from members.accounts.actions import use_code
from members.authority.models import Appointment
from members.duplicates.actions import candidates as doubles
from members.duplicates.actions.merging import merge_members
from members.duplicates.actions.two_records import PARTS
from members.duplicates.actions.undoing import undo_merge
from members.duplicates.models import DoubleCandidate, Merge
from members.duplicates.tasks import clear_merged_facts
from members.membership.models.periods import MembershipPeriod
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from office.secrets import Sealed
from tests import factories as make
from tests.concurrency import at_once, results

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"


@pytest.fixture
def kept(union):
    return make.member(union, name="孟静", employee_number="E1", phone="", hired_on=None)


@pytest.fixture
def gone(union):
    branch = make.unit("一厂", parent=union)
    return make.member(
        branch,
        name="孟婧",
        employee_number="E2",
        phone="13812341234",
        id_number=NUMBER,
        id_kind="1",
        hired_on=date(2001, 2, 3),
        joined_on=date(2001, 3, 1),
        state_since=date(2001, 3, 1),
    )


@pytest.fixture
def pair(kept, gone, officer):
    return doubles.put_side_by_side(kept, gone, by=officer)


def stored_values(*members):
    """Return all stored values of the members, with sealed ones revealed, except `updated_at`."""
    values = Member.objects.filter(pk__in=[m.pk for m in members]).order_by("pk").values()
    told = [{k: v.reveal() if isinstance(v, Sealed) else v for k, v in row.items()} for row in values]
    return [{k: v for k, v in row.items() if k != "updated_at"} for row in told]


def stored_periods(*members):
    return list(MembershipPeriod.objects.filter(member__in=members).order_by("member", "starts_on").values())


def merge(pair, kept, officer, *take):
    return merge_members(pair, keep=kept.pk, take=set(take), by=officer, reason="同一人")


def undo(merged, officer):
    return undo_merge(merged, by=officer, reason="两个人")


def test_the_kept_record_has_the_chosen_values_and_the_other_points_to_it(pair, kept, gone, officer):
    before = stored_periods(gone)
    merge(pair, kept, officer, "phone", "hired_on", "certificate", "employee_number")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, kept.phone, kept.hired_on, kept.employee_number) == (
        "孟静",
        "13812341234",
        date(2001, 2, 3),
        "E2",
    )
    assert kept.id_number.reveal() == NUMBER
    assert (gone.state, gone.merged_into, gone.state_since) == ("merged", kept, timezone.localdate())
    assert gone.employee_number == "E1"  # still known as taken
    assert [p["id"] for p in stored_periods(gone)][:1] == [before[0]["id"]]
    last = gone.periods.get(ends_on=None)
    assert (last.state, last.starts_on) == ("merged", timezone.localdate())
    pair.refresh_from_db()
    assert pair.state == "merged"
    events = AuditEvent.objects.filter(verb__in=["member.merge", "member.merged"])
    assert {(e.verb, e.object_id) for e in events} == {("member.merge", kept.pk), ("member.merged", gone.pk)}
    assert not any(NUMBER in str(e.changes) or "13812341234" in str(e.changes) for e in events)


@pytest.mark.parametrize("same_day", [False, True])
@pytest.mark.parametrize("state", ["active", "pending", "retained", "transferred", "withdrawn", "expelled"])
def test_undoing_restores_both_records_and_their_periods_exactly(union, officer, kept, state, same_day):
    day = timezone.localdate() if same_day else date(2020, 5, 5)
    gone = make.member(union, name="孟婧", phone="13812341234", state=state, state_since=day, state_reason="own_wish")
    pair = doubles.put_side_by_side(kept, gone, by=officer)
    was, stood = stored_values(kept, gone), stored_periods(kept, gone)
    merged = merge(pair, kept, officer, *PARTS)
    assert stored_values(kept, gone) != was
    undo(merged, officer)
    assert stored_values(kept, gone) == was
    assert [{**p, "id": 0} for p in stored_periods(kept, gone)] == [{**p, "id": 0} for p in stood]
    assert merged.pair.__class__.objects.get(pk=pair.pk).state == "open"


def test_what_was_changed_since_stays_and_is_named(pair, kept, gone, officer):
    merged = merge(pair, kept, officer, "phone", "employee_number")
    Member.objects.filter(pk=kept.pk).update(phone="13800000000", work_site="二号站")
    undone = undo(merged, officer)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert undone.left_over == ["phone"]
    assert (kept.phone, kept.work_site, kept.employee_number) == ("13800000000", "二号站", "E1")
    assert (gone.phone, gone.employee_number) == ("13812341234", "E2")


def test_a_merge_can_be_undone_for_thirty_days_and_once(pair, kept, officer):
    merged = merge(pair, kept, officer)
    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(NotAllowed, match="30 days"):
        undo(merged, officer)
    with pytest.raises(NotAllowed, match="Say why"):
        undo_merge(merged, by=officer, reason=" ")
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        undo(merged, officer)
        with pytest.raises(NotAllowed, match="undone already"):
            undo(merged, officer)


def test_an_account_moves_to_the_record_that_had_none(pair, kept, gone, officer):
    gone.user = make.user("worker")
    gone.save()
    merged = merge(pair, kept, officer, "account")
    assert Member.objects.own(gone.user).get() == kept
    undo(merged, officer)
    assert Member.objects.own(gone.user).get() == gone


def test_of_two_accounts_the_other_is_closed_until_the_merge_is_undone(pair, kept, gone, officer):
    for member in (kept, gone):
        member.user = make.user()
        member.save()
    merged = merge(pair, kept, officer)
    gone.user.refresh_from_db()
    assert not gone.user.is_active
    undo(merged, officer)
    gone.user.refresh_from_db()
    assert gone.user.is_active


def test_an_account_with_a_post_is_not_closed(pair, kept, gone, officer, union):
    kept.user = make.user()
    kept.save()
    gone.user = make.officer(union, post="finance_officer")
    gone.save()
    with pytest.raises(NotAllowed, match="A post hangs on the account"):
        merge(pair, kept, officer)
    merge(pair, kept, officer, "account")
    assert Member.objects.own(gone.user).get() == kept


def test_nobody_merges_their_own_record(pair, kept, gone, officer):
    gone.user = officer
    gone.save()
    with pytest.raises(NotAllowed, match="their own record"):
        merge(pair, kept, officer)


def test_a_record_with_a_waiting_transfer_is_not_merged(pair, kept, gone, officer):
    Member.objects.filter(pk=gone.pk).update(state="leaving")
    with pytest.raises(NotAllowed, match="on its way"):
        merge(pair, kept, officer)


def test_a_record_with_a_future_change_is_not_merged(pair, kept, gone, officer):
    Member.objects.filter(pk=gone.pk).update(state="retained", state_since=date(2999, 1, 1))
    with pytest.raises(NotAllowed, match="later change"):
        merge(pair, kept, officer)
    gone.refresh_from_db()
    assert gone.state == "retained"


def test_a_seat_moves_to_the_kept_record_unless_its_account_holds_a_spending_post(pair, kept, gone, officer, union):
    seat = make.seat(make.term(union, kind="fund_review", since=timezone.localdate()), gone)
    merged = merge(pair, kept, officer)
    assert kept.seats.get() == seat
    undo(merged, officer)
    assert gone.seats.get() == seat
    kept.user = make.officer(union, post="finance_officer")
    kept.save()
    with pytest.raises(NotAllowed, match="A seat on a committee"):
        merge(pair, kept, officer)
    assert gone.seats.get() == seat


def test_family_members_move_only_with_consent_on_the_kept_record(pair, kept, gone, officer):
    FamilyMember.objects.create(member=gone, relation="child", name="孟小")
    merge(pair, kept, officer)
    assert [kept.family.count(), gone.family.count()] == [0, 1]


def test_a_reason_is_needed(pair, kept, officer):
    with pytest.raises(NotAllowed, match="Say why"):
        merge_members(pair, keep=kept.pk, take=set(), by=officer, reason="")


def test_a_code_of_the_merged_record_opens_nothing(pair, kept, gone, officer):
    make.activation_code(gone, by=officer)
    code = gone.activation_codes.get()
    merge(pair, kept, officer)
    with pytest.raises(NotAllowed, match="no longer works"):
        use_code(code, "battery staple 7")


def test_an_earlier_merged_record_follows_and_is_undone_only_after_the_later_merge(union, officer, kept, gone, pair):
    first = merge(pair, gone, officer)
    third = make.member(union)
    second = merge(doubles.put_side_by_side(gone, third, by=officer), third, officer)
    kept.refresh_from_db()
    assert kept.merged_into == third
    with pytest.raises(NotAllowed, match="another one followed"):
        undo(first, officer)
    undo(second, officer)
    kept.refresh_from_db()
    assert kept.merged_into == gone
    undo(first, officer)
    kept.refresh_from_db()
    assert kept.merged_into is None


def test_merged_records_are_compared_no_more(union, officer, kept, gone, pair):
    other = make.member(union, name="夏远", phone="13812341234", id_hash=None)
    while doubles.compare_next():
        pass
    assert DoubleCandidate.objects.open().filter(b=other).exists()
    merge(pair, kept, officer)
    while doubles.compare_next():
        pass
    assert not DoubleCandidate.objects.open().exists()


def test_a_merge_stores_its_former_values_sealed(pair, kept, officer):
    merged = merge(pair, kept, officer, "certificate", "phone")
    assert NUMBER in merged.facts.reveal()
    assert NUMBER not in merged.facts.token


def test_past_posts_do_not_prevent_a_merge(pair, kept, gone, officer, union):
    kept.user, gone.user = make.user(), make.officer(union, post="finance_officer")
    kept.save()
    gone.save()
    Appointment.objects.filter(holder=gone.user).update(ends_on=date(2021, 1, 1))
    merge(pair, kept, officer)
    assert Merge.objects.not_undone().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_merge_both_ways_at_once_merge_once(union, kept, gone, pair):
    others = [make.officer(union) for _ in range(2)]

    def merge_into(record, by):
        merge(DoubleCandidate.objects.get(pk=pair.pk), record, by, "phone")

    outcomes = at_once(partial(merge_into, kept, others[0]), partial(merge_into, gone, others[1]))
    assert len(results(outcomes)) == 1
    assert Member.objects.filter(state="merged").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_undo_at_once_undo_once(kept, pair, officer):
    merged = merge(pair, kept, officer)
    outcomes = at_once(*[partial(undo, merged, officer)] * 3)
    assert len(results(outcomes)) == 1


def test_family_honours_documents_and_hardship_move_and_come_back(pair, kept, gone, officer):
    make.give_consent(kept, "family")
    for member in (kept, gone):
        make.honour(member)
    FamilyMember.objects.create(member=gone, relation="child", name="孟小")
    make.document(gone)
    make.hardship(gone, kind="deep")
    was = stored_values(kept, gone)
    merged = merge(pair, kept, officer)
    kept.refresh_from_db()
    assert [kept.family.count(), kept.documents.count(), kept.hardship_marks.count()] == [1, 1, 1]
    assert kept.hardship == "deep"
    assert [kept.honours.count(), gone.honours.count()] == [1, 1]  # the like is there already
    undo(merged, officer)
    assert [gone.family.count(), gone.documents.count(), gone.hardship_marks.count()] == [1, 1, 1]
    assert stored_values(kept, gone) == was


@pytest.mark.parametrize(
    ("keep", "other"),
    [
        ("withdrawn", "active"),
        ("expelled", "retained"),
        ("transferred", "pending"),
        ("pending", "retained"),
        ("retained", "active"),
    ],
)
def test_the_record_with_the_weaker_membership_state_is_not_kept(client, union, officer, keep, other):
    far = make.member(union, state=keep, state_since=date(2020, 5, 5))
    near = make.member(union, state=other, state_since=date(2020, 5, 5))
    pair = doubles.put_side_by_side(far, near, by=officer)
    with pytest.raises(NotAllowed, match="Keep the other record"):
        merge(pair, far, officer)
    near.refresh_from_db()
    assert near.state == other
    client.force_login(officer)
    assert client.get(pair.get_absolute_url()).context["first"] == near
    merge(pair, near, officer)


def test_former_values_are_emptied_when_a_merge_can_no_longer_be_undone(pair, kept, gone, officer):
    merged = merge(pair, kept, officer, "certificate", "phone")
    clear_merged_facts()
    merged.refresh_from_db()
    assert merged.facts
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        clear_merged_facts()
        merged.refresh_from_db()
        assert not merged.facts
        with pytest.raises(NotAllowed, match="30 days"):
            undo(merged, officer)


def test_former_values_of_an_undone_merge_are_emptied_the_next_night(pair, kept, officer):
    merged = undo(merge(pair, kept, officer, "phone"), officer)
    clear_merged_facts()
    merged.refresh_from_db()
    assert not merged.facts


def test_a_merge_whose_facts_were_erased_is_not_undone(pair, kept, gone, officer):
    merged = merge(pair, kept, officer, "phone")
    Merge.objects.update(facts="")
    with pytest.raises(NotAllowed, match="is erased"):
        undo(merged, officer)
    gone.refresh_from_db()
    assert gone.state == "merged"

"""Changes of a membership: which may follow which, and when they take effect."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.choices import MemberState
from members.membership.actions.membership import carry_out_due, change_membership, take_back
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import BECOMES, FROM, ChangeKind
from members.membership.rules.membership import may_become
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.page_text import without_times

pytestmark = pytest.mark.django_db
K = ChangeKind
ONE_SIDED = [kind for kind in K if kind not in (K.TRANSFER, K.TRANSFER_OUT)]
STATES = [state for state in MemberState if state not in (MemberState.LEAVING, MemberState.MERGED)]
DAY = date(2024, 5, 1)


@pytest.fixture
def officer():
    return make.user()


def change_on_request(member, kind, officer, on=DAY, **given):
    return change_membership(member, kind, on=on, by=officer, reason="本人申请", **given)


def periods_of(member: Member) -> list[tuple[str, date, date | None]]:
    return list(member.periods.order_by("starts_on").values_list("state", "starts_on", "ends_on"))


def test_every_change_leads_to_a_state_that_the_register_allows():
    for kind, states in FROM.items():
        assert all(may_become(state, BECOMES[kind]) for state in states if state != BECOMES[kind])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ONE_SIDED)
def test_a_change_follows_only_the_states_that_it_may(kind, state, officer):
    member = make.member(state=state)
    if state in FROM[kind]:
        change_on_request(member, kind, officer)
        member.refresh_from_db()
        assert (member.state, member.state_since) == (BECOMES[kind], DAY)
        assert periods_of(member)[-1] == (BECOMES[kind], DAY, None)
        assert AuditEvent.objects.about(member).reverse()[0].verb == f"member.{kind}"
    else:
        with pytest.raises(NotAllowed, match="can't follow"):
            change_on_request(member, kind, officer)
        assert not MembershipChange.objects.exists()


def test_a_change_before_the_last_one_is_refused_with_its_day(officer):
    member = make.member(state_since=date(2024, 6, 1))
    with pytest.raises(NotAllowed, match="of 2024-06-01"):
        change_on_request(member, K.RETAIN, officer)


def test_a_change_without_a_reason_is_refused(officer):
    with pytest.raises(NotAllowed, match="Say why"):
        change_membership(make.member(), K.RETAIN, on=DAY, by=officer, reason=" ")


@pytest.mark.parametrize(
    ("state", "kind", "joined"),
    [
        ("pending", K.ADMIT, DAY),
        ("withdrawn", K.RETURN, DAY),
        ("expelled", K.RETURN, DAY),
        ("retained", K.RETURN, date(2015, 1, 1)),
        ("transferred", K.RETURN, date(2015, 1, 1)),
    ],
)
def test_the_joining_day_is_new_only_when_the_membership_begins_anew(state, kind, joined, officer):
    member = make.member(state=state)
    change_on_request(member, kind, officer)
    member.refresh_from_db()
    assert member.joined_on == joined


def test_the_member_is_told(officer):
    member = make.worker()
    change_on_request(member, K.RETAIN, officer)
    assert "2024-05-01" in Notice.objects.get(to=member.user).text


@pytest.mark.usefixtures("today")
class TestPlannedChange:
    def test_a_planned_change_takes_effect_on_its_day(self, officer):
        member = make.member()
        planned = change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        member.refresh_from_db()
        assert (planned.state, member.state) == ("agreed", "active")
        assert carry_out_due(date(2026, 3, 9)) == 0
        assert carry_out_due(date(2026, 3, 10)) == 1
        member.refresh_from_db()
        assert (member.state, member.state_since) == ("retained", date(2026, 3, 10))

    def test_an_overdue_change_takes_effect_as_of_its_day(self, officer):
        member = make.member()
        change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        assert carry_out_due(date(2026, 4, 20)) == 1
        assert periods_of(member)[-1] == ("retained", date(2026, 3, 10), None)
        assert carry_out_due(date(2026, 4, 20)) == 0

    def test_a_planned_change_can_be_taken_back_with_a_reason(self, officer):
        planned = change_on_request(make.member(), K.RETAIN, officer, on=date(2026, 3, 10))
        with pytest.raises(NotAllowed, match="Say why"):
            take_back(planned, by=officer, reason="")
        take_back(planned, by=officer, reason="改变主意")
        assert carry_out_due(date(2026, 3, 10)) == 0
        with pytest.raises(NotAllowed, match="moved on"):
            take_back(planned, by=officer, reason="再次")

    def test_a_member_has_one_planned_change_at_a_time(self, officer):
        member = make.member()
        change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        with pytest.raises(NotAllowed, match="under way"):
            change_on_request(member, K.WITHDRAW, officer, on=date(2026, 3, 20))

    def test_an_immediate_change_cancels_the_planned_one(self, officer):
        member = make.member()
        planned = change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        change_on_request(member, K.WITHDRAW, officer, on=date(2026, 3, 1))
        planned.refresh_from_db()
        assert (planned.state, planned.answer) == ("cancelled", "Another change of this membership came first.")

    def test_a_change_that_no_longer_fits_on_its_day_is_refused_and_its_maker_notified(self, officer):
        member = make.member()
        planned = change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since=date(2026, 3, 5))
        assert carry_out_due(date(2026, 3, 10)) == 1
        planned.refresh_from_db()
        assert planned.state == "refused" and "can't follow" in planned.answer
        assert Notice.objects.filter(to=officer).count() == 1

    def test_a_member_moved_by_an_import_is_not_changed_by_the_old_unit(self, officer):
        member = make.member()
        planned = change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        Member.objects.filter(pk=member.pk).update(unit=make.unit(), unit_since=date(2026, 3, 2))
        carry_out_due(date(2026, 3, 10))
        planned.refresh_from_db()
        assert planned.state == "refused" and "no longer in the old unit" in planned.answer

    def test_a_failing_change_does_not_delay_others(self, officer, monkeypatch, caplog):
        broken, sound = make.member(name="甲"), make.member(name="乙")
        for member in (broken, sound):
            change_on_request(member, K.RETAIN, officer, on=date(2026, 3, 10))
        save = Member.save
        monkeypatch.setattr(Member, "save", lambda row, **given: 1 / 0 if row.pk == broken.pk else save(row, **given))
        assert carry_out_due(date(2026, 3, 10)) == 1
        assert "failed" in caplog.text
        monkeypatch.undo()
        assert carry_out_due(date(2026, 3, 10)) == 1


def test_the_database_refuses_a_second_open_change_and_a_move_against_the_rules(officer):
    member = make.member()
    with time_machine.travel("2024-01-01"):
        planned = change_on_request(member, K.RETAIN, officer)
    with pytest.raises(IntegrityError, match="one_open_change_a_member"), transaction.atomic():
        MembershipChange.objects.create(
            member=member, kind=K.WITHDRAW, state="agreed", from_unit=member.unit, effective_on=DAY, reason="?"
        )
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        MembershipChange.objects.filter(pk=planned.pk).update(state="released")


@pytest.mark.parametrize(
    ("post", "offered"),
    [
        ("welfare_officer", {"transfer", "transfer_out", "retain", "withdraw"}),
        ("chair", {"transfer", "transfer_out", "expel"}),
        ("branch_chair", {"transfer", "transfer_out"}),
        ("group_leader", set()),
        ("auditor", set()),
    ],
)
def test_the_page_offers_what_state_and_post_allow(client, post, offered):
    member = make.member()
    client.force_login(make.officer(member.unit, post=post))
    page = client.get(member.get_absolute_url())
    assert {one["kind"] for one in page.context["changes"]} == offered
    for kind in K:
        allowed = kind in offered
        assert (reverse(f"members:member_{kind}", args=[member.pk]) in page.content.decode()) is allowed


def test_the_page_shows_periods_posts_and_planned_changes(client, officer):
    member = make.worker()
    make.appoint(make.account(member), "group_leader", member.unit)
    change_on_request(member, K.RETAIN, officer)
    change_on_request(member, K.WITHDRAW, officer, on=date(2099, 1, 1))
    client.force_login(make.officer(member.unit))
    text = without_times(client.get(member.get_absolute_url()).content.decode())
    assert "before 2024-05-01" in text and "Group leader" in text and "takes effect on 2099-01-01" in text


def test_an_officer_changes_a_membership_on_its_page(client):
    member = make.member()
    client.force_login(make.officer(member.unit))
    here = reverse("members:member_retain", args=[member.pk])
    assert client.post(here, {"on": "2024-05-01", "reason": ""}).status_code == 422
    answer = client.post(here, {"on": "2014-05-01", "reason": "待岗"})
    assert answer.status_code == 422 and "knows a later change" in answer.content.decode()
    assert client.post(here, {"on": "2024-05-01", "reason": "待岗", "code": "laid_off"}).status_code == 302
    member.refresh_from_db()
    assert (member.state, member.state_reason) == ("retained", "laid_off")

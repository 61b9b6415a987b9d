"""Nobody decides about themselves, and nothing is entered about an erased member or in a merged record."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.choices import Purpose
from members.dues.actions import payments as dues_payments
from members.dues.actions import wages
from members.duplicates.actions.undoing import undo_merge
from members.joining import actions as applications
from members.membership.actions import bulk, membership, transfers
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import FROM, ChangeKind
from members.own_data.actions.consents import record_consent
from members.own_data.actions.erasing import erase
from members.own_data.actions.erasures import carry_out_erasure
from members.own_data.models.retention import Erasure
from members.personal_file.actions import family, hardship, papers
from members.personal_file.actions.corrections import correct_member
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OWN, ERASED, MERGED = "about themselves", "has been erased", "merged into another"


def change_to(kind):
    return lambda member, by: membership.change_membership(member, kind, on=TODAY, by=by, reason="x")


def unsaved_honour(member):
    given = {"title": "劳动模范", "level": "enterprise", "awarded_by": "公司", "awarded_on": date(2024, 5, 1)}
    return Honour(member=member, **given)


def unsaved_mark(member):
    given = {"kind": "deep", "starts_on": TODAY, "basis": "x", "reason": "x", "review_on": date(2030, 1, 1)}
    return HardshipMark(member=member, **given)


ACTS = {
    **{f"change: {kind}": change_to(kind) for kind in ChangeKind if "transfer" not in kind},
    "release": lambda member, by: transfers.release_member(member, make.unit(), on=TODAY, by=by, reason="x"),
    "ask": lambda member, by: transfers.ask_for_member(member, make.unit(), on=TODAY, by=by, reason="x"),
    "send out": lambda member, by: transfers.send_out(member, "别的工会", on=TODAY, by=by, reason="x"),
    "correct": lambda member, by: correct_member(member, {"name": "新名"}, by=by, reason="x"),
    "mark": lambda member, by: hardship.set_hardship(unsaved_mark(member), by=by),
    "lift": lambda member, by: hardship.lift_hardship(member, TODAY, by=by, reason="x"),
    "honour": lambda member, by: papers.record_honour(unsaved_honour(member), by=by),
    "document": lambda member, by: papers.file_document(MemberDocument(member=member, kind="contract"), (), by=by),
    "kin": lambda member, by: family.save_kin(FamilyMember(member=member, relation="child", name="孟小"), by=by),
    "wage": lambda member, by: wages.set_wage(member, Decimal(5000), TODAY, by=by),
    "waive": lambda member, by: wages.waive_dues(member, TODAY, None, reason="x", by=by),
}


def stored_about(member):
    """Return everything that one of ACTS could have changed or added."""
    row = Member.objects.get(pk=member.pk)
    rows = (row.changes, row.hardship_marks, row.honours, row.documents, row.family, row.dues_bases, row.dues_waivers)
    return (row.state, row.unit_id, row.name, [kind.count() for kind in rows], AuditEvent.objects.about(row).count())


def assert_refused_without_trace(act, member, by, why):
    """Assert that the act raises NotAllowed with `why` and changes nothing."""
    before = stored_about(member)
    with pytest.raises(NotAllowed, match=why):
        act(member, by)
    assert stored_about(member) == before


def erased_member(unit, **fields):
    """Create a former member and erase the entry."""
    erasure = make.erasure(unit, **fields)
    carry_out_erasure(erasure, by=make.user())
    return Member.objects.get(pk=erasure.member_id)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_no_officer_acts_on_their_own_entry(act, union):
    officer = make.officer(union)
    assert_refused_without_trace(act, make.member(union, user=officer), officer, OWN)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_entered_about_an_erased_member(act, union):
    assert_refused_without_trace(act, erased_member(union), make.officer(union), ERASED)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_entered_in_a_record_that_was_merged(act, union):
    merge = make.merge(make.candidate_pair(union))
    assert_refused_without_trace(act, merge.loser, make.officer(union), MERGED)


def test_a_record_is_open_again_once_the_merge_is_undone(union):
    merge, officer = make.merge(make.candidate_pair(union)), make.officer(union)
    undo_merge(merge, by=officer, reason="两个人")
    assert correct_member(merge.loser, {"name": "新名"}, by=officer, reason="x") == ["name"]


def test_nobody_removes_rows_about_themselves(union):
    officer = make.officer(union)
    own = make.member(union, user=officer)
    kin, paper, honoured = make.family_member(own), make.document(own), make.honour(own)
    basis, waiver = make.wage(own), wages.waive_dues(own, TODAY, None, reason="x", by=make.user())
    for act in (
        lambda: family.remove_kin(kin, by=officer, reason="x"),
        lambda: papers.remove_paper(paper, by=officer, reason="x"),
        lambda: papers.remove_paper(honoured, by=officer, reason="x"),
        lambda: wages.drop_wage(basis, by=officer),
        lambda: wages.end_waiver(waiver, TODAY, reason="x", by=officer),
    ):
        with pytest.raises(NotAllowed, match=OWN):
            act()
    papers.remove_paper(paper, by=make.officer(union), reason="x")


def test_nobody_answers_or_takes_back_a_change_of_their_own(union, branch):
    officer = make.officer(union)
    own = make.member(union, user=officer)
    released = make.transfer(own, branch, by=make.officer(union))
    for act in (
        lambda: transfers.agree_transfer(released, by=officer),
        lambda: transfers.refuse_transfer(released, by=officer, reason="x"),
        lambda: membership.take_back(released, by=officer, reason="x"),
    ):
        with pytest.raises(NotAllowed, match=OWN):
            act()
    assert transfers.agree_transfer(released, by=make.officer(union)).state == "done"


def test_a_transfer_of_ones_own_waits_for_others_and_shows_no_buttons(client, union, branch):
    officer, other = make.officer(union), make.officer(union)
    released = make.transfer(make.member(union, user=officer), branch, by=other)
    for user, times in ((officer, 0), (other, 1)):
        assert MembershipChange.objects.waiting_for(user).count() == times
        assert MembershipChange.objects.to_take_back(user).count() == times
        client.force_login(user)
        assert (f"{released.get_absolute_url()}agree/" in client.get(released.get_absolute_url()).text) is bool(times)
    client.force_login(officer)
    assert client.post(f"{released.get_absolute_url()}agree/").status_code == 404


def test_a_bulk_transfer_leaves_the_officers_own_entry_out_and_says_why(union, branch):
    officer = make.officer(union)
    own, other = make.member(union, user=officer), make.member(union)
    chosen = Member.objects.filter(pk__in=[own.pk, other.pk])
    batch = bulk.transfer_many(chosen, union, branch, on=TODAY, by=officer, reason="x", also_accept=True)
    assert batch.changes.get(member=own).state == "refused"
    assert OWN in batch.changes.get(member=own).answer
    assert batch.changes.get(member=other).state == "agreed"


def test_nobody_decides_their_own_application(union):
    officer = make.officer(union)
    application = make.application(union, by=officer)
    with pytest.raises(NotAllowed, match=OWN):
        applications.admit_application(application, union, on=TODAY, by=officer)
    with pytest.raises(NotAllowed, match=OWN):
        applications.return_application(application, by=officer, reason="x")
    admitted = applications.admit_application(application, union, on=TODAY, by=make.officer(union))
    assert Member.objects.own(officer).get() == admitted


def test_an_open_charge_of_a_closed_entry_is_not_paid_but_a_payment_can_be_reversed(union):
    officer = make.officer(union, post="finance_officer")
    member = make.member(union)
    paid, owed = make.paid_charge(member), make.charge(member, date(2026, 8, 1))
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2020-01-01")
    carry_out_erasure(Erasure.objects.create(member=member, cause="rule", not_before=TODAY), by=make.user())
    with pytest.raises(NotAllowed, match=ERASED):
        dues_payments.pay_charge(owed, Decimal(5), paid_on=TODAY, paid_by="cash", by=officer)
    assert dues_payments.reverse_payment(paid.payments.get(), reason="x", by=officer).amount < 0


def test_no_consent_is_recorded_for_an_erased_member(union):
    with pytest.raises(NotAllowed, match=ERASED):
        record_consent(erased_member(union), Purpose.FAMILY, given=True, by=make.officer(union))


@pytest.mark.parametrize("state", ["active", "pending", "leaving", "retained"])
def test_the_database_keeps_an_erased_entry_among_those_who_left(state, union):
    member = erased_member(union)
    with pytest.raises(IntegrityError, match=r"nobody_is_left_of_whom_was_erased|period"), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(state=state, state_since=TODAY)
    with pytest.raises(IntegrityError, match="nobody_is_left_of_whom_was_erased"), transaction.atomic():
        Member.objects.filter(pk=make.member(union, state=state).pk).update(
            name="***",
            id_number="",
            id_hash=None,
            phone="",
            birth_date=None,
            employee_number=None,
            anonymised_at=timezone.now(),
        )


def test_the_database_erases_nobody_whose_return_is_planned(union):
    member = make.erasure(union).member
    ahead = date(TODAY.year + 1, 1, 1)
    planned = membership.change_membership(member, ChangeKind.RETURN, on=ahead, by=make.officer(union), reason="x")
    with pytest.raises(IntegrityError, match=r"the member is kept \(change\)"), transaction.atomic():
        erase(member, by=make.user())
    planned.refresh_from_db()
    member.refresh_from_db()
    assert (planned.state, member.anonymised_at) == ("agreed", None)


@pytest.mark.django_db(transaction=True)
def test_an_act_during_the_erasure_leaves_no_data_behind(union):
    erasure, returning = make.erasure(union), make.officer(union)
    carries_out = make.officer(union, post="chair")
    outcomes = at_once(
        lambda: carry_out_erasure(erasure, by=carries_out),
        lambda: correct_member(erasure.member, {"work_site": "西区"}, by=returning, reason="x"),
    )
    assert not isinstance(outcomes[0], Exception)
    assert outcomes[1] == ["work_site"] or "has been erased" in str(outcomes[1])
    assert Member.objects.get().work_site == ""


ACTS_ON_PAPER = ("correct/", "family/", "honours/", "documents/", "hardship/")


def acts_offered(client, member):
    """Return the addresses of the acts that the member's page offers."""
    page = client.get(member.get_absolute_url()).text
    acts = [f"{member.get_absolute_url()}{act}" for act in (*ACTS_ON_PAPER, *(f"{kind}/" for kind in FROM))]
    return [act for act in (*acts, f"?member={member.pk}") if f'{act}"' in page]


def test_the_page_offers_no_act_on_oneself_nor_on_a_closed_entry(client, union):
    officer = make.officer(union)
    client.force_login(officer)
    others, own = make.member(union), make.member(union, user=officer)
    assert len(acts_offered(client, others)) > 6
    for member, why in (
        (own, OWN),
        (erased_member(union), ERASED),
        (make.merge(make.candidate_pair(union)).loser, MERGED),
    ):
        assert acts_offered(client, member) == []
        assert why in client.get(member.get_absolute_url()).text
    assert OWN not in client.get(others.get_absolute_url()).text


def test_an_act_on_a_closed_entry_says_why_on_its_page(client, union):
    client.force_login(make.officer(union))
    gone, loser = erased_member(union), make.merge(make.candidate_pair(union)).loser
    said = {"on": TODAY.isoformat(), "reason": "x"}
    answer = client.post(f"{gone.get_absolute_url()}return/", said)
    assert (answer.status_code, ERASED in answer.text) == (422, True)
    answer = client.post(f"{loser.get_absolute_url()}retain/", said)
    assert (answer.status_code, "go to the record that was kept" in answer.text) == (422, True)


def test_the_admin_refuses_the_same_acts(client, union):
    officer = make.officer(union, is_staff=True)
    client.force_login(officer)
    own, gone = make.member(union, user=officer), erased_member(union)
    for member in (own, gone, make.merge(make.candidate_pair(union)).loser):
        assert "_save" not in client.get(f"/admin/members/member/{member.pk}/change/").text
        assert client.post(f"/admin/members/member/{member.pk}/change/", {"name": "偷改"}).status_code == 403
    honour_of = make.honour(own)
    assert client.post(f"/admin/members/honour/{honour_of.pk}/change/", {"title": "x"}).status_code == 403
    given = {"member": own.pk, "title": "x", "level": "unit", "awarded_by": "x", "awarded_on": "2024-05-01"}
    assert client.post("/admin/members/honour/add/", given).status_code == 403
    assert client.post("/admin/members/honour/add/", {**given, "member": make.member(union).pk}).status_code == 302

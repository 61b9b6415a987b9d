"""Officers sign together for members who signed on paper, with a scan of the sheet; and take it back."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.utils import timezone

from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.people import api_client_of
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.handing_out.actions import receive_grant, sign_grant, sign_grants, undo_signing
from welfare.runs.actions import review

pytestmark = pytest.mark.django_db
SHEETS = "/welfare/grants/sign/"
API = "/api/v1/grants/sign/"


@pytest.fixture
def union():
    return make.unit(kind="union")


@pytest.fixture
def run(union):
    for name in ("孟静", "马磊"):
        make.worker(union, name=name)
    make.member(union, name="姚鹏")
    return make.issued_run(union)


def scan():
    return SimpleUploadedFile("一班签领表.pdf", b"%PDF-1.4 scan")


def sign(run, by, grants=None):
    chosen = run.grants.all() if grants is None else grants
    return sign_grants(chosen, by=by, reason="signed on paper", sheets=[scan()])


def test_ticked_members_are_signed_for_at_once_with_the_scan_kept_once(run, union, client):
    officer = make.officer(union)
    client.force_login(officer)
    ticked = run.grants.order_by("pk")[:2]
    address = f"{SHEETS}?grant={ticked[0].pk}&grant={ticked[1].pk}"
    assert "孟静" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "纸质签领", "sheets": scan()})
    signing = Signing.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, signing.get_absolute_url())
    assert (signing.heads, signing.amount, signing.unit, signing.run) == (2, 600, union, run)
    assert set(signing.grants.values_list("received_by", flat=True)) == {officer.pk}
    assert run.grants.received().count() == 2
    page = client.get(signing.get_absolute_url()).content.decode()
    assert "一班签领表.pdf" in page and "孟静" in page
    download = client.get(f"{signing.get_absolute_url()}file/{signing.attachments.get().pk}/")
    assert b"".join(download.streaming_content) == b"%PDF-1.4 scan"


def test_one_audit_event_lists_them_and_each_is_told(run):
    signing = sign(run, make.user(name="夏远"))
    event = AuditEvent.objects.get(verb="grant.sign_many")
    assert event.changes["grants"] == sorted(run.grants.values_list("pk", flat=True))
    assert (event.object_id, event.changes["heads"]) == (signing.pk, 3)
    told = Notice.objects.filter(text__contains="夏远")
    assert set(told.values_list("to__member__name", flat=True)) == {"孟静", "马磊"}


def test_without_a_scan_or_a_reason_nothing_is_signed(run, union, client):
    client.force_login(make.officer(union))
    address = f"{SHEETS}?all=1&run={run.pk}"
    assert client.post(address, {"reason": "纸质签领"}).status_code == 422
    with pytest.raises(NotAllowed, match="signed on paper"):
        sign_grants(run.grants.all(), by=make.user(), reason=" ", sheets=[scan()])
    assert not run.grants.received().exists()


def test_while_handing_out_is_frozen_in_a_unit_of_them_nobody_is_signed_for_there(union):
    below, elsewhere = make.unit("一分会", parent=union), make.unit("二分会", parent=union)
    for unit in (below, elsewhere):
        make.worker(unit)
    run, officer, now = make.issued_run(union), make.officer(union), timezone.now()
    freeze_unit(
        below,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1),
        acts=[FrozenAct.PAYING],
        reason="年终盘点",
        by=officer,
    )
    for act in (
        lambda: sign(run, officer),
        lambda: sign_grant(run.grants.get(unit=below), by=officer, reason="纸质签领"),
    ):
        with pytest.raises(NotAllowed, match="年终盘点"):
            act()
    assert sign(run, officer, run.grants.filter(unit=elsewhere)).heads == 1
    # Members who have their benefit say so at any time.
    mine = run.grants.get(unit=below)
    account = mine.member.user
    assert account is not None and receive_grant(mine, by=account)


def test_what_a_member_confirmed_meanwhile_stays_theirs(run):
    own = run.grants.get(member__name="孟静")
    receive_grant(own, by=own.member.user)
    signing = sign(run, make.user())
    own.refresh_from_db()
    assert (own.received_by, own.signing, signing.heads) == (own.member.user, None, 2)
    with pytest.raises(NotAllowed, match="received already"):
        sign(run, make.user())
    with pytest.raises(InternalError, match="cannot be changed"), transaction.atomic():
        Grant.objects.filter(pk=own.pk).update(received_at=None, received_by=None)
    with pytest.raises(InternalError, match="cannot be changed"), transaction.atomic():
        Grant.objects.filter(pk=own.pk).update(signing=signing)


def test_the_filter_of_the_list_chooses_all_that_it_shows_up_to_its_unit(run, union, client):
    group = make.unit(parent=union)
    make.member(group, name="余丽")
    later = make.issued_run(union, festival="national", name="国庆")
    client.force_login(make.officer(union))
    address = f"{SHEETS}?all=1&run={later.pk}&unit={group.code}"
    client.post(address, {"reason": "纸质签领", "sheets": scan()})
    assert list(later.grants.received().values_list("member__name", flat=True)) == ["余丽"]
    assert Signing.objects.get().unit == group


def test_a_leader_signs_for_the_own_group_only_and_others_do_not_see_it(run, union, client):
    group, other = make.unit(parent=union), make.unit(parent=union)
    make.member(group, name="余丽")
    make.member(other, name="蔡辉")
    later = make.issued_run(union, festival="national", name="国庆")
    client.force_login(make.officer(group, "group_leader"))
    chosen = "&".join(f"grant={pk}" for pk in later.grants.values_list("pk", flat=True))
    client.post(f"{SHEETS}?{chosen}", {"reason": "纸质签领", "sheets": scan()})
    assert list(later.grants.received().values_list("member__name", flat=True)) == ["余丽"]
    client.force_login(make.officer(other, "group_leader"))
    signing = Signing.objects.get()
    assert client.get(signing.get_absolute_url()).status_code == 404
    assert client.get(f"{signing.get_absolute_url()}file/{signing.attachments.get().pk}/").status_code == 404
    assert client.post(f"{signing.get_absolute_url()}undo/", {"reason": "x"}).status_code == 404


def test_receipts_of_two_lists_are_not_signed_together(run, union):
    later = make.issued_run(union, festival="national", name="国庆")
    both = Grant.objects.filter(run__in=[run, later])
    with pytest.raises(NotAllowed, match="several lists"):
        sign(run, make.user(), both)


def test_a_person_with_two_records_is_not_signed_for_twice(run):
    kept, double = Member.objects.get(name="孟静"), Member.objects.get(name="姚鹏")
    run.grants.filter(member=kept).update(received_at=timezone.now(), received_by=make.user())
    Member.objects.filter(pk=double.pk).update(merged_into=kept, state="merged")
    assert sign(run, make.user()).heads == 1
    assert run.grants.get(member=double).received_at is None


def test_receipts_signed_together_are_taken_back_and_the_members_are_told(run, union, client):
    officer = make.officer(union)
    signing = sign(run, officer)
    client.force_login(officer)
    assert "3" in client.get(f"{signing.get_absolute_url()}undo/").content.decode()
    answer = client.post(f"{signing.get_absolute_url()}undo/", {"reason": "签领表拿错了"})
    assert answer.status_code == 302
    assert not run.grants.received().exists()
    assert Notice.objects.filter(text__contains="签领表拿错了").count() == 2
    event = AuditEvent.objects.get(verb="grant.undo_signing")
    assert (event.reason, len(event.changes["grants"])) == ("签领表拿错了", 3)
    with pytest.raises(NotAllowed, match="taken back already"):
        undo_signing(signing, by=officer, reason="again")
    assert sign(run, officer).heads == 3


def test_receipts_of_a_closed_list_stay(run):
    signing = sign(run, make.user())
    review.close_run(run, by=make.user())
    with pytest.raises(NotAllowed, match="has been closed"):
        undo_signing(signing, by=make.user(), reason="x")
    with pytest.raises(InternalError, match="closed list"), transaction.atomic():
        Grant.objects.filter(run=run).update(received_at=None, received_by=None, signing=None)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_sign_for_each_once(run):
    officers = [make.user(), make.user(), make.user()]
    outcomes = at_once(*(partial(sign, run, officer) for officer in officers))
    assert len(refusals(outcomes)) == 2
    assert (Signing.objects.count(), run.grants.received().count()) == (1, 3)
    assert AuditEvent.objects.filter(verb="grant.sign_many").count() == 1


def test_a_program_signs_for_members_with_the_scan_and_only_for_those_of_its_units(run, union):
    officer = make.officer(union)
    program = api_client_of(officer)
    keys = list(run.grants.values_list("pk", flat=True))
    foreign = make.issued_run(make.worker(make.unit(kind="union")).unit).grants.get()
    sent = {"reason": "纸质签领", "sheets": [scan()]}
    for grants in ([*keys, foreign.pk], [*keys, 0], []):
        assert program.post(API, {**sent, "sheets": [scan()], "grants": grants}).status_code == 400
    assert program.post(API, {"reason": "纸质签领", "grants": keys}).status_code == 400
    assert not Signing.objects.exists()
    answer = program.post(API, {**sent, "grants": keys})
    signing = Signing.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {"id": signing.pk, "run": run.pk, "heads": 3, "amount": "900.00"},
    )
    assert run.grants.received().count() == 3
    assert program.post(API, {"reason": "再签", "sheets": [scan()], "grants": keys}).status_code == 409
    assert api_client_of(make.officer(union, post="auditor")).post(API, {"grants": keys}).status_code == 403

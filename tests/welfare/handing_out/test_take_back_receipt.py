"""A receipt confirmed by mistake: taken back by the member within a day, later by an officer, never without a trace."""

from datetime import timedelta

import pytest
import time_machine
from django.db import InternalError, ProgrammingError, transaction
from django.utils import timezone

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.refused import assert_refused, assert_refused_first
from welfare.grants.models.grants import Grant, ReceiptCancellation
from welfare.handing_out.actions import receive_grant, sign_grant
from welfare.handing_out.taking_back import cancel_receipt, take_back_receipt
from welfare.runs.actions import review

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.worker(make.unit(kind="union"), name="孟静")


@pytest.fixture
def grant(worker):
    """A grant whose receipt the worker has just confirmed."""
    grant = make.issued_run(worker.unit).grants.get()
    receive_grant(grant, by=worker.user)
    return grant


def test_a_wrong_tap_is_taken_back_and_the_benefit_waits_again_with_both_acts_on_record(grant, worker):
    first = grant.received_at
    take_back_receipt(grant, by=worker.user)
    grant.refresh_from_db()
    assert (grant.received_at, grant.received_by) == (None, None)
    kept = ReceiptCancellation.objects.get()
    assert (kept.grant, kept.received_at, kept.received_by, kept.by) == (grant, first, worker.user, worker.user)
    assert receive_grant(grant, by=worker.user)
    verbs = AuditEvent.objects.about(grant).values_list("verb", flat=True)
    assert list(verbs) == ["grant.receive", "grant.take_back", "grant.receive"]


def test_after_a_day_only_an_officer_takes_it_back(grant, worker):
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        with pytest.raises(NotAllowed, match="A day has passed"):
            take_back_receipt(grant, by=worker.user)
        cancel_receipt(grant, by=make.user(), reason="误点，尚未领取")
    grant.refresh_from_db()
    assert grant.received_at is None
    told = Notice.objects.get(to=worker.user)
    assert "误点，尚未领取" in told.text and told.url == "/my/benefits/"


def test_what_an_officer_signed_is_not_the_members_to_take_back(worker):
    grant = make.issued_run(worker.unit).grants.get()
    officer = make.user()
    sign_grant(grant, by=officer, reason="纸质签收")
    for somebody in (worker.user, officer):
        with pytest.raises(NotAllowed, match="An officer signed"):
            take_back_receipt(grant, by=somebody)


def test_an_officer_says_why_and_never_for_themselves(grant, worker):
    with pytest.raises(NotAllowed, match="Say why"):
        cancel_receipt(grant, by=make.user(), reason=" ")
    with pytest.raises(NotAllowed, match="Another officer"):
        cancel_receipt(grant, by=worker.user, reason="误点")


def test_nothing_is_taken_back_that_is_not_noted(grant, worker):
    take_back_receipt(grant, by=worker.user)
    with pytest.raises(NotAllowed, match="not noted"):
        take_back_receipt(grant, by=worker.user)
    with pytest.raises(NotAllowed, match="not noted"):
        cancel_receipt(grant, by=make.user(), reason="误点")
    assert ReceiptCancellation.objects.count() == 1


def test_receipts_of_a_closed_list_stay(grant, worker):
    review.close_run(grant.run, by=make.user(), reason="")
    with pytest.raises(NotAllowed, match="has been closed"):
        take_back_receipt(grant, by=worker.user)
    kept = {"grant": grant, "received_at": grant.received_at, "received_by": worker.user, "by": worker.user}
    ReceiptCancellation.objects.create(**kept)
    with pytest.raises(InternalError, match="receipts of a closed list stay"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(received_at=None, received_by=None)


def test_the_database_takes_nothing_back_without_its_row_and_nothing_of_another_receipt(grant, worker):
    def empty():
        with pytest.raises(InternalError, match="cannot be changed"), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(received_at=None, received_by=None)

    empty()
    earlier = grant.received_at - timedelta(seconds=1)
    ReceiptCancellation.objects.create(grant=grant, received_at=earlier, received_by=worker.user, by=worker.user)
    empty()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ReceiptCancellation.objects.update(reason="x")


def test_a_worker_takes_it_back_on_a_page_that_asks_first(client, grant, worker):
    client.force_login(worker.user)
    address = f"/my/benefits/{grant.pk}/take-back/"
    assert address in client.get("/my/benefits/").content.decode()
    assert "waits for you again" in client.get(address).content.decode()
    grant.refresh_from_db()
    assert grant.received_at
    answer = client.post(address, follow=True)
    assert [due.pk for due in answer.context["due"]] == [grant.pk]
    assert client.get(address).url == "/my/benefits/"


def test_a_worker_who_is_too_late_is_offered_no_way_back_and_told_so(client, grant, worker):
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client.force_login(worker.user)
        assert "take-back" not in client.get("/my/benefits/").content.decode()
        answer = client.post(f"/my/benefits/{grant.pk}/take-back/")
    assert_refused_first(answer, "A day has passed: ask your union to take it back.")


def test_nobody_takes_back_the_receipt_of_another(client, grant):
    client.force_login(make.worker(grant.unit).user)
    assert client.post(f"/my/benefits/{grant.pk}/take-back/").status_code == 404


def test_an_officer_takes_it_back_from_the_list_with_a_reason(client, grant):
    client.force_login(make.officer(grant.unit, post="group_leader"))
    address = f"/welfare/grants/{grant.pk}/take-back/"
    assert address in client.get("/welfare/grants/").content.decode()
    assert_refused(client.post(address, {"reason": " "}))
    client.post(address, {"reason": "误点"})
    grant.refresh_from_db()
    assert grant.received_at is None

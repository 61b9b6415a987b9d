import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction

from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.refused import assert_refused, assert_refused_first
from welfare.front import desk
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as receipt
from welfare.runs.actions import review

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.worker(make.unit(kind="union"), name="孟静")


@pytest.fixture
def grant(worker):
    return make.issued_run(worker.unit).grants.get()


def test_a_member_confirms_once_and_a_second_time_changes_nothing(grant, worker):
    with time_machine.travel("2026-09-20T08:00:00Z", tick=False):
        assert receipt.receive_grant(grant, by=worker.user)
    first = grant.received_at
    with time_machine.travel("2026-09-21T08:00:00Z", tick=False):
        assert not receipt.receive_grant(grant, by=worker.user)
    grant.refresh_from_db()
    assert (grant.received_at, grant.received_by) == (first, worker.user)
    assert AuditEvent.objects.filter(verb="grant.receive").count() == 1


def test_nobody_confirms_for_another(grant):
    with pytest.raises(NotAllowed, match="Only the member"):
        receipt.receive_grant(grant, by=make.user())


def test_nothing_is_received_before_it_is_issued(worker):
    grant = make.approved_run(worker.unit).grants.get()
    with pytest.raises(NotAllowed, match="not been issued"):
        receipt.receive_grant(grant, by=worker.user)
    with pytest.raises(IntegrityError, match="only an issued grant"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(received_at="2026-09-20T08:00:00Z", received_by=worker.user)


def test_nothing_is_received_after_the_run_is_closed(grant, worker):
    review.close_run(grant.run, by=make.user(), reason="过期未领")
    with pytest.raises(NotAllowed, match="has been closed"):
        receipt.receive_grant(grant, by=worker.user)


def test_an_officer_signs_for_a_member_and_says_how(grant):
    officer = make.user()
    with pytest.raises(NotAllowed, match="Say how"):
        receipt.sign_grant(grant, by=officer, reason=" ")
    assert receipt.sign_grant(grant, by=officer, reason="纸质签收")
    assert not receipt.sign_grant(grant, by=make.user(), reason="纸质签收")
    grant.refresh_from_db()
    event = AuditEvent.objects.get(verb="grant.sign")
    assert (grant.received_by, event.actor, event.reason) == (officer, officer, "纸质签收")


def test_a_receipt_cannot_be_taken_back(grant, worker):
    receipt.receive_grant(grant, by=worker.user)
    with pytest.raises(InternalError, match="a receipt cannot be changed"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(received_at=None, received_by=None)


def test_every_receipt_is_in_the_row_history(grant, worker):
    receipt.receive_grant(grant, by=worker.user)
    history = Grant._meta.apps.get_model("welfare.GrantEvent")
    assert history.objects.filter(pgh_obj_id=grant.pk, pgh_label="update").count() == 1


def test_a_worker_sees_what_is_due_and_confirms_it_without_script(client, grant, worker):
    client.force_login(worker.user)
    page = client.get("/my/benefits/")
    assert [due.pk for due in page.context["due"]] == [grant.pk]
    assert "¥300.00" in page.content.decode()
    answer = client.post(f"/my/benefits/{grant.pk}/receive/", follow=True)
    assert answer.context["due"] == []
    assert [(year["year"], year["total"]) for year in answer.context["years"]] == [(2026, 300)]
    again = client.post(f"/my/benefits/{grant.pk}/receive/", follow=True)
    assert [str(message) for message in again.context["messages"]] == ["Your receipt was noted before."]


def test_a_worker_is_asked_on_a_page_before_the_receipt_counts(client, grant, worker):
    client.force_login(worker.user)
    address = f"/my/benefits/{grant.pk}/receive/"
    assert f'href="{address}"' in client.get("/my/benefits/").content.decode()
    page = client.get(address)
    grant.refresh_from_db()
    assert grant.received_at is None
    for fact in (str(grant.occasion), "¥300.00", str(grant.run.unit), "this counts as your signature", "/my/benefits/"):
        assert fact in page.content.decode()
    client.post(address)
    grant.refresh_from_db()
    assert grant.received_by == worker.user
    assert client.get(address).url == "/my/benefits/"


def test_nobody_is_asked_about_a_benefit_of_another(client, grant):
    client.force_login(make.worker(grant.unit).user)
    assert client.get(f"/my/benefits/{grant.pk}/receive/").status_code == 404


def test_a_worker_sees_grants_of_issued_runs_only(client, worker):
    make.approved_run(worker.unit)
    client.force_login(worker.user)
    assert client.get("/my/benefits/").context["due"] == []


def test_another_workers_benefit_is_404(client, grant):
    client.force_login(make.worker(grant.unit).user)
    assert client.post(f"/my/benefits/{grant.pk}/receive/").status_code == 404
    grant.refresh_from_db()
    assert grant.received_at is None


def test_what_was_missed_is_told_after_the_run_is_closed(client, grant, worker):
    review.close_run(grant.run, by=make.user(), reason="过期未领")
    client.force_login(worker.user)
    page = client.get("/my/benefits/")
    assert [missed.pk for missed in page.context["missed"]] == [grant.pk]


def test_a_worker_who_is_too_late_reads_so_on_the_page_of_their_benefits(client, grant, worker):
    review.close_run(grant.run, by=make.user(), reason="过期未领")
    client.force_login(worker.user)
    answer = client.post(f"/my/benefits/{grant.pk}/receive/")
    assert_refused_first(answer, "This list has been closed: ask your union.")
    grant.refresh_from_db()
    assert grant.received_at is None


def test_a_signature_for_a_closed_list_is_refused_in_its_form_with_what_was_typed(client, grant):
    review.close_run(grant.run, by=make.user(), reason="过期未领")
    client.force_login(make.officer(grant.unit, post="group_leader"))
    answer = client.post(f"/welfare/grants/{grant.pk}/sign/", {"reason": "当面领取"})
    assert_refused(answer, "This list has been closed: ask your union.", "当面领取")
    grant.refresh_from_db()
    assert grant.received_at is None


def test_an_officer_signs_through_the_list_of_the_members_benefits(client, grant):
    client.force_login(make.officer(grant.unit, post="group_leader"))
    page = client.get("/welfare/grants/", {"member": grant.member_id})
    assert [row.pk for row in page.context["page"]] == [grant.pk]
    assert client.get(f"/welfare/grants/{grant.pk}/sign/").status_code == 200
    client.post(f"/welfare/grants/{grant.pk}/sign/", {"reason": "signed on paper"})
    grant.refresh_from_db()
    assert grant.received_at


def test_grants_of_another_unit_are_out_of_reach(client, grant):
    client.force_login(make.officer(make.unit(), post="group_leader"))
    assert not client.get("/welfare/grants/").context["page"].items
    assert client.post(f"/welfare/grants/{grant.pk}/sign/", {"reason": "x"}).status_code == 404


def test_home_shows_what_is_due_and_received_this_year(grant, worker):
    with time_machine.travel("2026-09-20T08:00:00Z"):
        assert [row.amount for row in desk.home_context(worker.user)["benefits_due"]] == [300]
        receipt.receive_grant(grant, by=worker.user)
        home = desk.home_context(worker.user)
    assert home["benefits_due"] == []
    assert [(row.amount, row.url) for row in home["benefits_received"]] == [(300, "/my/benefits/")]


def test_the_question_before_a_receipt_names_goods_place_and_last_day(client):
    worker = make.worker(make.unit(kind="union"))
    grant = make.issued_run(worker.unit).grants.get()
    run = grant.run
    client.force_login(worker.user)
    page = client.get(f"/my/benefits/{grant.pk}/receive/").content.decode()
    assert run.goods and run.place and run.collect_until
    for said in (run.goods, run.place, run.collect_until.isoformat()):
        assert said in page

"""A worker asks for a correction with a document; another person accepts it or returns it with a reason."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from members.own_data.actions import change_requests as corrections
from members.own_data.models.change_requests import ChangeRequest
from members.personal_file.actions.family import remove_kin, save_kin
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from members.register.rules import identity
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from office.secrets import Sealed
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(union):
    return make.worker(union, name="孟静")


def scan():
    return SimpleUploadedFile("card.pdf", b"%PDF-1.4 x")


def test_a_name_is_asked_for_with_a_document_and_accepted(client, worker, officer):
    client.force_login(make.account(worker))
    answer = client.post("/my/data/name/", {"value": "孟婧", "reason": "录入有误", "files": [scan()]})
    change = ChangeRequest.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, change.own_url)
    worker.refresh_from_db()
    assert worker.name == "孟静"
    assert "孟婧" in client.get("/my/membership/data/").content.decode()

    client.force_login(officer)
    page = client.get(change.get_absolute_url()).content.decode()
    assert "孟静" in page
    assert "孟婧" in page
    assert f"{change.get_absolute_url()}files/" in page
    assert client.post(f"{change.get_absolute_url()}accept/").status_code == 302
    worker.refresh_from_db()
    change.refresh_from_db()
    assert (worker.name, worker.pinyin, worker.user.name) == ("孟婧", "mengjing", "孟婧")
    assert (change.state, change.decided_by) == ("accepted", officer)
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["change.request", "member.correct", "change.accept"]
    notice = Notice.objects.get(to=worker.user)
    assert notice.url == change.own_url


def test_without_its_document_a_name_or_certificate_is_not_sent(client, worker):
    client.force_login(make.account(worker))
    answer = client.post("/my/data/name/", {"value": "孟婧", "reason": "错了"})
    assert answer.status_code == 422
    assert "files" in answer.context["form"].errors
    assert "孟婧" in answer.content.decode()
    with pytest.raises(NotAllowed):
        corrections.request_change(worker, "id_number", "2 E1234567", by=make.account(worker), reason="x")
    assert not ChangeRequest.objects.exists()


def test_numbers_are_sealed_and_masked_and_after_the_decision_only_masks_stay(client, worker, officer):
    number = make.identity_number()
    client.force_login(make.account(worker))
    sent = {"kind": "1", "value": number.lower(), "reason": "换证", "files": [scan()]}
    assert client.post("/my/data/id_number/", sent).status_code == 302
    change = ChangeRequest.objects.get()
    assert number not in ChangeRequest.objects.values_list("new", flat=True).get().token
    for page in (change.own_url, "/my/membership/", "/my/membership/data/"):
        assert number not in client.get(page).content.decode()
    client.force_login(officer)
    assert number not in client.get(change.get_absolute_url()).content.decode()
    corrections.accept_change(change, by=officer)
    worker.refresh_from_db()
    change.refresh_from_db()
    assert worker.id_number.reveal() == number
    assert number not in change.new.reveal()
    assert change.new.reveal().endswith(identity.HIDDEN)
    assert change.new_shown.endswith(identity.HIDDEN) and change.new_to_compare.endswith(identity.HIDDEN)


def test_digits_that_an_earlier_version_kept_of_a_decided_request_are_shown_no_more(worker, officer):
    kept = Sealed.seal("护照 E12**5678")
    change = ChangeRequest(member=worker, field="id_number", new=kept, state="returned", decided_by=officer, answer="x")
    assert change.new_shown == change.new_to_compare == f"护照 {identity.HIDDEN}"


@pytest.mark.parametrize(
    ("field", "sent", "at"),
    [
        ("id_number", {"kind": "1", "value": "110105194912310021"}, "value"),
        ("birth_date", {"value": "1950-01-01"}, "value"),
        ("birth_date", {"value": "soon"}, "value"),
        ("sex", {"value": "1"}, "value"),
        ("hired_on", {"value": "2014-05-06", "reason": ""}, "reason"),
        ("name", {"value": "孟静"}, "value"),
        ("bank_card", {"value": "12"}, "value"),
    ],
)
def test_impossible_values_are_refused_at_their_field(client, union, field, sent, at):
    worker = make.worker(union, id_kind="1", id_number="11010519491231002X", name="孟静")
    client.force_login(make.account(worker))
    answer = client.post(f"/my/data/{field}/", {"reason": "错了", "files": [scan()], **sent})
    assert answer.status_code == 422
    assert at in answer.context["form"].errors
    assert not ChangeRequest.objects.exists()


def test_only_one_request_a_field_is_open(client, worker):
    change = make.change_request(worker)
    with pytest.raises(NotAllowed, match="asked for this already"):
        make.change_request(worker)
    with pytest.raises(IntegrityError, match="one_open_change_a_field"), transaction.atomic():
        ChangeRequest.objects.create(member=worker, field="birth_date", due_on=change.due_on)
    corrections.withdraw_change(change, by=make.account(worker))
    assert make.change_request(worker).is_waiting


def test_a_request_is_due_in_three_working_days_and_shown_on_the_desk(client, worker, officer, settings):
    change = make.change_request(worker)
    assert change.due_on > change.asked_at.date()
    client.force_login(officer)
    assert change.get_absolute_url() in client.get("/desk/").content.decode()
    corrections.return_change(change, by=officer, reason="请附户口本")
    assert change.get_absolute_url() not in client.get("/desk/").content.decode()


def test_a_request_is_returned_only_with_a_reason_that_the_worker_reads(client, worker, officer):
    change = make.change_request(worker)
    client.force_login(officer)
    assert client.post(f"{change.get_absolute_url()}return/", {"reason": " "}).status_code == 422
    assert client.post(f"{change.get_absolute_url()}return/", {"reason": "请附户口本"}).status_code == 302
    client.force_login(make.account(worker))
    assert "请附户口本" in client.get(change.own_url).content.decode()
    worker.refresh_from_db()
    assert worker.birth_date is None


def test_nobody_decides_their_own_request(client, union):
    officer = make.officer(union)
    change = make.change_request(make.member(union, user=officer))
    for decide in (
        lambda: corrections.accept_change(change, by=officer),
        lambda: corrections.return_change(change, by=officer, reason="x"),
    ):
        with pytest.raises(NotAllowed, match="about themselves"):
            decide()
    client.force_login(officer)
    assert "accept/" not in client.get(change.get_absolute_url()).content.decode()
    assert change.get_absolute_url() not in client.get("/desk/").content.decode()


def test_where_the_register_has_changed_meanwhile_nothing_is_overwritten(client, worker, officer):
    change = make.change_request(worker)
    Member.objects.filter(pk=worker.pk).update(birth_date="1980-01-01")
    with pytest.raises(NotAllowed, match="changed since"):
        corrections.accept_change(change, by=officer)
    client.force_login(officer)
    assert "1980-01-01" in client.get(change.get_absolute_url()).content.decode()
    worker.refresh_from_db()
    change.refresh_from_db()
    assert (str(worker.birth_date), change.state) == ("1980-01-01", "waiting")


def test_accepting_a_value_that_another_member_has_is_refused_with_a_reason(worker, officer, client):
    change = make.change_request(worker, "employee_number", "T-9")
    make.member(employee_number="T-9")
    client.force_login(officer)
    answer = client.post(f"{change.get_absolute_url()}accept/", follow=True)
    assert "Another member has this employee number." in answer.content.decode()
    assert_refused(answer, "Another member has this employee number.", at=f"{change.get_absolute_url()}accept/")
    change.refresh_from_db()
    assert change.is_waiting


def test_a_decided_request_is_not_decided_again(worker, officer):
    change = make.change_request(worker)
    corrections.accept_change(change, by=officer)
    for again in (
        lambda: corrections.accept_change(change, by=officer),
        lambda: corrections.return_change(change, by=officer, reason="x"),
        lambda: corrections.withdraw_change(change, by=make.account(worker)),
    ):
        with pytest.raises(NotAllowed, match="decided or taken back already"):
            again()


def test_a_second_officer_reads_that_it_is_decided_and_keeps_what_was_typed(client, union, worker, officer):
    change = make.change_request(worker)
    corrections.accept_change(change, by=officer)
    client.force_login(make.officer(union))
    answer = client.post(f"{change.get_absolute_url()}return/", {"reason": "请附户口本"})
    assert_refused_first(answer, "This request has been decided or taken back already.", "请附户口本")
    assert_refused_first(
        client.post(f"{change.get_absolute_url()}accept/"), "This request has been decided or taken back already."
    )
    change.refresh_from_db()
    assert (change.state, change.answer) == ("accepted", "")


def test_a_worker_who_is_too_late_to_take_it_back_reads_so(client, worker, officer):
    change = make.change_request(worker)
    corrections.accept_change(change, by=officer)
    client.force_login(make.account(worker))
    answer = client.post(f"{change.own_url}withdraw/")
    assert_refused_first(answer, "This request has been decided or taken back already.")


def test_a_worker_sees_and_takes_back_only_their_own(client, worker):
    change = make.change_request(worker)
    client.force_login(make.account(make.worker()))
    assert client.get(change.own_url).status_code == 404
    assert client.post(f"{change.own_url}withdraw/").status_code == 404
    with pytest.raises(NotAllowed):
        corrections.withdraw_change(change, by=make.user())
    client.force_login(make.account(worker))
    assert client.post(f"{change.own_url}withdraw/").status_code == 302
    change.refresh_from_db()
    assert (change.state, change.decided_by) == ("withdrawn", None)


def test_member_since_is_corrected_with_its_period(worker, officer):
    Member.objects.filter(pk=worker.pk).update(state_since=None)
    corrections.accept_change(make.change_request(worker, "joined_on", "2014-05-06"), by=officer)
    assert str(worker.periods.get().starts_on) == "2014-05-06"


def test_the_list_takes_as_many_queries_for_many_as_for_few(client, union, officer, django_assert_max_num_queries):
    for _number in range(12):
        make.change_request(make.worker(union))
    client.force_login(officer)
    with django_assert_max_num_queries(12):
        assert client.get("/members/changes/?state=waiting&sort=due").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides(union, worker):
    change = make.change_request(worker)
    one, other = (ChangeRequest.objects.get(pk=change.pk) for _officer in range(2))
    outcomes = at_once(
        partial(corrections.accept_change, one, by=make.officer(union)),
        partial(corrections.return_change, other, by=make.officer(union), reason="x"),
    )
    assert len(refusals(outcomes)) == 1
    change.refresh_from_db()
    worker.refresh_from_db()
    assert (worker.birth_date is not None) == (change.state == "accepted")


def test_a_change_of_family_is_asked_for_as_text_and_entered_by_the_officer_before_accepting(client, worker, officer):
    client.force_login(make.account(worker))
    sent = {"value": "配偶 李青，1990年3月生", "reason": "结婚"}
    assert "stored only with your consent" in client.get("/my/data/family/").content.decode()
    assert client.post("/my/data/family/", sent).status_code == 422
    make.give_consent(worker, "family")
    assert client.post("/my/data/family/", sent).status_code == 302
    change = ChangeRequest.objects.get()
    client.force_login(officer)
    page = client.get(change.get_absolute_url()).content.decode()
    assert "配偶 李青" in page
    assert "accepted yet" in page
    assert f"{worker.get_absolute_url()}#family" in page
    answer = client.post(f"{change.get_absolute_url()}accept/", follow=True)
    assert "Nothing has been entered" in answer.content.decode()
    change.refresh_from_db()
    assert change.is_waiting
    save_kin(FamilyMember(member=worker, relation="spouse", name="李青"), by=officer)
    assert "accepted yet" not in client.get(change.get_absolute_url()).content.decode()
    assert client.post(f"{change.get_absolute_url()}accept/").status_code == 302
    change.refresh_from_db()
    assert change.state == "accepted"


def test_only_changes_of_family_since_the_request_allow_accepting_it(worker, officer):
    make.give_consent(worker, "family")
    kin = FamilyMember(member=worker, relation="spouse", name="李青")
    save_kin(kin, by=officer)
    change = make.change_request(worker, "family", "已离婚")
    with pytest.raises(NotAllowed, match="Nothing has been entered"):
        corrections.accept_change(change, by=officer)
    remove_kin(kin, by=officer, reason="离婚")
    assert corrections.accept_change(change, by=officer).state == "accepted"

"""A worker sees their own register entry and changes small fields at once."""

import pytest
from django.apps import apps

from members.own_data.actions.change_requests import correct_own
from members.personal_file import rules as personal_file
from members.personal_file.actions.corrections import correct_member
from members.register.actions import number_checks
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


@pytest.fixture
def worker(client):
    member = make.worker(name="孟静", id_kind="1", id_number=NUMBER, phone="13812341234")
    client.force_login(make.account(member))
    return member


def test_the_page_shows_every_field_in_words_with_numbers_masked(client, worker):
    page = client.get("/my/membership/data/")
    text = page.content.decode()
    shown = {row["field"] for _title, rows in page.context["data_sections"] for row in rows}
    assert shown == {*personal_file.AT_ONCE, *personal_file.ON_REQUEST} - {"family"}
    assert "110***********002X" in text
    assert "*******1234" in text
    assert NUMBER not in text


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("work_site", "西区泵站", "西区泵站"),
        ("education", "21", "21"),
        ("household_kind", "rural", "rural"),
        ("household_place", "山东省东营市", "山东省东营市"),
        ("native_place", "", ""),
        ("is_migrant", "True", True),
    ],
)
def test_a_small_field_is_changed_at_once_with_audit_event_and_history(client, worker, field, value, kept):
    type(worker).objects.filter(pk=worker.pk).update(native_place="河北")
    assert client.post(f"/my/data/{field}/", {"value": value}).status_code == 302
    worker.refresh_from_db()
    assert getattr(worker, field) == kept
    event = AuditEvent.objects.about(worker).get()
    assert (event.verb, event.actor, event.changes) == ("member.correct_own", worker.user, {"fields": [field]})
    assert apps.get_model("members.MemberEvent").objects.filter(pgh_obj=worker).exists()


def test_a_new_phone_opens_the_account_too(client, worker):
    assert client.post("/my/data/phone/", {"value": "139 0000 0000"}).status_code == 302
    worker.refresh_from_db()
    assert (worker.phone, worker.user.phone) == ("13900000000", "13900000000")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("0546", "A mobile number has 11 digits and begins with 1."),
        ("13800000000", "This number is registered already. If it is yours, ask your union to enter it."),
        ("13700000000", "This number is registered already. If it is yours, ask your union to enter it."),
        ("13812341234", "That is what the register says already."),
    ],
)
def test_a_wrong_phone_is_told_at_its_field_and_the_input_is_kept(client, worker, value, says):
    make.user(phone="13800000000")
    make.member(worker.unit, phone="13700000000")  # who has no account yet
    answer = client.post("/my/data/phone/", {"value": value})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"value": [says]}
    assert value in answer.content.decode()
    worker.refresh_from_db()
    assert worker.phone == "13812341234"
    assert not AuditEvent.objects.exclude(verb="member.check_number").exists()


def test_nobody_tries_out_whose_number_is_registered(client, worker):
    for number in range(number_checks.OWN_A_DAY):
        client.post("/my/data/phone/", {"value": f"1390000{number:04d}"})
    answer = client.post("/my/data/phone/", {"value": "13911112222"})
    assert answer.status_code == 422
    assert "Please go on tomorrow" in answer.context["form"].errors["value"][0]


def test_important_fields_and_those_of_others_are_not_changed_at_once(worker):
    with pytest.raises(NotAllowed):
        correct_own(worker, "name", "夏远", by=make.account(worker))
    with pytest.raises(NotAllowed):
        correct_own(worker, "phone", "13900000000", by=make.user())


def test_a_field_that_is_none_of_the_workers_answers_404(client, worker):
    assert client.get("/my/data/state/").status_code == 404
    assert client.get("/my/data/hardship/").status_code == 404


def test_an_account_without_membership_is_told_so(client):
    client.force_login(make.user())
    for page in ("/my/data/phone/", "/my/consents/"):
        assert "no membership yet" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("corrections", "says"),
    [
        ({"id_number": "110105194912310021"}, "This is no valid identity number."),
        ({"birth_date": None, "sex": "1"}, "another sex"),
        ({"id_number": "TAKEN1", "id_kind": "2"}, "Another member has this number."),
        ({"bank_card": "6222020200112345678"}, "only after its owner has agreed"),
    ],
)
def test_impossible_corrections_are_refused(worker, corrections, says):
    make.member(id_number="TAKEN1")
    with pytest.raises(NotAllowed, match=says):
        correct_member(worker, corrections, by=make.user(), reason="x")


def test_an_identity_number_sets_birth_date_and_sex_too(worker):
    number = make.identity_number(sex="1")
    changed = correct_member(worker, {"id_kind": "1", "id_number": number}, by=make.user(), reason="card read again")
    worker.refresh_from_db()
    assert worker.id_number.reveal() == number
    assert (worker.birth_date.isoformat(), worker.sex) == ("1990-03-07", "1")
    assert {"id_number", "birth_date", "sex"} <= set(changed)


def test_withdrawing_asks_on_a_page_that_says_what_follows_and_changes_nothing(client, worker):
    make.give_consent(worker, "bank_card")
    page = client.get("/my/consents/bank_card/").content.decode()
    assert 'name="given" value="no"' in page and 'href="/my/consents/"' in page
    assert worker.consents.latest("pk").given
    client.post("/my/consents/bank_card/", {"given": "no"})
    assert not worker.consents.latest("pk").given


def test_taking_a_request_back_asks_on_a_page_and_changes_nothing(client, worker):
    client.post("/my/data/ethnic_group/", {"value": "02", "reason": "登记有误"})
    change = worker.change_requests.get()
    page = client.get(f"{change.own_url}withdraw/")
    assert page.status_code == 200 and f'href="{change.own_url}"' in page.content.decode()
    client.get("/my/erasure/withdraw/")
    change.refresh_from_db()
    assert change.is_waiting
    client.post(f"{change.own_url}withdraw/")
    change.refresh_from_db()
    assert change.state == "withdrawn"

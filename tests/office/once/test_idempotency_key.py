"""`Idempotency-Key` on every POST of the API: carried out once in 24 hours for its account."""

from functools import partial

import pytest
import time_machine
from cryptography.fernet import Fernet, InvalidToken
from django.urls import reverse
from rest_framework.test import APIClient

from consultation.grievances.models import Grievance
from consultation.questions.models import Question
from members.authority.models import Appointment, User
from office.models import AuditEvent, OnceKey
from office.once.api import OncePerKeyMixin
from office.once.claims import Claim
from office.once.tasks import delete_expired_keys
from tests import factories as make
from tests.concurrency import at_once, results
from tests.people import api_client_of
from union_portal.api import router

ASK = {"kind": "consultation", "text": "年假怎么算", "topic": "hours", "title": "年假"}
WHERE = "/api/v1/questions/"
KEY = "7f6a3c1e-5d0b-4f27"


@pytest.fixture
def asker(branch):
    return make.account(make.worker(branch))


@pytest.fixture
def api_client(asker):
    return api_client_of(asker)


def post(client: APIClient, address: str = WHERE, key: str = KEY, **fields):
    return client.post(address, fields or ASK, format="json", headers={"Idempotency-Key": key})


@pytest.mark.parametrize("name", [name for name, _viewset, _base in router.registry])
def test_every_viewset_takes_the_key(name):
    (viewset,) = [viewset for given, viewset, _base in router.registry if given == name]
    assert issubclass(viewset, OncePerKeyMixin)


@pytest.mark.django_db
def test_the_schema_names_the_header_at_every_post_and_nowhere_else(superuser, client):
    paths = client.get(reverse("api_schema"), {"format": "json"}).json()["paths"]
    posts = 0
    for address, methods in paths.items():
        for method, told in methods.items():
            names = [one["name"] for one in told.get("parameters", ())]
            assert names.count("Idempotency-Key") == (method == "post"), address
            posts += method == "post"
    assert posts >= 5


@pytest.mark.django_db
def test_a_repeated_question_gets_the_stored_answer(api_client):
    first, again = post(api_client), post(api_client)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert "Idempotent-Replayed" not in first.headers and again.headers["Idempotent-Replayed"] == "true"
    assert Question.objects.count() == 1


@pytest.mark.django_db
def test_the_order_of_fields_makes_no_other_body(api_client):
    post(api_client)
    assert post(api_client, **dict(reversed(ASK.items()))).status_code == 201
    assert Question.objects.count() == 1


@pytest.mark.django_db
def test_another_body_or_address_under_the_same_key_is_refused(api_client):
    post(api_client)
    for answer in (post(api_client, **{**ASK, "text": "x"}), post(api_client, "/api/v1/grievances/")):
        assert answer.status_code == 422
    assert Question.objects.count() == 1 and not Grievance.objects.exists()


@pytest.mark.django_db
def test_other_keys_and_calls_without_one_act_each_time(api_client):
    for key in (KEY, f"{KEY}2", ""):
        assert post(api_client, key=key).status_code == 201
    assert Question.objects.count() == 3


@pytest.mark.django_db
def test_a_key_belongs_to_its_account(api_client, branch):
    post(api_client)
    other = api_client_of(make.account(make.worker(branch)))
    assert "Idempotent-Replayed" not in post(other).headers
    assert Question.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["k" * 101, f"{KEY}\0", "1", "k" * 15])
def test_a_key_that_is_none_is_refused(api_client, key):
    assert post(api_client, key=key).status_code == 400
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_a_refused_call_keeps_no_key(api_client):
    assert post(api_client, **{**ASK, "text": ""}).status_code == 400
    assert not OnceKey.objects.exists()
    assert post(api_client).status_code == 201


@pytest.mark.django_db
def test_a_caller_without_log_in_claims_nothing():
    assert post(APIClient()).status_code == 401
    assert not OnceKey.objects.exists()


@pytest.mark.django_db
def test_the_stored_answer_is_encrypted_and_kept_for_24_hours(api_client):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        number = post(api_client).json()["number"]
        assert number not in OnceKey.objects.get().answer
    with time_machine.travel("2026-11-03 09:59+08:00", tick=False):
        delete_expired_keys()
        assert post(api_client).headers["Idempotent-Replayed"] == "true"
    with time_machine.travel("2026-11-03 10:01+08:00", tick=False):
        assert "Idempotent-Replayed" not in post(api_client).headers
    assert Question.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_under_way_the_second_is_told_so(api_client, asker, monkeypatch):
    def locked_by_another(claim):
        return False

    monkeypatch.setattr(Claim, "try_lock", locked_by_another)
    answer = post(api_client)
    assert answer.status_code == 409 and answer.json()["detail"]
    assert not Question.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_ask_one_question(asker):
    answers = results(at_once(*[partial(post, api_client_of(asker)) for _time in range(20)]))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    assert AuditEvent.objects.filter(verb="question.ask").count() == Question.objects.count() == 1


@pytest.mark.django_db
def test_a_grant_is_received_once_with_the_same_answer(branch):
    worker = make.worker(branch)
    grant = make.issued_run(branch).grants.get(member=worker)
    client, address = api_client_of(make.account(worker)), f"/api/v1/my/grants/{grant.pk}/receive/"
    first, again = (client.post(address, headers={"Idempotency-Key": KEY}) for _time in range(2))
    assert first.status_code == 200 and first.json() == again.json()
    assert AuditEvent.objects.filter(verb="grant.receive").count() == 1


@pytest.fixture
def answered(branch, asker):
    """A desk counsellor, and their call that has answered a question, under KEY."""
    desk = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=desk)

    def call():
        # Read anew, as each request does: an instance keeps the rights that it has read.
        return post(api_client_of(User.objects.get(pk=desk.pk)), f"{WHERE}{question.pk}/answer/", text="五天")

    assert call().json()["number"] == question.number
    return desk, question, call


@pytest.mark.django_db
def test_whose_appointment_has_ended_gets_nothing_of_the_stored_case(answered):
    """The attack: GET and POST without a key answer 404, the same POST with its key gave the whole case for a day."""
    desk, question, call = answered
    Appointment.objects.filter(holder=desk).delete()
    again = call()
    assert question.number not in again.content.decode() and "五天" not in again.content.decode()
    assert again.status_code in (200, 403, 404)


@pytest.mark.django_db
def test_with_the_same_rights_a_case_that_has_moved_out_of_reach_is_not_shown_again(answered, union):
    _desk, question, call = answered
    assert call().json()["number"] == question.number
    Question.objects.filter(pk=question.pk).update(unit=make.unit("别处", parent=union))
    again = call()
    assert again.status_code == 200 and again.json()["code"] == "out_of_reach"
    assert question.number not in again.content.decode()
    assert AuditEvent.objects.filter(verb="question.answer").count() == 1


@pytest.mark.django_db
def test_a_dump_with_hash_key_and_a_guessed_key_does_not_read_an_answer(api_client, asker, settings):
    """The attack: a client takes keys that anybody guesses, and a thief has the dump and HASH_KEY."""
    post(api_client)
    (row,) = OnceKey.objects.all()
    claim = Claim(f"api {asker.pk}", KEY)
    assert claim.answer_of(row) is not None
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert claim.answer_of(row) is None
    # An operator who takes an old key out of ENCRYPTION_KEYS only makes the answer unknown: nothing is done again.
    assert post(api_client).status_code in (201, 422)
    with pytest.raises(InvalidToken):
        claim._cipher.decrypt(row.answer.encode())

"""While the database is away or the disk is full, every request is answered by a sentence that says what to do."""

import errno
import json

import psycopg2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from consultation.questions.models import Question
from office.encrypted_files.storage import EncryptedStorage
from office.models import Attachment
from tests import factories as make
from tests.people import api_client_of

pytestmark = pytest.mark.django_db
QUESTION = {"kind": "consultation", "topic": "other", "text": "年假怎么计算？"}


@pytest.fixture
def person(client):
    """A worker, logged in; errors of a view are answered, not raised."""
    user = make.account(make.worker())
    client.force_login(user)
    client.raise_request_exception = False
    return user


@pytest.fixture
def database_away(monkeypatch):
    """Let every query fail as when the server has gone, from the moment that the fixture's value is called."""

    def refused(*args, **options):
        raise OperationalError("server closed the connection unexpectedly")

    return lambda: monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", refused)


def test_a_page_says_that_the_database_is_away_and_when_to_come_again(client, person, database_away):
    database_away()
    answer = client.get("/my/questions/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "can&#x27;t reach its database" in answer.text and "Load the page again in half a minute" in answer.text
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_connection_that_breaks_in_a_statement_is_told_likewise(client, person, monkeypatch):
    """The driver then raises the base class of its errors, which Django hands on."""

    def broken(*args, **options):
        raise DatabaseError("server closed the connection unexpectedly") from psycopg2.DatabaseError("closed")

    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", broken)
    assert client.get("/my/questions/").status_code == 503


def test_an_error_that_django_itself_raises_so_is_a_fault(client, person, monkeypatch):
    def at_fault(*args, **options):
        raise DatabaseError("Save with update_fields did not affect any rows.")

    monkeypatch.setattr("consultation.questions.actions.ask_question", at_fault)
    assert client.post("/my/questions/new/", QUESTION).status_code == 500


def test_a_form_sent_meanwhile_is_told_that_sending_it_again_does_nothing_twice(client, person, database_away):
    database_away()
    answer = client.post("/my/questions/new/", QUESTION)
    assert answer.status_code == 503 and "it won&#x27;t be done twice" in answer.text


def test_the_admin_whose_forms_have_no_key_says_to_look_first(client, superuser, database_away):
    client.raise_request_exception = False
    database_away()
    answer = client.post("/admin/members/unit/add/", {})
    assert answer.status_code == 503 and "Look whether it was done before" in answer.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_speaks_the_language_that_was_chosen(client, person, database_away, chinese, settings, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    database_away()
    answer = client.get("/")
    heading = {"zh-hans": "<h1>门户暂时不能使用</h1>", "en": "<h1>Not available at the moment</h1>"}[language]
    assert answer.status_code == 503 and heading in answer.text
    assert f'<html lang="{language}">' in answer.text and answer.headers["Content-Language"] == language


def test_programs_get_json_with_a_code(person, database_away):
    machine = api_client_of(person)
    machine.raise_request_exception = False
    database_away()
    answer = machine.post("/api/v1/questions/", QUESTION, format="json")
    assert (answer.status_code, json.loads(answer.content)["code"]) == (503, "database_away")
    assert answer.headers["Retry-After"] == "30"


def test_an_anonymous_report_meanwhile_is_told_so_too(database_away):
    database_away()
    answer = Client(raise_request_exception=False).post("/report/", {"facts": "加班"})
    assert answer.status_code == 503 and "done in full or not at all" in answer.text


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_on_a_full_disk_a_file_is_refused_in_words_and_nothing_is_stored(client, person, monkeypatch, number):
    def full(*args, **options):
        raise OSError(number, "full")

    monkeypatch.setattr(EncryptedStorage, "_save", full)
    answer = client.post("/my/questions/new/", {**QUESTION, "attachments": SimpleUploadedFile("a.txt", b"a")})
    assert answer.status_code == 503 and "The disk for files is full" in answer.text
    assert not Question.objects.exists() and not Attachment.objects.exists()


def test_any_other_error_is_a_fault_of_the_portal(client, person, monkeypatch):
    monkeypatch.setattr("consultation.questions.models.Question.own_url", property(lambda self: 1 / 0))
    answer = client.post("/my/questions/new/", QUESTION)
    assert answer.status_code == 500 and "The fault is ours" in answer.text
    assert "Retry-After" not in answer.headers

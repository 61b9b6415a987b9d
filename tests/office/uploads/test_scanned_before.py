"""The virus scanner is asked before the transaction of an act is opened, whoever sends the file and by whatever way."""

import gc
import time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.urls import get_resolver

from consultation.grievances.models import Grievance
from consultation.questions.models import Question
from office.models import Attachment
from office.uploads import scanning
from office.uploads.actions import attach
from office.uploads.fields import FilesField, NamelessFilesField
from office.uploads.scanning import NotScanned, scan_files
from tests import factories as make
from tests.office.uploads.fake_scanner import says, scanner
from tests.people import api_client_of
from tests.refused import hidden_fields
from welfare.grants.models.signings import Signing

ASK = {"kind": "consultation", "topic": "wages", "title": "", "text": "拖欠工资"}
SIGN, SIGN_CALL = "/welfare/grants/sign/", "/api/v1/grants/sign/"
really = pytest.mark.django_db(transaction=True)


def pdf(name="a.pdf", content=b"%PDF-1.4 hello"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def asked(settings, tmp_path):
    """The daemon's list of whether a transaction was open when it was asked about a file."""
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    # Of the thread of the test, in which the test client runs the portal.
    portal, seen = connections["default"], []

    def answer(daemon, _content):
        seen.append(portal.in_atomic_block)
        daemon.sendall(b"stream: OK\0")

    with scanner(tmp_path / "clamd", answer):
        yield seen


@really
def test_of_a_question_with_its_key(asked, client, branch):
    client.force_login(make.account(make.worker(branch)))
    form = hidden_fields(client.get("/my/questions/new/"), "/my/questions/new/")
    assert form["once"]
    sent = client.post("/my/questions/new/", {**form, **ASK, "attachments": [pdf(), pdf("b.pdf")]})
    assert sent.status_code == 302 and asked == [False, False]
    assert [one.scanned for one in Question.objects.get().messages.get().attachments.all()] == [True, True]
    again = client.post("/my/questions/new/", {**form, **ASK, "attachments": [pdf(), pdf("b.pdf")]})
    assert again["Location"] == sent["Location"] and len(asked) == 2


@really
def test_of_an_anonymous_report(asked, client, branch):
    form = hidden_fields(client.get("/report/"), "/report/")
    fields = {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": ""}
    sent = client.post("/report/", {**form, **fields, "attachments": pdf("a.txt", b"text")})
    assert sent.status_code == 200 and asked == [False]
    assert Attachment.objects.get(object_id=Grievance.objects.get().pk).scanned


@really
@pytest.mark.parametrize("by_call", [False, True])
def test_of_scans_of_signed_sheets(asked, client, by_call):
    union = make.unit(kind="union")
    make.worker(union)
    run, officer = make.issued_run(union), make.officer(union)
    grants = list(run.grants.values_list("pk", flat=True))
    if by_call:
        sent = {"reason": "纸质签领", "sheets": [pdf()], "grants": grants}
        answer = api_client_of(officer).post(SIGN_CALL, sent, headers={"Idempotency-Key": "k" * 20})
        assert answer.status_code == 201, answer.content
    else:
        client.force_login(officer)
        address = f"{SIGN}?grant={grants[0]}"
        form = hidden_fields(client.get(address), SIGN)
        assert client.post(address, {**form, "reason": "纸质签领", "sheets": pdf()}).status_code == 302
    assert asked == [False] and Attachment.objects.get(object_id=Signing.objects.get().pk).scanned


@pytest.mark.django_db
def test_a_file_that_nobody_asked_about_is_not_stored(asked, caplog):
    person = make.user()
    with pytest.raises(NotScanned), transaction.atomic():
        attach(person, [pdf()], by=person)
    assert not asked and not Attachment.objects.exists() and "was not asked about" in caplog.text
    known = pdf()
    scan_files([known])
    assert attach(person, [known], by=person)[0].scanned and len(asked) == 1


@pytest.mark.django_db
@pytest.mark.slow
def test_all_files_of_one_form_wait_together_no_longer_than_one(settings, tmp_path, monkeypatch, client, branch):
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    monkeypatch.setattr(scanning, "SECONDS", 1)
    client.force_login(make.account(make.worker(branch)))
    with scanner(tmp_path / "clamd", lambda connection, content: time.sleep(3)):
        began = time.monotonic()
        files = [pdf(f"{number}.pdf") for number in range(5)]
        assert client.post("/my/questions/new/", {**ASK, "attachments": files}).status_code == 422
        assert time.monotonic() - began < 4


@pytest.mark.django_db
def test_what_a_visitor_sends_to_a_page_is_not_scanned(asked, client):
    client.post("/accounts/login/", {"login": "x", "attachments": pdf()})
    assert not asked


def test_each_form_names_its_files_so_that_they_are_scanned():
    assert get_resolver().url_patterns
    kinds, found = [forms.BaseForm], set()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        fields = getattr(kind, "base_fields", {})
        if kind.__module__.startswith("tests."):
            continue
        found |= {
            name
            for name, field in fields.items()
            if isinstance(field, FilesField) and not isinstance(field, NamelessFilesField)
        }
    assert len(found) >= 4 and found <= set(scanning.FIELDS)


def test_nothing_is_kept_of_a_file_once_its_request_is_over(settings, tmp_path):
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    gc.collect()
    before = len(scanning._answers)
    with scanner(tmp_path / "clamd", says(b"stream: Eicar FOUND")):
        file = pdf()
        scan_files([file])
        with pytest.raises(scanning.Infected):
            scanning.require_clean(file)
    del file
    gc.collect()
    assert len(scanning._answers) == before

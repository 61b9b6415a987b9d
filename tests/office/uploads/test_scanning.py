"""Where a virus scanner is set, nothing that it doesn't find clean is taken, and nothing is left out silently."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consultation.questions.models import Question
from office.models import Attachment
from office.uploads import scanning
from office.uploads.actions import attach
from tests import factories as make
from tests.office.uploads.fake_scanner import says, scanner

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 hello"
ASK = {"kind": "consultation", "topic": "wages", "title": "", "text": "拖欠工资"}


@pytest.fixture
def daemon(settings, tmp_path, monkeypatch):
    """`with daemon(answer) as seen:` runs a scanner, which the portal asks."""
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    monkeypatch.setattr(scanning, "SECONDS", 1)
    return lambda answer, **options: scanner(tmp_path / "clamd", answer, **options)


def files(*contents):
    return [SimpleUploadedFile(f"{number}.pdf", content) for number, content in enumerate(contents or [PDF])]


@pytest.fixture
def ask(client, branch, stored_files):
    """`ask()` sends a question with files and returns the answer's error at the files, "" where it was taken."""
    client.force_login(make.account(make.worker(branch)))

    def send(*contents):
        answer = client.post("/my/questions/new/", {**ASK, "attachments": files(*contents)})
        if answer.status_code == 302:
            return ""
        assert answer.status_code == 422 and "拖欠工资" in answer.content.decode()
        assert not Question.objects.exists() and not Attachment.objects.exists()
        assert not [path for path in stored_files.rglob("*") if path.is_file()]
        return answer.context["form"].errors["attachments"][0]

    return send


def test_a_clean_file_is_sent_whole_taken_and_marked(ask, daemon):
    large = PDF + b"x" * 200_000
    with daemon(says(b"stream: OK")) as seen:
        assert ask(large) == ""
    assert seen == [large]
    assert Attachment.objects.get().scanned


def test_an_infected_file_is_refused_by_name_and_none_of_its_form_is_kept(ask, daemon):
    def answer(connection, content):
        found = b"stream: Eicar-Test-Signature FOUND" if b"EICAR" in content else b"stream: OK"
        connection.sendall(found + b"\0")

    with daemon(answer) as seen:
        told = ask(PDF, PDF + b"EICAR")
    assert told.startswith("1.pdf contains a virus (Eicar-Test-Signature)")
    assert len(seen) == 2


def test_a_scanner_that_is_gone_takes_nothing(ask, settings, tmp_path):
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody")
    assert "can't be checked for viruses just now" in ask()
    settings.CLAMAV_SOCKET = "127.0.0.1:9"
    assert "can't be checked for viruses just now" in ask()


@pytest.mark.slow
def test_a_scanner_that_hangs_takes_nothing_and_keeps_nobody_waiting_long(ask, daemon):
    with daemon(lambda connection, content: time.sleep(3)):
        began = time.monotonic()
        assert "can't be checked for viruses just now" in ask()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("cut", [b"", b"stream: O"])
def test_a_scanner_that_ends_before_its_answer_takes_nothing(ask, daemon, cut):
    with daemon(lambda connection, content: connection.sendall(cut)):
        assert "can't be checked for viruses just now" in ask()


def test_a_file_too_large_for_the_scanner_is_refused_and_told_so(ask, daemon):
    with daemon(says(b"INSTREAM size limit exceeded. ERROR"), most=100_000):
        assert "is too large to be checked for viruses" in ask(PDF + b"x" * 3_000_000)


@pytest.mark.parametrize("answer", [b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND", b"stream: (null) FOUND"])
def test_a_file_beyond_the_limits_of_the_scanner_is_not_called_infected(ask, daemon, answer):
    with daemon(says(answer)):
        assert "is too large to be checked for viruses" in ask()


@pytest.mark.parametrize("answer", [b"stream: Can't allocate memory ERROR", b"UNKNOWN COMMAND", b"", b"OK"])
def test_an_answer_that_is_doubtful_takes_nothing(ask, daemon, answer):
    with daemon(says(answer)):
        assert "can't be checked for viruses just now" in ask()


def test_without_a_scanner_files_are_taken_and_not_marked(ask):
    assert ask() == ""
    assert not Attachment.objects.get().scanned


def test_files_of_an_anonymous_report_are_scanned_too(daemon, branch):
    person = make.user()
    with daemon(says(b"stream: OK")) as seen:
        (file,) = attach(person, [SimpleUploadedFile("a.txt", "拖欠".encode("gb18030"))], by=None, nameless=True)
    assert file.scanned and seen == ["拖欠".encode()]

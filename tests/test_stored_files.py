"""The thief of a disk or a backup: no number, card or name of a file lies in clear, while it is used or after.

And the disk that is full: the form comes back in words, and neither a row nor half a file is left.
"""

import errno
import io
import secrets
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consultation.grievances.models import Grievance
from consultation.questions.models import Question
from members.consents.models import Consent
from members.dues.models.payroll import PayrollFile
from members.dues.tasks import process_payroll_files
from members.importing.actions import processing
from members.importing.models.imports import ImportJob
from members.importing.tasks import process_imports
from members.own_data.models.change_requests import ChangeRequest
from members.personal_file.models.papers import MemberDocument
from members.register.models.member import Member
from office.encrypted_files import storage
from office.models import Attachment
from office.sheets import reading
from office.sheets.layouts import Layout, Table
from tests import factories as make
from tests.members.dues import payrolls
from tests.members.importing import rosters
from tests.people import log_in
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db
NAME, CARD = "司马相如", "6222020200112345678"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@pytest.fixture
def disk(stored_files, settings, tmp_path, monkeypatch):
    """Return the folders in which the portal may write files: its storage, and the one for temporary files.

    Every upload goes to disk, and every workbook is read by a process of its own.
    """
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(reading, "ROWS_FOR_A_PROCESS", 0)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    return stored_files, temporary


def spellings(word):
    """Return a word in each encoding, and as the references to characters that XML may hold in their place."""
    return [*(word.encode(encoding) for encoding in ENCODINGS), word.encode("ascii", "xmlcharrefreplace")]


def found_in(content, words):
    """Return those of `words` that are in `content`, in any encoding, or in the parts of a workbook or document."""
    found = {word for word in words if any(spelled in content for spelled in spellings(word))}
    at = content.find(b"PK\x03\x04")
    if at >= 0:
        try:
            with zipfile.ZipFile(io.BytesIO(content[at:])) as archive:
                for part in archive.namelist():
                    found |= found_in(archive.read(part), words)
        except zipfile.BadZipFile:
            pass
    return found


def lying(*folders):
    """Yield the content of every file below the folders, and of files without a name that processes have open there."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.read_bytes()
    for opened in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = str(opened.readlink())
            if target.startswith(tuple(map(str, folders))):
                yield opened.read_bytes()
        except OSError:
            continue


def clear_on(disk, words):
    return set().union(*(found_in(content, words) for content in lying(*disk)))


def docx(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return file.getvalue()


def test_the_search_of_these_tests_finds_what_lies_in_clear(disk):
    words = [NAME, CARD]
    folder = disk[0]
    folder.mkdir()
    for encoding in ENCODINGS:
        (folder / "a").write_bytes(NAME.encode(encoding))
        assert clear_on(disk, words) == {NAME}
    (folder / "a").write_bytes(docx(CARD))
    assert clear_on(disk, words) == {CARD}
    (folder / "a").write_bytes(rosters.book([rosters.row(name=NAME)]))
    assert clear_on(disk, words) == {NAME}
    (folder / "a").unlink()
    with tempfile.TemporaryFile() as unnamed:
        unnamed.write(CARD.encode())
        unnamed.flush()
        assert clear_on(disk, words) == {CARD}
    assert clear_on(disk, words) == set()


@pytest.mark.parametrize("kind", ["xlsx", "utf-8", "gb18030"])
def test_a_roster_lies_nowhere_in_clear_while_it_is_imported_and_after(client, union, disk, monkeypatch, kind):
    officer = log_in(client, union)
    number, phone = make.identity_number(), "13912340987"
    words = [number, NAME, phone]
    rows = [rosters.row(name=NAME, id_number=number, phone=phone), *(rosters.row() for _ in range(3))]
    if kind == "xlsx":
        content = rosters.book(rows)
    else:
        heads = [key for key in rows[0] if key != "phone"] + ["phone"]
        lines = [[rosters.COLUMNS[key] for key in heads], *([str(row[key]) for key in heads] for row in rows)]
        content = "\n".join(",".join(line) for line in lines).encode(kind)
    during = []
    check = processing.RosterProcessor.check

    def searched(self, read):
        during.append(clear_on(disk, words))
        return check(self, read)

    monkeypatch.setattr(processing.RosterProcessor, "check", searched)
    sent = {"unit": union.code, "mode": "update", "key": "id_number", "file": rosters.upload(content, f"roster.{kind}")}
    answer = client.post("/members/imports/new/", sent)
    job = ImportJob.objects.get()
    assert answer.headers["Location"] == job.get_absolute_url()
    assert found_in(content, words) == set(words)
    assert clear_on(disk, words) == set()
    process_imports()
    job.refresh_from_db()
    assert (job.state, job.rows, job.rejected, during) == ("checked", 4, 0, [set()])
    assert NAME in str(rows_of(client.get(f"{job.get_absolute_url()}result/")))
    client.force_login(officer)
    client.post(f"{job.get_absolute_url()}confirm/", {})
    process_imports()
    assert Member.objects.filter(name=NAME).exists()
    assert clear_on(disk, words) == set()
    assert tar_of(disk[0], words) == set()


def tar_of(folder, words):
    """Make a backup of the folder as README.md says; return those of `words` that it holds."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as backup:
        backup.add(folder, "files")
    return found_in(file.getvalue(), words)


def test_a_payroll_lies_nowhere_in_clear_and_goes_with_its_last_row(
    client, union, disk, django_capture_on_commit_callbacks
):
    log_in(client, union, "finance_officer")
    charge = make.charge(make.member(union, name=NAME, employee_number="GH-778812"))
    words = [NAME, "GH-778812"]
    file = payrolls.upload([payrolls.row(charge)])
    sent = {"unit": union.code, "month": "2026-09", "paid_on": "2026-09-15", "file": file}
    assert client.post("/members/dues/files/new/", sent).status_code == 302
    assert len(list(disk[0].rglob("payroll/*"))) == 1
    assert clear_on(disk, words) == set()
    with django_capture_on_commit_callbacks(execute=True):
        process_payroll_files()
    payroll = PayrollFile.objects.get()
    assert (payroll.state, payroll.file.name, payroll.rows.count()) == ("checked", "", 1)
    assert not list(disk[0].rglob("payroll/*"))


def test_attachments_lie_nowhere_in_clear_and_come_back_as_they_were(client, branch, disk):
    words = [NAME, CARD]
    contents = {
        "a.txt": f"{NAME} {CARD}".encode(),
        "b.txt": f"{NAME} {CARD}".encode("utf-16"),
        "c.docx": docx(f"{NAME} {CARD}"),
    }
    client.force_login(make.account(make.worker(branch)))
    files = [SimpleUploadedFile(name, content) for name, content in contents.items()]
    client.post("/my/questions/new/", {**ask(), "attachments": files})
    question = Question.objects.get()
    assert Attachment.objects.count() == 3
    assert clear_on(disk, words) == set()
    assert tar_of(disk[0], words) == set()
    for kept in Attachment.objects.all():
        answer = client.get(f"{question.own_url}files/{kept.pk}/")
        assert answer.getvalue() == contents[kept.name]
        assert answer.headers["Content-Length"] == str(len(contents[kept.name]))


def ask():
    return {"kind": "consultation", "topic": "wages", "title": "", "text": "拖欠工资"}


@pytest.mark.parametrize("attack", ["changed", "cut off", "in clear", "of another"])
def test_a_file_that_was_touched_on_disk_is_answered_in_words(client, branch, disk, attack):
    client.force_login(make.account(make.worker(branch)))
    client.raise_request_exception = False
    files = [SimpleUploadedFile(f"{number}.txt", bytes([65 + number]) * 200_000) for number in range(2)]
    client.post("/my/questions/new/", {**ask(), "attachments": files})
    first, second = Attachment.objects.order_by("pk")
    path = Path(first.file.path)
    stored = path.read_bytes()
    path.write_bytes(
        {
            "changed": stored[:-100] + bytes(100),
            "cut off": stored[:100_000],
            "in clear": b"A" * 200_000,
            "of another": Path(second.file.path).read_bytes(),
        }[attack]
    )
    answer = client.get(f"{Question.objects.get().own_url}files/{first.pk}/")
    assert answer.status_code == 500
    assert "was changed or cut off, or its key is missing" in answer.content.decode()
    assert client.get(f"{Question.objects.get().own_url}files/{second.pk}/").getvalue() == b"B" * 200_000


def test_a_result_workbook_of_a_touched_roster_is_answered_in_words(client, union, disk):
    log_in(client, union)
    client.raise_request_exception = False
    file = rosters.upload(rosters.book([rosters.row()]))
    client.post("/members/imports/new/", {"unit": union.code, "mode": "update", "key": "id_number", "file": file})
    process_imports()
    job = ImportJob.objects.get()
    Path(job.file.path).write_bytes(b"x")
    assert "was changed or cut off" in client.get(f"{job.get_absolute_url()}result/").content.decode()


def test_a_roster_touched_while_a_process_reads_it_fails_in_words(client, union, disk, monkeypatch):
    job = ImportJob.objects.create(
        unit=union,
        file=rosters.upload(rosters.book([rosters.row(name=secrets.token_hex(150)) for _ in range(2000)])),
        file_name="x.xlsx",
        layout=Layout([Table("会员信息", 1, {0: "name"})]).as_json(),
        total_rows=2000,
    )
    path = Path(job.file.path)
    stored = path.read_bytes()
    assert len(stored) > 2 * 65_536
    # A chunk in the middle: the first and the last one are as they were.
    path.write_bytes(stored[:70_000] + bytes(1000) + stored[71_000:])
    process_imports()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.failure.startswith("The stored file can't be read: it was changed or cut off")


STORY = {"category": "wages", "facts": "拖欠工资"}


def pdf(name="a.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 x")


@pytest.fixture
def full_disk(disk, monkeypatch):
    """Let the disk be full half way through the second file that is stored; return the function that fills it."""
    begun: list[object] = []

    class Full(storage.Encryptor):
        def __init__(self, *what):
            super().__init__(*what)
            begun.append(self)

        def finish(self):
            if len(begun) > 1:
                self._out.write(bytes(self._waiting))
                raise OSError(errno.ENOSPC, "No space left on device")
            super().finish()

    def fill(*, files=1):
        """Let only so many more files be stored."""
        begun[:] = [None] * (1 - files)

    monkeypatch.setattr(storage, "Encryptor", Full)
    return fill


def refused_for_want_of_room(answer, field, folder):
    """Return whether the answer says at the field that nothing was stored, and nothing was."""
    assert answer.status_code == 422
    (sentence,) = answer.context["refused"].errors[field]
    assert sentence.startswith("The file could not be stored: the portal's disk is full")
    return sentence in answer.content.decode().replace("&#x27;", "'") and not list(lying(folder))


def test_on_a_full_disk_rosters_and_payrolls_are_refused_at_their_field(client, union, disk, full_disk):
    log_in(client, union)
    full_disk(files=0)
    file = rosters.upload(rosters.book([rosters.row()]))
    roster = {"unit": union.code, "mode": "update", "key": "id_number", "file": file}
    assert refused_for_want_of_room(client.post("/members/imports/new/", roster), "file", disk[0])
    log_in(client, union, "finance_officer")
    charge = make.charge(make.member(union))
    payroll = {"unit": union.code, "month": "2026-09", "paid_on": "2026-09-15"}
    payroll["file"] = payrolls.upload([payrolls.row(charge)])
    assert refused_for_want_of_room(client.post("/members/dues/files/new/", payroll), "file", disk[0])
    assert not ImportJob.objects.exists()
    assert not PayrollFile.objects.exists()


def test_on_a_disk_that_is_full_at_the_second_attachment_none_is_left(client, branch, disk, full_disk):
    worker = make.worker(branch)
    client.force_login(make.account(worker))
    for address, sent in (("/my/questions/new/", ask()), ("/my/grievances/new/", STORY)):
        full_disk()
        answer = client.post(address, {**sent, "attachments": [pdf(), pdf()]})
        assert refused_for_want_of_room(answer, "attachments", disk[0]), address
    full_disk()
    change = {"value": "孟婧", "reason": "录入有误", "files": [pdf(), pdf()]}
    assert refused_for_want_of_room(client.post("/my/data/name/", change), "files", disk[0])
    client.force_login(make.officer(branch))
    full_disk()
    consent = {"purpose": "notice", "given": "yes", "sheet": [pdf(), pdf()]}
    assert refused_for_want_of_room(client.post(f"/members/{worker.pk}/consents/", consent), "sheet", disk[0])
    full_disk()
    document = {"kind": "other", "scans": [pdf(), pdf()]}
    assert refused_for_want_of_room(client.post(f"/members/{worker.pk}/documents/", document), "scans", disk[0])
    for model in (Attachment, Question, Grievance, ChangeRequest, Consent, MemberDocument):
        assert not model.objects.exists(), model


def test_an_anonymous_report_on_a_full_disk_is_refused_and_may_be_sent_again(client, branch, disk, full_disk):
    report = {"unit": branch.pk, **STORY, "website": ""}
    full_disk(files=0)
    answer = client.post("/report/", {**report, "attachments": SimpleUploadedFile("a.txt", "拖欠".encode())})
    assert refused_for_want_of_room(answer, "attachments", disk[0])
    assert not Grievance.objects.exists()
    full_disk()
    again = client.post("/report/", {**report, "attachments": SimpleUploadedFile("a.txt", "拖欠".encode())})
    assert again.status_code == 200
    assert Attachment.objects.get().file.size == 6

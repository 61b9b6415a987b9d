"""A file has two faces: the original as it was received, and the clean copy that is worked with."""

import hashlib
import io

import pi_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image

from office.encrypted_files.storage import file_storage
from office.models import Attachment, AuditEvent
from office.semaphores import held
from office.uploads import actions, clean_copies, serving
from office.uploads.rules import CopyState
from tests import factories as make
from tests.office.uploads import file_samples as samples

pytestmark = pytest.mark.django_db
JPEG = samples.jpeg()


@pytest.fixture
def asker(branch):
    return make.account(make.worker(branch))


@pytest.fixture
def counsellor(branch):
    return make.officer(branch, post="desk_counsellor")


def upload(name="工资条.jpg", content=JPEG):
    return SimpleUploadedFile(name, content)


def sent(*files, **options):
    person = make.user()
    return actions.attach(person, files or [upload()], by=person, **options)


def read(response):
    """Return what a response sends, and close its file."""
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content


def stored(field):
    with field.open("rb") as file:
        return file.read()


def traces(content):
    return [trace for trace in samples.TRACES if trace in content]


def test_the_original_is_stored_as_it_came_with_its_sum_and_the_copy_without_traces():
    (file,) = sent()
    assert file.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert file.is_sealed_at_receipt
    assert file.copy_state == CopyState.DUE
    seen = read(serving.download(file))
    assert traces(JPEG) and not traces(seen)
    with Image.open(io.BytesIO(seen)) as image:
        assert image.size == samples.SIZE
    file.refresh_from_db()
    assert (file.copy_state, file.copy_size, file.read_size) == (CopyState.MADE, len(seen), len(seen))
    assert stored(file.file) == JPEG
    assert read(serving.download_original(file)) == JPEG


@pytest.mark.parametrize(
    ("name", "content", "read_as", "kind"),
    [
        ("a.jpeg", samples.jpeg_of_two_pictures(), "a.jpg", "JPEG"),
        ("a.png", samples.png(), "a.png", "PNG"),
        ("微信图片.webp", samples.webp(), "微信图片.webp", "WEBP"),
        ("a.gif", samples.encoded(samples.picture(), "GIF"), "a.png", "PNG"),
    ],
)
def test_every_kind_of_picture_gets_a_copy_that_says_what_it_is(name, content, read_as, kind):
    (file,) = sent(upload(name, content))
    seen = read(serving.download(file))
    assert file.read_name == read_as
    with Image.open(io.BytesIO(seen)) as image:
        assert image.format == kind
    assert not traces(seen)


def test_the_library_for_photos_of_iphones_only_reads():
    assert not hasattr(pi_heif, "from_pillow") or "x265" not in str(pi_heif.libheif_info())


def test_a_pdf_is_read_as_it_was_sent():
    (file,) = sent(upload("a.pdf", samples.pdf()))
    assert file.copy_state == CopyState.NONE
    assert read(serving.download(file)) == samples.pdf()


def test_a_file_is_always_a_download_whose_scripts_never_run(client, branch):
    asker = make.account(make.worker(branch))
    question = make.question(asker, attachments=[upload()])
    client.force_login(asker)
    answer = client.get(f"{question.own_url}files/{Attachment.objects.get().pk}/")
    read(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "0" * 64},
        {"name": "other.jpg"},
        {"file": "attachments/other.jpg"},
        {"size": 1},
        {"object_id": 1},
        {"scanned": True},
        {"sealed_at": None},
        {"copy_state": "none"},
        {"copy": "copies/x.jpg", "copy_size": 1},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_database_refuses_to_alter_a_sealed_row(changes):
    (file,) = sent()
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Attachment.objects.filter(pk=file.pk).update(**changes)


def test_a_copy_is_written_once():
    (file,) = sent()
    actions.ensure_copy(file)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Attachment.objects.filter(pk=file.pk).update(copy="copies/other.jpg")
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Attachment.objects.filter(pk=file.pk).update(copy_state="due", copy="", copy_size=None)


def test_the_sweep_makes_copies_that_nobody_has_opened_yet():
    (file,) = sent()
    assert Attachment.objects.work().waiting == 1
    assert actions.make_due_copies() == 1
    file.refresh_from_db()
    assert file.copy_state == CopyState.MADE
    assert actions.make_due_copies() == Attachment.objects.work().waiting == 0


def test_of_two_that_make_a_copy_at_once_one_is_kept_and_no_file_is_left(stored_files):
    (file,) = sent()
    late = Attachment.objects.get(pk=file.pk)
    actions.ensure_copy(file)
    actions.ensure_copy(late)
    assert late.copy.name == file.copy.name
    assert len(list(stored_files.rglob("copies/*"))) == 1


def test_a_picture_of_which_no_copy_can_be_made_is_told_in_words_and_kept(client, branch):
    asker = make.account(make.worker(branch))
    question = make.question(asker, attachments=[upload(content=b"\xff\xd8\xff\xe1cut")])
    file = Attachment.objects.get()
    client.force_login(asker)
    answer = client.get(f"{question.own_url}files/{file.pk}/")
    assert answer.status_code == 404
    assert "No clean copy of this picture can be made" in answer.content.decode()
    file.refresh_from_db()
    assert file.copy_state == CopyState.FAILED
    assert read(serving.download_original(file)) == b"\xff\xd8\xff\xe1cut"


def test_while_too_many_copies_are_being_made_the_page_says_when_to_come_back(client, branch, monkeypatch):
    asker = make.account(make.worker(branch))
    question = make.question(asker, attachments=[upload()])
    client.force_login(asker)
    busy = clean_copies.CLEANERS.__class__("busy", most=1, seconds=60)
    monkeypatch.setattr(clean_copies, "CLEANERS", busy)
    address = f"{question.own_url}files/{Attachment.objects.get().pk}/"
    with held(busy):
        answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    answer = client.get(address)
    assert answer.status_code == 200 and read(answer)


def test_of_an_anonymous_report_there_is_no_original_but_the_clean_copy():
    (file,) = sent(nameless=True)
    assert (file.copy_state, file.copy.name) == (CopyState.NONE, "")
    assert not traces(stored(file.file))
    assert file.sealed_at == file.added_at and file.sealed_at.minute == file.sealed_at.second == 0


def test_the_original_is_opened_for_a_reason_and_the_audit_log_says_so(client, asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor, attachments=[upload()])
    file = Attachment.objects.get()
    client.force_login(counsellor)
    assert f"/files/{file.pk}/original/" in client.get(question.get_absolute_url()).content.decode()
    page = client.get(f"/files/{file.pk}/original/")
    assert file.sha256 in page.content.decode()
    refused = client.post(f"/files/{file.pk}/original/", {"reason": ""})
    assert refused.status_code == 422
    assert not AuditEvent.objects.filter(verb="attachment.open_original").exists()
    answer = client.post(f"/files/{file.pk}/original/", {"reason": "核对拍摄时间"})
    assert read(answer) == JPEG
    event = AuditEvent.objects.get(verb="attachment.open_original")
    assert (event.actor, event.reason, event.unit, event.object_id) == (
        counsellor,
        "核对拍摄时间",
        question.unit,
        question.pk,
    )
    assert event.changes == {"file": file.pk, "sha256": file.sha256}


def test_neither_the_asker_nor_a_foreign_counsellor_opens_the_original(client, asker, counsellor):
    make.question(asker, tier="general", by=counsellor, attachments=[upload()])
    address = f"/files/{Attachment.objects.get().pk}/original/"
    foreign = make.officer(make.unit(), post="desk_counsellor")
    for other in (asker, foreign):
        client.force_login(other)
        assert client.get(address).status_code == client.post(address, {"reason": "x"}).status_code == 404


def test_an_original_that_is_another_one_than_was_received_is_not_sent(client, asker, counsellor):
    make.question(asker, tier="general", by=counsellor, attachments=[upload()])
    file = Attachment.objects.get()
    file_storage().write_encrypted(str(file.file.name), [b"\xff\xd8\xff another picture"])
    client.force_login(counsellor)
    client.raise_request_exception = False
    answer = client.post(f"/files/{file.pk}/original/", {"reason": "核对"})
    assert answer.status_code == 500
    assert "was changed or cut off" in answer.content.decode()


def test_files_from_before_there_were_sums_are_sealed_by_the_sweep():
    (file,) = sent()
    old = Attachment(about=file.about, name=file.name, size=file.size, file=file.file.name)
    old.save()
    assert actions.seal_old_files() == 1
    old.refresh_from_db()
    assert old.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert old.sealed_at and not old.is_sealed_at_receipt


def test_deleting_takes_both_faces(stored_files, django_capture_on_commit_callbacks):
    (file,) = sent()
    actions.ensure_copy(file)
    assert len([path for path in stored_files.rglob("*") if path.is_file()]) == 2
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_files_on_commit([file])
    assert not [path for path in stored_files.rglob("*") if path.is_file()]

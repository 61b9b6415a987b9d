"""Uploads above Django's limit for memory wait encrypted, and one that can't be written is refused at its field."""

import io
import tempfile
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory

from office.encrypted_files import uploads
from office.encrypted_files.uploads import BrokenUpload, EncryptedUpload
from office.forms import SheetField
from office.uploads.fields import FilesField

CLEAR = b"370502199001011234,"
LARGE = CLEAR * 200_000  # 3.8 MB


class Form(forms.Form):
    file = SheetField()


class ManyForm(forms.Form):
    attachments = FilesField()


@pytest.fixture
def spooled(settings, tmp_path, monkeypatch):
    """Keep what is written for uploads under a name, in the folder returned; uploads are otherwise as always."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path

    def named(**options):
        return tempfile.NamedTemporaryFile(delete=False, **options)

    monkeypatch.setattr(uploads.tempfile, "TemporaryFile", named)
    return tmp_path


@pytest.fixture
def post():
    """Return a function that makes the request of a form with a file; after the test their files are closed."""
    requests = []

    def make(content, name="roster.csv", field="file"):
        requests.append(RequestFactory().post("/", {field: SimpleUploadedFile(name, content)}))
        return requests[-1]

    yield make
    for request in requests:
        request.close()


def test_a_large_upload_lies_nowhere_in_clear(spooled, post):
    upload = post(LARGE).FILES["file"]
    assert isinstance(upload, EncryptedUpload)
    assert (upload.name, upload.size, upload.read()) == ("roster.csv", len(LARGE), LARGE)
    (lying,) = spooled.iterdir()
    assert lying.stat().st_size > len(LARGE)
    assert CLEAR not in lying.read_bytes()


def test_what_waits_for_its_view_has_no_name_on_disk(settings, tmp_path, post):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    upload = post(LARGE).FILES["file"]
    assert list(tmp_path.iterdir()) == []
    assert upload.read(19) == CLEAR
    assert not hasattr(upload, "temporary_file_path")


def test_a_small_upload_stays_in_memory(spooled, post):
    assert post(CLEAR).FILES["file"].read() == CLEAR
    assert list(spooled.iterdir()) == []


class FullFile(io.BytesIO):
    """A file on a disk that is full after so many bytes."""

    def __init__(self, room, **options):
        super().__init__()
        self.room = room

    def write(self, data):
        if self.tell() + len(data) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 1_000_000, 3_799_999])
def test_an_upload_that_meets_a_full_disk_is_refused_at_its_field(monkeypatch, room, post):
    monkeypatch.setattr(uploads.tempfile, "TemporaryFile", lambda **options: FullFile(room))
    request = post(LARGE)
    assert isinstance(request.FILES["file"], BrokenUpload)
    form = Form(request.POST, request.FILES)
    assert "disk is full" in str(form.errors["file"])
    several = post(LARGE, "a.txt", "attachments")
    assert "disk is full" in str(ManyForm(several.POST, several.FILES).errors["attachments"])


def test_without_a_folder_for_temporary_files_an_upload_is_refused_at_its_field(settings, post):
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    request = post(LARGE)
    assert "disk is full" in str(Form(request.POST, request.FILES).errors["file"])


def test_an_upload_that_breaks_off_closes_its_file(settings, tmp_path, monkeypatch, post):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    opened = []

    def remembered(**options):
        opened.append(io.BytesIO())
        return opened[-1]

    def stopped(self, data, start):
        raise StopUpload(connection_reset=True)

    monkeypatch.setattr(uploads.tempfile, "TemporaryFile", remembered)
    monkeypatch.setattr(uploads.EncryptedUploadHandler, "receive_data_chunk", stopped)
    assert not post(LARGE).FILES
    assert [file.closed for file in opened] == [True]


def test_no_setting_and_no_code_writes_uploads_by_djangos_own_handler(settings):
    assert settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "office.encrypted_files.uploads.EncryptedUploadHandler",
    ]
    root = Path(settings.BASE_DIR)
    written = [
        str(path.relative_to(root))
        for app in ("office", "members", "welfare", "consultation", "union_portal")
        for path in (root / app).rglob("*.py")
        if "tempfile" in path.read_text()
    ]
    assert sorted(written) == ["office/encrypted_files/storage.py", "office/encrypted_files/uploads.py"]

"""How large each kind of file may be, told before anybody chooses one."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from members.personal_file.forms.person import HonourForm
from office.uploads.fields import FilesField, NamelessFilesField
from office.uploads.rules import KINDS
from welfare.handing_out.forms import SignManyForm

MB = 1024 * 1024
MOVIE = b"\x00\x00\x00\x18ftypmp42"
SIZES = {
    ".jpg": (15, b"\xff\xd8\xff\xe0"),
    ".jpeg": (15, b"\xff\xd8\xff\xe0"),
    ".png": (15, b"\x89PNG\r\n\x1a\n"),
    ".webp": (15, b"RIFF\x00\x00\x00\x00WEBPVP8 "),
    ".gif": (15, b"GIF89a"),
    ".heic": (15, b"\x00\x00\x00\x18ftypheic"),
    ".heif": (15, b"\x00\x00\x00\x18ftypheic"),
    ".mp4": (20, MOVIE),
    ".pdf": (10, b"%PDF-1.4 "),
    ".docx": (10, b"PK\x03\x04"),
    ".xlsx": (10, b"PK\x03\x04"),
    ".doc": (10, b"\xd0\xcf\x11\xe0"),
    ".xls": (10, b"\xd0\xcf\x11\xe0"),
    ".txt": (10, b"text"),
    ".mp3": (10, b"ID3\x03"),
    ".amr": (10, b"#!AMR\n"),
    ".m4a": (10, b"\x00\x00\x00\x18ftypM4A "),
}


class Form(forms.Form):
    attachments = FilesField()


class NamelessForm(forms.Form):
    attachments = NamelessFilesField()


def errors_of(kind, suffix, size):
    begins = SIZES[suffix][1]
    file = SimpleUploadedFile(f"a{suffix}", begins.ljust(size, b" "))
    return kind({}, MultiValueDict({"attachments": [file]})).errors.get("attachments", [])


def test_every_kind_is_in_the_table():
    assert set(SIZES) == set(KINDS)


@pytest.mark.parametrize("suffix", SIZES)
def test_each_kind_is_taken_up_to_its_size_and_no_larger(suffix):
    most = SIZES[suffix][0] * MB
    assert errors_of(Form, suffix, most) == []
    (told,) = errors_of(Form, suffix, most + 1)
    assert told.endswith(f" is larger than {SIZES[suffix][0]}.0\xa0MB.")


@pytest.mark.parametrize("suffix", [".jpg", ".pdf"])
def test_of_an_anonymous_report_each_is_taken_up_to_10_mb(suffix):
    assert errors_of(NamelessForm, suffix, 10 * MB) == []
    assert errors_of(NamelessForm, suffix, 10 * MB + 1)


FORMS = ((Form, "attachments"), (HonourForm, "scans"), (SignManyForm, "sheets"))


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_forms_of_officers_tell_the_same_sizes(form, field):
    told = "each at most: photos 15 MB, PDF 10 MB, Word and Excel 10 MB, text 10 MB, sound 10 MB, video 20 MB."
    assert str(form.base_fields[field].help_text).endswith(told)


@pytest.mark.parametrize(("form", "field"), FORMS)
def test_they_tell_them_in_chinese(form, field, chinese):
    told = "照片 15 MB、PDF 10 MB、Word 和 Excel 10 MB、文本 10 MB、录音 10 MB、视频 20 MB。"
    with translation.override("zh-hans"):
        assert str(form.base_fields[field].help_text).endswith(told)

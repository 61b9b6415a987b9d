import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from office.uploads.actions import attach
from office.uploads.fields import MAX_BYTES, MAX_FILES, FilesField
from tests import factories as make

PDF = b"%PDF-1.4 hello"


class Form(forms.Form):
    attachments = FilesField()


def errors_of(*files):
    form = Form({}, MultiValueDict({"attachments": list(files)}))
    return form.errors.get("attachments", [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("照片.JPG", b"\xff\xd8\xff\xe0rest"),
        ("a.png", b"\x89PNG\r\n\x1a\nrest"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic"),
        ("a.docx", b"PK\x03\x04rest"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest"),
        ("a.txt", "随便".encode()),
        ("a.amr", b"#!AMR\nrest"),
    ],
)
def test_files_that_workers_have_are_taken(name, content):
    assert not errors_of(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg>"),
        ("a", b"x"),
        ("a.pdf", b"MZ not a pdf"),
        ("a.jpg", b"<html>"),
        ("a.docx", b"%PDF"),
        ("a.pdf", b""),
    ],
)
def test_other_files_are_refused_in_words(name, content):
    assert errors_of(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("微信图片.jfif", b"\xff\xd8\xff\xe0rest", "微信图片.jpg"),
        ("mmexport1.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "mmexport1.webp"),
        ("mmexport2.jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "mmexport2.webp"),
        ("截图.JPG", b"\x89PNG\r\n\x1a\nrest", "截图.png"),
        ("IMG_1.JPG", b"\x00\x00\x00\x18ftypheic", "IMG_1.heic"),
        ("mmexport3", b"\xff\xd8\xff\xe0rest", "mmexport3.jpg"),
        ("scan.jpeg", b"\xff\xd8\xff\xe0rest", "scan.jpeg"),
    ],
)
def test_a_picture_is_taken_for_what_it_is_however_a_phone_names_it(name, content, kept):
    form = Form({}, MultiValueDict({"attachments": [SimpleUploadedFile(name, content)]}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["attachments"][0].name == kept


def test_what_cannot_be_taken_says_how_to_send_it_all_the_same():
    (told,) = errors_of(SimpleUploadedFile("a.tiff", b"II*\0"))
    assert "a.tiff" in told
    assert "screenshot" in told


def test_a_file_too_large_and_too_many_files_are_refused():
    assert errors_of(SimpleUploadedFile("a.txt", b"x" * (MAX_BYTES + 1)))
    assert errors_of(*(SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(MAX_FILES + 1)))
    assert not errors_of(*(SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(MAX_FILES)))


def test_a_form_without_files_is_valid():
    form = Form({}, MultiValueDict())
    assert form.is_valid()
    assert form.cleaned_data["attachments"] == []


@pytest.mark.django_db
def test_the_path_of_a_stored_file_reveals_nothing():
    person = make.user()
    (kept,) = attach(person, [SimpleUploadedFile("../../工资条.pdf", PDF)], by=person)
    assert kept.name == "工资条.pdf"
    path = str(kept.file.name)
    assert "工资条" not in path
    assert path.startswith("attachments/")
    assert kept.size == len(PDF)

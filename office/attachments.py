"""Files that people upload: checked, stored outside of any URL, and downloaded through pages that check rights."""

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Unpack

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.days import full_hour
from office.encrypted_files.storage import FileNotStored
from office.encrypted_files.uploads import require_whole
from office.errors import NotAllowed
from office.models import Attachment
from office.nameless_files import CLEANED, NamelessFile, nameless_copies, require_cleanable
from office.types import FieldOptions, Upload

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Suffix → the offset and the possible first bytes of such a file; without any, the content is not checked.
KINDS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    ".pdf": (0, (b"%PDF",)),
    ".jpg": (0, (b"\xff\xd8\xff",)),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
    ".webp": (8, (b"WEBP",)),
    ".gif": (0, (b"GIF87a", b"GIF89a")),
    ".heic": (4, (b"ftyp",)),
    ".docx": (0, (ZIP,)),
    ".xlsx": (0, (ZIP,)),
    ".doc": (0, (OLE,)),
    ".xls": (0, (OLE,)),
    ".txt": (0, ()),
    ".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".m4a": (4, (b"ftyp",)),
    ".mp4": (4, (b"ftyp",)),
    ".amr": (0, (b"#!AMR",)),
}
# Pictures are told by their content: phones and browsers save JPEG as .jfif, WeChat saves WebP as .jpg or without a
# suffix.
PICTURES = (".jpg", ".png", ".webp", ".gif")
PICTURE_SUFFIXES = (*PICTURES, "", ".jpeg", ".jpe", ".jfif", ".jfi", ".pjpeg", ".pjp", ".heic", ".heif")
# The brands of a file in the format of ISO/IEC 14496-12 that is a picture.
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def name_by_content(file: Upload) -> str:
    """Return the name of a file, that of a picture with the suffix of what it is."""
    name = PurePath(file.name or "")
    if name.suffix.lower() not in PICTURE_SUFFIXES:
        return str(name)
    head = file.read(16)
    file.seek(0)
    kinds = [suffix for suffix in PICTURES if head[KINDS[suffix][0] :].startswith(KINDS[suffix][1])]
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        kinds = [".heic"]
    if not kinds or (kinds == [".jpg"] and name.suffix.lower() == ".jpeg"):
        return str(name)
    return str(name.with_suffix(kinds[0])) if name.name else str(name)


def check_file(file: Upload) -> None:
    """Raise ValidationError for a file that is too large, of a suffix not in KINDS, or with other content than that."""
    name = file.name or ""
    if PurePath(name).suffix.lower() not in KINDS:
        raise ValidationError(
            _(
                "%(name)s can't be taken. Photos, PDF, Word, Excel, text, sound and video files can. Take a screenshot"
                " of anything else, or save it as JPG or PDF."
            ),
            params={"name": name},
        )
    if file.size is None or file.size > MAX_BYTES:
        raise ValidationError(
            _("%(name)s is larger than %(most)s."), params={"name": name, "most": filesizeformat(MAX_BYTES)}
        )
    at, beginnings = KINDS[PurePath(name).suffix.lower()]
    head = file.read(16)
    file.seek(0)
    if beginnings and not head[at:].startswith(beginnings):
        raise ValidationError(_("%(name)s isn't the kind of file that its name says."), params={"name": name})


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field of at most MAX_FILES files of the suffixes in KINDS, MAX_BYTES each; its cleaned value is a list."""

    widget = FilesInput

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", gettext_lazy("Attachments"))
        options.setdefault("help_text", gettext_lazy("Photos, documents or recordings, up to 5 files of 10 MB each."))
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, data: Iterable[Upload | None] | None, initial: object = None) -> list[Upload]:
        files = [super(FilesField, self).clean(one, initial) for one in data or [] if one]
        if len(files) > MAX_FILES:
            raise ValidationError(_("At most %(most)s files at a time."), params={"most": MAX_FILES})
        for file in files:
            require_whole(file)
            file.name = name_by_content(file)
            check_file(file)
        return files


class NamelessFilesField(FilesField):
    """A field for files of a report without a name: only kinds of which a clean copy can be made."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault(
            "help_text",
            gettext_lazy(
                "Up to 5 files of 10 MB each: photos (JPEG, PNG, WebP), PDF, text, sound (MP3, AMR). Only what they"
                " show or say is kept: file names, places, devices, authors and dates go; a PDF becomes pictures of"
                " its pages. What can be seen or heard stays: a face, a voice, a handwriting, a name in a screenshot."
            ),
        )
        super().__init__(**options)
        # Telephones turn photos of other kinds into JPEG for a form that names it.
        self.widget.attrs["accept"] = ",".join(["image/jpeg", "image/png", "image/webp", *CLEANED])

    def clean(self, data: Iterable[Upload | None] | None, initial: object = None) -> list[Upload]:
        for file in data or []:
            try:
                require_cleanable(name_by_content(file) if file and file.name else "")
            except NotAllowed as why:
                raise ValidationError(str(why)) from why
        return super().clean(data, initial)


def attach(
    about: models.Model,
    files: Sequence[Upload | NamelessFile],
    *,
    by: AbstractBaseUser | None,
    nameless: bool = False,
) -> list[Attachment]:
    """Store `files` as attachments of `about`, all or none; call it last in an action: files are not rolled back.

    With `nameless` nothing is stored that could tell who sent them but what they show or say: no file name, no
    metadata, and of the time only the hour. Raises NotAllowed as `nameless_copies` does, and FileNotStored.
    """
    attachments: list[Attachment] = []
    for number, content in enumerate(nameless_copies(files) if nameless else files, start=1):
        suffix = PurePath(content.name or "").suffix.lower()
        name = f"{number}{suffix}" if nameless else PurePath(content.name or "").name[-200:]
        attachment = Attachment(about=about, name=name, size=content.size or 0, added_by_id=by.pk if by else None)
        try:
            attachment.file.save(f"file{suffix}", content, save=False)
        except FileNotStored:
            for stored in attachments:
                stored.file.delete(save=False)
            raise
        if nameless:
            attachment.added_at = full_hour()
            os.utime(attachment.file.path, (attachment.added_at.timestamp(), attachment.added_at.timestamp()))
        attachment.save()
        attachments.append(attachment)
    return attachments


def attachment_or_404(pk: int, *abouts: QuerySet[models.Model]) -> Attachment:
    """Return the attachment if it belongs to a row of the querysets `abouts`, which hold what the user may read.

    Raises Http404 otherwise.
    """
    within = Q(pk__in=[])
    for about in abouts:
        within |= Q(object_type=ContentType.objects.get_for_model(about.model), object_id__in=about.values("pk"))
    return get_object_or_404(Attachment.objects.filter(within), pk=pk)


def download(attachment: Attachment) -> FileResponse:
    """Return the file as a download, never to be shown inside the portal, where its scripts could run."""
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
        headers={"Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox; default-src 'none'"},
    )

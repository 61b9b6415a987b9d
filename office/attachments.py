"""Files that people hand in: checked, kept out of reach, given out only by a page whose rights they hang on."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Unpack

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.image_metadata import without_metadata
from office.models import Attachment
from office.types import FieldOptions, Upload

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Suffix → how such a file begins, and at which byte; no beginning means that any will do.
KINDS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    ".pdf": (0, (b"%PDF",)),
    ".jpg": (0, (b"\xff\xd8\xff",)),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
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


def check_file(file: Upload) -> None:
    """Refuse, in words, a file that is too large, empty, of a kind not taken, or not what its name says."""
    name = file.name or ""
    if PurePath(name).suffix.lower() not in KINDS:
        raise ValidationError(
            _("%(name)s can't be taken. Photos, PDF, Word, Excel, text, sound and video files can."),
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
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to MAX_FILES files of the kinds that are taken, MAX_BYTES each; cleans to a list."""

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
            check_file(file)
        return files


def attach(
    about: models.Model, files: Sequence[Upload], *, by: AbstractBaseUser | None, nameless: bool = False
) -> list[Attachment]:
    """Keep these files with `about`; call it last in an action, since files don't roll back.

    `nameless` keeps nothing that could tell who sent them: no file name, no metadata inside photos.
    """
    kept = []
    for number, file in enumerate(files, start=1):
        suffix = PurePath(file.name or "").suffix.lower()
        content = ContentFile(without_metadata(file.read())) if nameless else file
        name = f"{number}{suffix}" if nameless else PurePath(file.name or "").name[-200:]
        attachment = Attachment(about=about, name=name, size=content.size or 0, added_by_id=by.pk if by else None)
        attachment.file.save(f"file{suffix}", content, save=False)
        attachment.save()
        kept.append(attachment)
    return kept


def attachment_or_404(pk: int, *abouts: QuerySet[models.Model]) -> Attachment:
    """The attachment of a row in these querysets, which the caller has cut down to what the person may read."""
    within = Q(pk__in=[])
    for about in abouts:
        within |= Q(object_type=ContentType.objects.get_for_model(about.model), object_id__in=about.values("pk"))
    return get_object_or_404(Attachment.objects.filter(within), pk=pk)


def download(attachment: Attachment) -> FileResponse:
    """The file to save, never to show inside the portal: what people hand in is not ours to run."""
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
        headers={"Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox; default-src 'none'"},
    )

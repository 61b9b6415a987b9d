"""Which files are taken, told by their content, how large each kind may be, and the states of a clean copy. Pure."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import filetype
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.transitions import Table
from office.types import Message

MB = 1024 * 1024
# What is looked at of a file's beginning; `filetype` looks at no more.
HEAD = 8192
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# The brands of a file in the format of ISO/IEC 14496-12 that is a picture of ISO/IEC 23008-12.
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOVING = ("video/mp4", "audio/mp4", "video/quicktime", "video/x-m4v", "video/3gpp")


class CopyState(TextChoices):
    """What became of the clean copy of a file."""

    NONE = "none", _("the file itself")
    DUE = "due", _("being made")
    MADE = "made", pgettext_lazy("clean copy", "made")
    FAILED = "failed", _("could not be made")


COPY_STEPS: Table[CopyState] = {CopyState.DUE: {CopyState.MADE, CopyState.FAILED}}


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name in a sentence, its largest size, and what `filetype` says of its content.

    `begins` are the offset and the possible first bytes of such a file where `filetype` can't tell; a text has neither.
    """

    label: Message
    most_bytes: int
    mimes: Sequence[str] = ()
    begins: tuple[int, Sequence[bytes]] = (0, ())

    def fits(self, head: bytes) -> bool:
        """Return whether a file that begins with `head` is of this kind."""
        found = filetype.guess(head)
        if not self.mimes and not self.begins[1]:
            return is_text(head)
        if found is not None:
            return found.mime in self.mimes
        at, beginnings = self.begins
        return head[at:].startswith(tuple(beginnings))


PHOTO, PDF, OFFICE = _("photos"), _("PDF"), _("Word and Excel")
TEXT, SOUND, VIDEO = pgettext_lazy("kind of file", "text"), _("sound"), _("video")
LIMITS: Mapping[Message, int] = {
    PHOTO: 15 * MB,
    PDF: 10 * MB,
    OFFICE: 10 * MB,
    TEXT: 10 * MB,
    SOUND: 10 * MB,
    VIDEO: 20 * MB,
}


def _kind(label: Message, *mimes: str, at: int = 0, begins: Sequence[bytes] = ()) -> Kind:
    return Kind(label, LIMITS[label], mimes, (at, begins))


JPEG, HEIF = _kind(PHOTO, "image/jpeg"), _kind(PHOTO, "image/heic", "image/heif", at=8, begins=HEIF_BRANDS)
KINDS: Mapping[str, Kind] = {
    ".pdf": _kind(PDF, "application/pdf"),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": _kind(PHOTO, "image/png", "image/apng"),
    ".webp": _kind(PHOTO, "image/webp", at=8, begins=(b"WEBP",)),
    ".gif": _kind(PHOTO, "image/gif"),
    ".heic": HEIF,
    ".heif": HEIF,
    ".docx": _kind(OFFICE, WORD, "application/zip", begins=(ZIP,)),
    ".xlsx": _kind(OFFICE, SHEET, "application/zip", begins=(ZIP,)),
    ".doc": _kind(OFFICE, "application/msword", begins=(OLE,)),
    ".xls": _kind(OFFICE, "application/vnd.ms-excel", begins=(OLE,)),
    ".txt": _kind(TEXT),
    ".mp3": _kind(SOUND, "audio/mpeg"),
    ".amr": _kind(SOUND, "audio/amr", begins=(b"#!AMR",)),
    ".m4a": _kind(SOUND, *MOVING, at=4, begins=(b"ftyp",)),
    ".mp4": _kind(VIDEO, *MOVING, at=4, begins=(b"ftyp",)),
}
# Pictures are told by their content: phones and browsers save JPEG as .jfif, WeChat saves WebP as .jpg or without a
# suffix.
PICTURES = (".jpg", ".png", ".webp", ".gif", ".heic")
PICTURE_SUFFIXES = (*PICTURES, "", ".jpeg", ".jpe", ".jfif", ".jfi", ".pjpeg", ".pjp", ".heif")
# Of these a clean copy is made to work with, and the suffix that it gets. All other files are read as they were sent.
COPIED = {
    ".jpg": ".jpg",
    ".jpeg": ".jpg",
    ".png": ".png",
    ".webp": ".webp",
    ".gif": ".png",
    ".heic": ".jpg",
    ".heif": ".jpg",
}


def kind_of(name: str) -> Kind | None:
    """Return the kind that the suffix of a file's name says; None for one that is not taken."""
    return KINDS.get(PurePath(name).suffix.lower())


def name_by_content(name: str, head: bytes) -> str:
    """Return the name of a file that begins with `head`: that of a picture with the suffix of what it is."""
    path = PurePath(name)
    if path.suffix.lower() not in PICTURE_SUFFIXES or not path.name:
        return str(path)
    suffix = next((one for one in PICTURES if KINDS[one].fits(head)), None)
    if suffix is None or (suffix == ".jpg" and path.suffix.lower() == ".jpeg"):
        return str(path)
    return str(path.with_suffix(suffix))


def is_text(head: bytes) -> bool:
    """Return whether a file that begins with `head` is text in UTF-8, UTF-16 or GB 18030."""
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        if encoding == "utf-16" and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        try:
            # The last character may be cut.
            return "\0" not in codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return False

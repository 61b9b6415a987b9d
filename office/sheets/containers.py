"""Telling what a file is before anything of it is opened: a workbook, a CSV file, or what can't be read, and why."""

import logging
import re
import zipfile
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DTDForbidden
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from office.chunked_files.processing import UnreadableFile
from office.sheets.packages import DAMAGE_ERRORS, Book, place_of
from office.sheets.text_files import encoding_of

logger = logging.getLogger(__name__)

# Limits of a workbook in bytes when unpacked, of its parts that are read into memory, and of the ratio of compression.
# Sheets are read as a stream: a million rows that are only formatted take up to a GiB, and seconds.
MAX_UNPACKED = 1024**3
MAX_IN_MEMORY = 64 * 1024**2
MAX_RATIO = 100

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
# The name of the stream with the workbook in the container of a file under a password.
UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
# How web pages begin that systems send as “.xls”, and the XML of Excel 2003; behind a byte order mark and comments.
WEB_PAGE = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*\?>|\s)*<(?:!doctype\s+html|html|head|table|body|meta|style|div)\b", re.I | re.S
)
XML_2003 = re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.S)
MULTIPART = re.compile(rb"\s*MIME-Version:", re.I)


class UnreadableWorkbook(UnreadableFile):
    """The file can't be read as a table with the columns expected; the message says why and what to do."""


def check_container(file: IO[bytes], size: int, limit: int) -> None:
    """Raise UnreadableWorkbook for a file that is no workbook or CSV file, too large, or dangerous to unpack.

    `size`: that of the file, `limit`: the allowed one, in bytes.
    """
    if size > limit:
        raise UnreadableWorkbook(
            _("The file is larger than %(limit)d MB. Split it and import the parts.") % {"limit": limit // 1024**2}
        )
    file.seek(0)
    start = file.read(4096)
    if start.startswith(OLD_FORMAT):
        raise UnreadableWorkbook(_old_format(file))
    if start.startswith(ZIP):
        try:
            _check_parts(zipfile.ZipFile(file))
        except DAMAGE_ERRORS as why:
            raise damaged(place_of(why)) from why
        return
    start = start.removeprefix(b"\xef\xbb\xbf")
    if WEB_PAGE.match(start) or MULTIPART.match(start) or XML_2003.search(start):
        raise UnreadableWorkbook(
            _(
                "This is a web page with the name of a workbook, as some systems export it. "
                "Open it in Excel or WPS and save it as .xlsx."
            )
        )
    detect_encoding(file)


def _old_format(file: IO[bytes]) -> str:
    file.seek(0)
    while block := file.read(1024**2):
        if UNDER_PASSWORD in block:
            return _("The workbook is protected by a password. Save it in Excel or WPS without a password.")
    return _("The workbook is protected by a password or in the old .xls format. Save it as .xlsx without a password.")


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "content.xml" in names or any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        raise UnreadableWorkbook(
            _("This is a sheet of another program (.ods or .numbers). Save it as .xlsx (Excel workbook).")
        )
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbook(_("This is a binary workbook (.xlsb). Save it in Excel as .xlsx (Excel workbook)."))
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    in_memory = sum(part.file_size for part in parts if "worksheets" not in part.filename.lower())
    if unpacked > MAX_UNPACKED or in_memory > MAX_IN_MEMORY or unpacked > 1024**2 + MAX_RATIO * packed:
        raise UnreadableWorkbook(_("The workbook swells far beyond its size when unpacked, so it is not opened."))
    for part in parts:
        with archive.open(part) as opened:
            if _has_doctype(opened):
                raise UnreadableWorkbook(_("The workbook holds what no roster needs, so it is not opened."))


def _has_doctype(part: IO[bytes]) -> bool:
    """Return whether a part of a workbook is XML with a document type, in whatever encoding and behind what comments.

    Only a document type can declare entities, and it stands before the first element: nothing further is read.
    """
    try:
        next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)
    except DTDForbidden:
        return True
    except (ParseError, ValueError, LookupError):
        # A picture, or what the parser of a workbook, which is the same, won't read either.
        return False
    return False


def detect_encoding(file: IO[bytes]) -> str:
    """Return the encoding of a CSV file, as `encoding_of` does. Raises UnreadableWorkbook for any other file."""
    encoding = encoding_of(file)
    if not encoding:
        raise UnreadableWorkbook(
            _(
                "This is no Excel workbook, whatever its name says, nor a CSV file in UTF-8 or GB18030. "
                "Open it in Excel or WPS and save it as .xlsx or as CSV UTF-8."
            )
        )
    return encoding


def damaged(place: str) -> UnreadableWorkbook:
    """Log the place where reading failed; return what whoever sent the file is told."""
    logger.warning("A workbook can't be read: %s", place)
    return UnreadableWorkbook(_("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."))


def is_workbook(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(4) == ZIP


def open_book(file: IO[bytes]) -> Book:
    """Return the workbook in a file that `check_container` has passed."""
    file.seek(0)
    return Book(file)

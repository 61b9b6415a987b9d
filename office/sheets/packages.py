"""The parts of a workbook but for the cells of its sheets: which sheets it has, its texts and its number formats.

Books of WPS and of other programs name parts by absolute paths, leave out styles or texts, or write prefixes and
UTF-16: all of this is read, and so is Strict Open XML, by the local names of elements.
"""

import csv
import re
import traceback
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO, Protocol
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml.ElementTree import fromstring

from office.sheets.number_formats import BUILT_IN, GENERAL

BLOCK_SIZE = 1024**2
# The most characters of a cell are 32,767; some programs write more.
LONGEST_TEXT = 200_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TRUE = ("1", "true", "on")
# The last word of a relation's type; chart sheets, dialogs and sheets of macros hold no rows.
WORKBOOK, SHEET, TEXTS, STYLES = "officeDocument", "worksheet", "sharedStrings", "styles"


class DamagedBook(Exception):
    """The workbook lacks what every one has, or holds what can't be read."""


# What zipfile, the parsers of XML and csv, and the readers of this room raise for a damaged file. Those who catch them
# log where (`place_of`): a fault of a reader would look the same to whoever sent the file.
DAMAGE_ERRORS = (
    DamagedBook,
    zipfile.BadZipFile,
    ParseError,
    ExpatError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    # What zipfile raises for a part whose packed bytes were changed,
    zlib.error,
    # for one that says it is packed by a method which zipfile doesn't have (nothing of ours is missing),
    NotImplementedError,
    # and for one under a password.
    RuntimeError,
    csv.Error,
)


def place_of(why: BaseException) -> str:
    """Return what was raised and at which line, for the log; not its message, which may hold the content of a cell."""
    place = traceback.extract_tb(why.__traceback__)[-1]
    return f"{type(why).__name__} in {place.filename}:{place.lineno}"


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class SheetInfo:
    """A sheet of a workbook: its title, `visible`, `hidden` or `veryHidden`, and the part with its rows."""

    title: str
    state: str
    part: str

    @property
    def is_visible(self) -> bool:
        return self.state == "visible"


class Book:
    """An opened workbook, whose parts are read when they are asked for."""

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(file)
        self._names = {_plain_name(info.filename): info for info in self._archive.infolist()}
        targets = self._relations("")
        self.main = next((part for kind, part in targets.values() if kind == WORKBOOK), "xl/workbook.xml")
        if self.main not in self._names:
            raise DamagedBook("there is no workbook in the file")
        self.is_binary = self.main.endswith(".bin")
        self._targets = self._relations(self.main)
        self._workbook = None if self.is_binary else self._tree(self.main)
        self._texts: SharedTexts | None = None

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as Excel on a Mac did."""
        return any(one.get("date1904") in TRUE for one in self._elements("workbookPr"))

    @property
    def sheets(self) -> list[SheetInfo]:
        """The sheets with rows, in their order."""
        found = []
        for at, one in enumerate(self._elements("sheet"), start=1):
            key = next((value for name, value in one.attrib.items() if _local(name) == "id"), "")
            kind, part = self._targets.get(key, (SHEET, f"xl/worksheets/sheet{at}.xml"))
            if kind == SHEET and part in self._names:
                found.append(SheetInfo(one.get("name", ""), one.get("state", "visible"), part))
        return found

    def sheet(self, title: str) -> SheetInfo:
        """Return the sheet with this title. Raises DamagedBook if there is none."""
        found = next((sheet for sheet in self.sheets if sheet.title == title), None)
        if found is None:
            raise DamagedBook("there is no such sheet")
        return found

    def open(self, part: str) -> Readable:
        """Return a part as bytes in UTF-8 (or in what its XML declares, if that is neither UTF-8 nor UTF-16)."""
        opened = self._archive.open(self._names[part])
        start = opened.read(2)
        opened.close()
        opened = self._archive.open(self._names[part])
        return Utf16(opened) if start in (BOM_UTF16_LE, BOM_UTF16_BE) else opened

    @property
    def texts(self) -> "SharedTexts":
        """The texts that cells name by their number."""
        if self._texts is None:
            part = self._part(TEXTS, "xl/sharedstrings.xml")
            self._texts = SharedTexts(self.open(part) if part else None)
        return self._texts

    def format_codes(self) -> list[str]:
        """Return the number format of each style that cells name by its number; none if the file has no styles."""
        part = self._part(STYLES, "xl/styles.xml")
        if not part:
            return []
        root = self._tree(part)
        own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in _all(root, "numFmt")}
        styles = next(iter(_all(root, "cellXfs")), None)
        numbers = [one.get("numFmtId", "0") for one in styles if _local(one.tag) == "xf"] if styles is not None else []
        return [
            own[key] if key in own else BUILT_IN.get(int(key) if key.isdecimal() else 0, GENERAL) for key in numbers
        ]

    def _part(self, kind: str, usual: str) -> str:
        found = next((part for of, part in self._targets.values() if of == kind), usual)
        return found if found in self._names else ""

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to, by key: the last word of the relation's type, and the name of the part."""
        folder, name = dirname(part), part.rpartition("/")[2]
        listed = _plain_name(join(folder, "_rels", f"{name}.rels"))
        if listed not in self._names:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                _plain_name(normpath(join("/", folder, one.get("Target", "").replace("\\", "/")))),
            )
            for one in _all(self._tree(listed), "Relationship")
            if one.get("TargetMode") != "External"
        }

    def _tree(self, part: str) -> Element:
        with self._archive.open(self._names[part]) as opened:
            root: Element = fromstring(opened.read(), forbid_dtd=True)
        return root

    def _elements(self, name: str) -> list[Element]:
        return [] if self._workbook is None else _all(self._workbook, name)


class Utf16:
    """A part in UTF-16, read as UTF-8."""

    def __init__(self, part: Readable) -> None:
        self._part, self._decoder = part, getincrementaldecoder("utf-16")()

    def read(self, size: int = -1, /) -> bytes:
        block = self._part.read(size)
        while block:
            if text := self._decoder.decode(block):
                return text.encode()
            block = self._part.read(size)
        return b""


class SharedTexts:
    """A workbook's shared texts, read only as far as cells need them: for the headings, a few are enough."""

    def __init__(self, part: Readable | None) -> None:
        self._part, self._read, self._piece = part, list[str](), list[str]()
        self._size = self._muted = 0
        self._parser = ParserCreate("utf-8" if isinstance(part, Utf16) else None)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = refuse_doctype

    def __getitem__(self, at: int) -> str:
        while at >= len(self._read):
            if self._part is None:
                raise DamagedBook("a cell names a text that there isn't")
            block = self._part.read(BLOCK_SIZE)
            self._parser.Parse(block, not block)
            if not block:
                self._part = None
        return self._read[at]

    def all(self) -> list[str]:
        """Return all texts."""
        while self._part is not None:
            block = self._part.read(BLOCK_SIZE)
            self._parser.Parse(block, not block)
            if not block:
                self._part = None
        return self._read

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self._piece, self._size = [], 0
        elif local == "rPh":
            # How a text is read aloud, beside it in small letters.
            self._muted += 1
        elif local == "t" and not self._muted:
            self._parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        self._size += len(text)
        if self._size > LONGEST_TEXT:
            raise DamagedBook("a cell is longer than any")
        self._piece.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "t":
            self._parser.CharacterDataHandler = None
        elif local == "rPh":
            self._muted -= 1
        elif local == "si":
            self._read.append(unescaped("".join(self._piece)))


def refuse_doctype(*_stated: object) -> None:
    """Raise DamagedBook: with a document type, entities could be declared."""
    raise DamagedBook("a part has a document type")


def unescaped(text: str) -> str:
    """Return a text with the characters that it writes as _xHHHH_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _all(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if isinstance(one.tag, str) and _local(one.tag) == name]

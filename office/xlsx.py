"""Workbooks written while they are sent: in memory lies a slice of rows, whatever their number.

The libraries at hand write a whole workbook to a file first, so that nothing is sent before the last row is read; a
plain sheet needs little more than what is written here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

AT_ONCE = 1000
# Excel opens no sheet that is longer and keeps no text that is.
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
# Beyond 2 GiB a part of the file would need an extension of its format that Excel offers to repair.
LARGEST = 1_900_000_000
# What a spreadsheet may take for the beginning of a formula; the wide ones where Chinese is spoken.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PLAIN, QUOTED, HEAD = 0, 1, 2

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FONT = '<sz val="11"/><name val="Calibri"/>'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font>{FONT}</font><font><b/>{FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf quotePrefix="1"/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Sheet:
    """A title, rows of which the first are the heads, and the widths of the columns in characters."""

    title: str
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()


class _Outbox:
    """A file to write to, from which what was written is taken away."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def pieces(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The bytes of a workbook of `sheets`, as their rows come.

    A text is never run as a formula. What one sheet can't hold goes on in a further one, under the same heads.
    """
    outbox: Any = _Outbox()
    titles: list[str] = []
    with ZipFile(outbox, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for sheet in sheets:
            rows = iter(sheet.rows)
            heads = next(rows)
            more = True
            while more:
                titles.append(_title(sheet.title, titles))
                with book.open(f"xl/worksheets/sheet{len(titles)}.xml", "w") as file:
                    for text in _sheet(heads, rows, sheet.widths):
                        file.write(text.encode())
                        yield outbox.take()
                following = list(islice(rows, 1))
                more, rows = bool(following), chain(following, rows)
        for path, text in _frame(titles):
            book.writestr(path, text)
    yield outbox.take()


def _sheet(heads: Sequence[object], rows: Iterator[Sequence[object]], widths: Sequence[int]) -> Iterator[str]:
    columns = "".join(f'<col min="{at}" max="{at}" width="{w}" customWidth="1"/>' for at, w in enumerate(widths, 1))
    yield f'<worksheet xmlns="{MAIN}">' + (f"<cols>{columns}</cols>" if columns else "") + "<sheetData>"
    yield _row(heads, HEAD)
    filled = written = 0
    while filled < LAST_ROW - 1 and written < LARGEST:
        part = list(islice(rows, min(AT_ONCE, LAST_ROW - 1 - filled)))
        if not part:
            break
        text = "".join(map(_row, part))
        filled, written = filled + len(part), written + len(text.encode())
        yield text
    yield "</sheetData></worksheet>"


def _row(values: Sequence[object], style: int = PLAIN) -> str:
    return f"<row>{''.join([_cell(value, style) for value in values])}</row>"


def _cell(value: object, style: int) -> str:
    """A number stays one; everything else is the text that it reads as."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()  # workbooks that came in know a day only as its midnight
    text = ILLEGAL.sub("", str(value))[:LONGEST_TEXT]
    style = style or (QUOTED if text.startswith(FORMULA) else PLAIN)
    marked = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{marked}><is><t xml:space="preserve">{escape(text, {chr(13): "&#13;"})}</t></is></c>'


def _title(wanted: str, taken: Sequence[str]) -> str:
    """At most 31 characters, none of those that Excel refuses, and told apart by a number."""
    title = re.sub(r"[\[\]:*?/\\]", " ", wanted)[:31]
    return title if title not in taken else f"{title[:27]} {len(taken) + 1}"


def _frame(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts that say what the other parts are."""
    numbers = range(1, len(titles) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{at}" r:id="s{at}"/>'
        for at, title in zip(numbers, titles, strict=True)
    )
    yield "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    related = [(f"s{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*related, ("styles", "styles", "styles.xml")])
    yield "_rels/.rels", _relations([("book", "officeDocument", "xl/workbook.xml")])
    yield "xl/styles.xml", STYLES
    parts = [
        ("workbook", "sheet.main"),
        ("styles", "styles"),
        *((f"worksheets/sheet{at}", "worksheet") for at in numbers),
    ]
    kinds = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>' for part, kind in parts)
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield "[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{relations}{kinds}</Types>'


def _relations(related: Iterable[tuple[str, str, str]]) -> str:
    said = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{to}"/>' for name, kind, to in related)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'

"""Writes workbooks of plain sheets as a stream, with a slice of rows in memory, however many there are.

openpyxl writes a whole workbook to a file before the first byte can be sent. Source of the format: ECMA-376, part 1.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from office.pieces import ZipBuffer

ROWS_AT_ONCE = 1000
# The limits of Excel: rows of a sheet, characters of a cell.
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767
# Bytes of a sheet's XML. From 2 GiB on it would need ZIP64, in which Excel finds errors to repair.
LARGEST = 1_900_000_000
# The first characters by which a spreadsheet takes a text for a formula; the full-width ones in Chinese versions.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Indexes into cellXfs of STYLES.
PLAIN, QUOTED, HEADING = 0, 1, 2

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
    """A sheet: its title, its rows, of which the first are the headings, and the columns' widths in characters."""

    title: str
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()


def stream_workbook(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield the bytes of a workbook of `sheets`, while their rows are read.

    No text is run as a formula. Rows beyond the limits of one sheet follow on another one with the same headings.
    """
    buffer = ZipBuffer()
    titles: list[str] = []
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for sheet in sheets:
            rows = iter(sheet.rows)
            headings = next(rows)
            more = True
            while more:
                titles.append(_title(sheet.title, titles))
                with book.open(f"xl/worksheets/sheet{len(titles)}.xml", "w") as file:
                    for text in _sheet(headings, rows, sheet.widths):
                        file.write(text.encode())
                        yield buffer.take()
                following = list(islice(rows, 1))
                more, rows = bool(following), chain(following, rows)
        for path, text in _other_parts(titles):
            book.writestr(path, text)
    yield buffer.take()


def _sheet(headings: Sequence[object], rows: Iterator[Sequence[object]], widths: Sequence[int]) -> Iterator[str]:
    columns = "".join(f'<col min="{at}" max="{at}" width="{w}" customWidth="1"/>' for at, w in enumerate(widths, 1))
    yield f'<worksheet xmlns="{MAIN}">' + (f"<cols>{columns}</cols>" if columns else "") + "<sheetData>"
    yield _row(headings, HEADING)
    filled = written = 0
    while filled < LAST_ROW - 1 and written < LARGEST:
        part = list(islice(rows, min(ROWS_AT_ONCE, LAST_ROW - 1 - filled)))
        if not part:
            break
        text = "".join(map(_row, part))
        filled, written = filled + len(part), written + len(text.encode())
        yield text
    yield "</sheetData></worksheet>"


def _row(values: Sequence[object], style: int = PLAIN) -> str:
    return f"<row>{''.join([_cell(value, style) for value in values])}</row>"


def _cell(value: object, style: int) -> str:
    """Return the XML of a cell: a number, or anything else as text."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()  # openpyxl reads a day as its midnight
    text = ILLEGAL.sub("", str(value))[:LONGEST_TEXT]
    style = style or (QUOTED if text.startswith(FORMULA) else PLAIN)
    marked = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{marked}><is><t xml:space="preserve">{escape(text, {chr(13): "&#13;"})}</t></is></c>'


def _title(wanted: str, taken: Sequence[str]) -> str:
    """Return a title as Excel allows it: at most 31 characters, some replaced, with a number if it is taken."""
    title = re.sub(r"[\[\]:*?/\\]", " ", wanted)[:31]
    return title if title not in taken else f"{title[:27]} {len(taken) + 1}"


def _other_parts(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield path and content of the parts that describe the sheets: workbook, relations, styles, content types."""
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
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{to}"/>' for name, kind, to in related
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'

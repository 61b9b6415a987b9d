"""Reading the rows of one sheet of a workbook, as a stream.

Rows as most programs write them are read by regular expressions, which are several times as fast as a parser of XML.
They take nothing that they don't know in full: a row with anything else in it goes to the parser, and a sheet that is
written otherwise altogether (with prefixes, say) is read by the parser alone. See docs/decisions/0021.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import islice
from xml.parsers.expat import ParserCreate

from office.sheets.cells import Cell, Kind, Row, Shown, column_index, column_letters, text_cell
from office.sheets.number_formats import (
    NumberFormat,
    general,
    number_format,
    text_format,
)
from office.sheets.packages import (
    BLOCK_SIZE,
    LONGEST_TEXT,
    TRUE,
    Book,
    DamagedBook,
    SheetInfo,
    Utf16,
    refuse_doctype,
    unescaped,
)
from office.sheets.row_patterns import CELL, Convert, RowPattern

MAX_COLUMNS = 100
# A longer row than any sheet can have. It protects the memory.
LONGEST_ROW = 16 * 1024**2
BEGINNING = re.compile(r"""\s*(?:<\?xml(?:[^>]*?encoding=["']([\w-]+)["'])?[^>]*\?>)?\s*<worksheet(?:\s[^>]*)?>""")
ROW_NUMBER = re.compile(r'\sr="(\d{1,7})"')
HIDDEN = re.compile(r'\shidden="(?:1|true|on)"')
ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
COLUMNS = {column_letters(at): at for at in range(MAX_COLUMNS)}
# How many different numbers of a style are kept with what they show.
NUMBERS_KEPT = 50_000
# Pieces of a formula that are kept, and characters of each: it is only shown to people.
LONGEST_FORMULA = 100


class _OtherwiseWritten(Exception):
    """The sheet is not written as the regular expression knows it."""


class SheetReader:
    """Reads one sheet of a book."""

    def __init__(self, book: Book, sheet: SheetInfo, *, width: int = MAX_COLUMNS, all_texts: bool = True) -> None:
        """`width`: how many columns are read; with `all_texts` the book's shared texts are read first, which is faster
        than one by one where all rows are read.
        """
        self._book, self._sheet = book, sheet
        self._width = min(width, MAX_COLUMNS)
        self._text: Callable[[int], str] = book.texts.all().__getitem__ if all_texts else book.texts.__getitem__
        codes = book.format_codes()
        self._formats = {
            str(at): shows
            for at, code in enumerate(codes)
            if (shows := number_format(code, from_1904=book.from_1904)) is not None
        }
        self._text_formats = {str(at): added for at, code in enumerate(codes) if (added := text_format(code))}
        self._numbers: dict[tuple[str, str], Cell] = {}
        self._pattern = RowPattern(self._width, self._converter)
        # For single rows that the regular expression doesn't know.
        self._slow = _RowParser(self._parsed_cell, self._width, encoding="utf-8")

    def rows(self) -> Iterator[Row]:
        """Yield the rows with content, from the first."""
        last = 0
        try:
            for row in self._plain_rows():
                last = row.number
                yield row
        except _OtherwiseWritten:
            yield from (row for row in self._parsed_rows() if row.number > last)

    # Rows as most programs write them

    def _plain_rows(self) -> Iterator[Row]:
        part = self._book.open(self._sheet.part)
        block = part.read(BLOCK_SIZE)
        head, found, rest = block.partition(b"<sheetData")
        start = _decoded(head).removeprefix("\ufeff")
        beginning = BEGINNING.match(start)
        if not found or not beginning or (beginning[1] or "utf-8").lower() not in ("utf-8", "us-ascii"):
            raise _OtherwiseWritten
        self._slow.feed(start[start.index("<worksheet") :].encode() + b"<sheetData>")
        while True:
            block = part.read(BLOCK_SIZE)
            whole = rest + block
            at = whole.find(b"</sheetData>")
            if at >= 0:
                yield from self._rows_of(whole[:at])
                return
            if not block:
                # An empty sheet, or a file that broke off: the parser tells.
                raise _OtherwiseWritten
            cut = whole.rfind(b"</row>") + len(b"</row>")
            if cut < len(b"</row>"):
                cut = max(whole.rfind(b"<row"), 0)
            rest = whole[cut:]
            if len(rest) > LONGEST_ROW:
                raise _OtherwiseWritten
            yield from self._rows_of(whole[:cut])

    def _rows_of(self, block: bytes) -> Iterator[Row]:
        """Yield the rows of a block that ends with a row."""
        text = _decoded(block)
        plain = "&" not in text and "_x" not in text and "\r" not in text
        parts = text.split("</row>")
        for part in parts[:-1]:
            at = part.rfind("<row")
            end = part.find(">", at)
            if at < 0 or (at and part.count("<", 0, at) != part.count("<row", 0, at)):
                raise _OtherwiseWritten
            if "<v" not in part and "<t" not in part and "<f" not in part and "<is" not in part:
                continue
            number = ROW_NUMBER.search(part, at, end)
            if number is None:
                raise _OtherwiseWritten
            cells = self._pattern.cells(part, end + 1, None if plain else _plain_text)
            if cells is None:
                cells = self._cells(part, end, plain=plain)
                self._pattern.learn(part, end + 1)
            if cells is None:
                self._slow.feed(f"{part[at:]}</row>".encode())
                yield from self._slow.take()
            elif any(cell is not None for cell in cells):
                yield Row(int(number[1]), bool(HIDDEN.search(part, at, end)), cells)

    def _cells(self, part: str, end: int, *, plain: bool) -> list[Cell] | None:
        """Return the cells of a row, behind its tag, which ends at `end`; None if it has to be parsed."""
        width, text, columns = self._width, self._text, COLUMNS
        cells: list[Cell] = [None] * width
        for letters, style, kind, formula, value, other in CELL.findall(part, end):
            if other:
                return None
            at = columns.get(letters, width)
            if at >= width:
                continue
            if kind == "s" and value:
                shown = text(int(value))
            elif kind == "inlineStr":
                shown = value if plain else _plain_text(value)
            elif value and kind in ("", "n"):
                cells[at] = self._known_number(style, value)
                continue
            else:
                cells[at] = self._other(style, kind, _plain_text(value), _formula_of(formula))
                continue
            if not shown:
                continue
            if shown[0] == "#" or style in self._text_formats:
                cells[at] = self._text_cell(style, shown)
            else:
                cells[at] = shown
        return cells

    def _converter(self, style: str, kind: str) -> Convert | None:
        """Return what makes a cell of a value, None for a text as it stands: see RowPattern."""
        if kind == "inlineStr":
            return partial(self._text_cell, style) if style in self._text_formats else None
        if kind == "s":
            return lambda value: self._text_cell(style, self._text(int(value)))
        if kind in ("", "n"):
            return partial(self._known_number, style)
        return lambda value: self._other(style, kind, value, "")

    def _known_number(self, style: str, value: str) -> Cell:
        return self._numbers[style, value] if (style, value) in self._numbers else self._number(style, value)

    # Rows as a parser of XML reads them

    def _parsed_rows(self) -> Iterator[Row]:
        part = self._book.open(self._sheet.part)
        parser = _RowParser(self._parsed_cell, self._width, encoding="utf-8" if isinstance(part, Utf16) else None)
        while block := part.read(BLOCK_SIZE // 16):
            parser.feed(block)
            yield from parser.take()
        parser.feed(b"", last=True)
        yield from parser.take()

    def _parsed_cell(self, style: str, kind: str, value: str, formula: str) -> Cell:
        if kind == "s" and value:
            return self._text_cell(style, self._text(int(value)))
        if kind == "inlineStr":
            return self._text_cell(style, unescaped(value))
        return self._other(style, kind, value, formula)

    # Cells

    def _text_cell(self, style: str, text: str) -> Cell:
        cell = text_cell(text)
        added = self._text_formats.get(style)
        return f"{added[0]}{cell}{added[1]}" if added and isinstance(cell, str) else cell

    def _other(self, style: str, kind: str, value: str, formula: str) -> Cell:
        """Return a cell that is neither a shared nor an inline text."""
        if not value:
            return Shown(formula, Kind.NO_RESULT) if formula and kind != "str" else None
        if kind in ("", "n"):
            return self._number(style, value)
        if kind == "str":
            return self._text_cell(style, unescaped(value))
        if kind == "b":
            return Shown("TRUE" if value in TRUE else "FALSE", Kind.TRUTH)
        if kind == "e":
            return Shown(value, Kind.ERROR)
        if kind == "d":
            return Shown(value.replace("T", " ").removesuffix(" 00:00:00"), Kind.DATE, value.removesuffix("T00:00:00"))
        raise DamagedBook("a cell of a kind that there isn't")

    def _number(self, style: str, value: str) -> Cell:
        number = float(value)
        if number != number or number in (float("inf"), float("-inf")):
            raise DamagedBook("a number that is none")
        shows: NumberFormat | None = self._formats.get(style)
        shown = Shown(general(number), Kind.NUMBER, number) if shows is None else shows(number)
        cell: Cell = shown if shown.text or shown.kind == Kind.HIDDEN else None
        if len(self._numbers) < NUMBERS_KEPT:
            self._numbers[style, value] = cell
        return cell


class _RowParser:
    """Rows from the XML of a sheet, in whatever way it is written."""

    def __init__(self, cell: Callable[..., Cell], width: int, *, encoding: str | None) -> None:
        self._cell, self._width = cell, width
        self._rows: list[Row] = []
        self._number = self._at = self._size = self._muted = 0
        self._hidden = False
        self._formula: list[str] = []
        self._cells: list[Cell] = []
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._parser = ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = refuse_doctype

    def feed(self, block: bytes, *, last: bool = False) -> None:
        self._parser.Parse(block, last)

    def take(self) -> list[Row]:
        """Return the rows that have been read since the last call."""
        rows, self._rows = self._rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._attributes, self._formula, self._pieces, self._size = attributes, [], [], 0
            letters = attributes.get("r", "").rstrip("0123456789")
            self._at = column_index(letters.upper()) if letters else self._at + 1
        elif local in ("v", "t") and not self._muted:
            self._parser.CharacterDataHandler = self._text
        elif local == "f":
            self._formula = ["="]
            self._parser.CharacterDataHandler = self._formula_text
        elif local == "rPh":
            self._muted += 1
        elif local == "row":
            stated = attributes.get("r", "")
            if len(stated) > 7:
                raise DamagedBook("a row beyond the last")
            self._number = int(stated) if stated.isdecimal() else self._number + 1
            self._hidden = attributes.get("hidden") in TRUE
            self._at, self._cells = -1, [None] * self._width

    def _text(self, text: str) -> None:
        self._size += len(text)
        if self._size > LONGEST_TEXT:
            raise DamagedBook("a cell is longer than any")
        self._pieces.append(text)

    def _formula_text(self, text: str) -> None:
        if len(self._formula) < LONGEST_FORMULA:
            self._formula.append(text[:LONGEST_FORMULA])

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("v", "t", "f"):
            self._parser.CharacterDataHandler = None
        elif local == "rPh":
            self._muted -= 1
        elif local == "c" and 0 <= self._at < self._width and self._cells:
            stated = self._attributes
            value = "".join(self._pieces)
            self._cells[self._at] = self._cell(stated.get("s", ""), stated.get("t", ""), value, "".join(self._formula))
        elif local == "row" and any(cell is not None for cell in self._cells):
            self._rows.append(Row(self._number, self._hidden, self._cells))


def first_rows(book: Book, sheet: SheetInfo, last: int) -> list[Row]:
    """Return the rows with content up to the row `last`."""
    reader = SheetReader(book, sheet, all_texts=False)
    found = []
    for row in islice(reader.rows(), last):
        if row.number > last:
            break
        found.append(row)
    return found


def _decoded(block: bytes) -> str:
    try:
        return block.decode()
    except UnicodeDecodeError as why:
        raise _OtherwiseWritten from why


def _formula_of(element: str) -> str:
    """Return the formula in an element `f`, with the sign before it; "" for none."""
    return f"={_plain_text(element.partition('>')[2].removesuffix('</f>'))}" if element else ""


# Cached: some programs write every character beyond ASCII as an entity, and the same words stand in thousands of rows.
@lru_cache(maxsize=2**14)
def _plain_text(text: str) -> str:
    """Return a text of XML as it is meant: with the characters that it writes as entities, or as _xHHHH_."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = ENTITY.sub(_character, text)
    return unescaped(text)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        if name not in ENTITIES:
            raise _OtherwiseWritten
        return ENTITIES[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))

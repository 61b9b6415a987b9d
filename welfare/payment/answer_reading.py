"""Reading a bank's answer: where its rows are, what a row says, and how that compares with the line it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from members.dues.payroll_reading import HALF_A_FEN, read_money
from members.importing.reading.rows import plain_text, unreadable_reason
from office.secrets import mask_numbers
from office.sheets.cells import Cells, Kind, Shown, column_letters
from office.sheets.containers import DAMAGE_ERRORS, UnreadableWorkbook, damaged, detect_encoding, is_workbook, open_book
from office.sheets.finding import MAX_HEAD_ROW, find_layout
from office.sheets.layouts import Layout, Table
from office.sheets.packages import place_of
from office.sheets.reading import SheetRow, raw_rows, read_rows
from office.sheets.text_files import count_lines
from welfare.payment.models.profiles import AnswerColumns, ProfileVersion
from welfare.payment.rules import AmountFormat, LineState, Outcome, line_key, line_number, result_of

NUMBERED = re.compile(r"ZF\d", re.I)
OUR_NUMBER = re.compile(r"(ZF\d{11})(?!\d)", re.I)
# How many of the profile's words for results a message names.
MOST_WORDS = 4
# So many rows are looked through for one that is a row of an answer.
LOOKED_THROUGH = 1000
# More digits than a day has, fewer than an account.
MOST_SHOWN = 8
PLAIN_AMOUNT = re.compile(r"\d{1,10}\.\d\d")
DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]?\d{1,2}:?\d{2}(?::?\d{2})?(?:\.\d+)?)?")

NO_NUMBER = _("it has no number of ours")
WRONG_NUMBER = _("“%(word)s” is no number of ours")
UNKNOWN = _("no payment of yours has the number %(number)s")
OTHER_BATCH = _("this number belongs to the payment “%(batch)s”; take its answer there")
DOUBLED = _("the same number as sheet row %(row)s")
NO_AMOUNT = _("“%(word)s” is no sum of money")
CUT_OFF = _("shows %(word)s, but holds another sum; show all digits")
OTHER_AMOUNT = _("says %(said)s, but %(sent)s was sent")
NO_RESULT = _("the profile doesn't know what “%(word)s” means")
NO_DAY = _("“%(word)s” is no day")
TOO_EARLY = _("says %(said)s, before the file was fetched on %(sent)s")
IN_FUTURE = _("says %(said)s, which lies in the future")
OTHER_NAME = _("the bank names the account otherwise than our file")
NOT_SENT = _("this payment has not been sent to the bank")
CANCELLED = _("this payment was cancelled")
MADE_ANEW = _("says paid, but it was returned and made anew as %(number)s: ask the bank before it is paid twice")
OLD_NUMBER = _("it was made anew as %(number)s; the bank answers with the old number")
CONTRADICTS = _("says paid, but the bank returned it before: take that answer back first")
OTHER_DAY = _("says paid on %(said)s, but it was paid on %(day)s: ask the bank whether it paid twice")
UNREADABLE = _("the cell shows an error or no value")


@dataclass(slots=True)
class ReadRow:
    """A row of an answer as it is stored in AnswerRow; a model's instance for each row would take most of the time."""

    file_id: int
    row: int
    outcome: str = Outcome.FAULTY
    number: str = ""
    line_id: int | None = None
    amount: Decimal | None = None
    said: str = ""
    day: date | None = None
    reason: str = ""
    fault: str = ""
    column: str = ""
    params: dict[str, object] = field(default_factory=dict)


class Line(NamedTuple):
    """What is known of a line that a row may name."""

    key: int
    state: str
    amount: Decimal
    name: str
    sent_on: date | None
    paid_on: date | None
    anew: int | None
    """The key of the line that replaces it."""


@dataclass
class Compared:
    """What the rows of an answer came to so far, beside the rows themselves."""

    seen: dict[int, int] = field(default_factory=dict)
    """The number of the row that named a line first, by the line's key."""
    total: Decimal = Decimal(0)
    stated: Decimal | None = None


def find_answer(file: IO[bytes], version: ProfileVersion) -> Layout:
    """Return where in a file the rows of an answer are, by the columns that the profile states.

    Raises UnreadableWorkbook, which names the headings that are missing, or says what was expected where.
    """
    layout = _layout_in(file, version)
    try:
        rows = islice(read_rows(file, layout), LOOKED_THROUGH)
        if not any(_is_answer_row(row.cells, version) for row in rows):
            raise UnreadableWorkbook(_expected(version, is_text=not is_workbook(file)))
    except DAMAGE_ERRORS as why:
        raise damaged(place_of(why)) from why
    return layout


def _is_answer_row(cells: Cells, version: ProfileVersion) -> bool:
    """Return whether a row names a payment, or says a sum with a result that the profile knows."""
    if NUMBERED.search(plain_text(cells.get("number"))):
        return True
    said = plain_text(cells.get("result"))
    known = bool(said) and result_of(said, version.paid, version.returned) is not None
    return known and read_amount(cells.get("amount"), version.answer_amount_format) is not None


def _expected(version: ProfileVersion, *, is_text: bool) -> str:
    """Return what is said of a file that is no answer: what the profile expects in which columns."""
    columns = version.answer_columns
    where = {key: columns.place_of(key) for key in ("number", "amount", "result")}
    message = gettext(
        "This is no answer of the bank as the profile “%(profile)s” expects it: our numbers (ZF and eleven digits) in"
        " %(number)s, sums in %(amount)s, results (%(words)s) in %(result)s. Is it the right file?"
    ) % {"profile": version.profile, "words": "、".join([*version.paid, *version.returned][:MOST_WORDS]), **where}
    if not is_text:
        return message
    separated = gettext("Its columns are expected to be separated by: %(delimiter)s.")
    return f"{message} {separated % {'delimiter': version.get_delimiter_display()}}"


def _layout_in(file: IO[bytes], version: ProfileVersion) -> Layout:
    columns = version.answer_columns
    if not columns.by_position and is_workbook(file):
        stated = columns.stated()
        return find_layout(file, {_plain_head(head): key for key, head in stated.items()}, stated)
    try:
        return Layout(
            [
                _text_table(file, version)
                if not is_workbook(file)
                else _sheet_table(file, columns, version.answer_amount_format)
            ]
        )
    except DAMAGE_ERRORS as why:
        raise damaged(place_of(why)) from why


def _plain_head(head: str) -> str:
    """Return a heading as the shared reader compares it."""
    plain = "".join(head.split()).replace("*", "").replace("＊", "")
    return plain.replace("（", "(").replace("）", ")")


def _sheet_table(file: IO[bytes], columns: AnswerColumns, form: str) -> Table:
    book = open_book(file)
    sheet = next((one for one in book.sheets if one.state == "visible"), None)
    if sheet is None:
        raise UnreadableWorkbook(gettext("The workbook has no visible sheet."))
    table = Table(sheet.title, 0, _positions(columns))
    return _below_headings(file, table, form)


def _text_table(file: IO[bytes], version: ProfileVersion) -> Table:
    columns, encoding = version.answer_columns, detect_encoding(file)
    lines = count_lines(file) + 1
    if columns.by_position:
        table = Table("", 0, _positions(columns), encoding=encoding, delimiter=version.delimiter, last_row=lines)
        return _below_headings(file, table, version.answer_amount_format)
    heads = {_plain_head(head): key for key, head in columns.stated().items()}
    for row in raw_rows(file, Table("", 0, encoding=encoding, delimiter=version.delimiter)):
        if row.number > MAX_HEAD_ROW:
            break
        found = {
            at: heads[head] for at, cell in enumerate(row.cells) if (head := _plain_head(str(cell or ""))) in heads
        }
        if len({*found.values()}) == len(heads):
            return Table("", row.number, found, encoding=encoding, delimiter=version.delimiter, last_row=lines)
    raise UnreadableWorkbook(
        gettext("The file has no line with the headings %(heads)s, which “%(delimiter)s” separates.")
        % {"heads": "、".join(columns.stated().values()), "delimiter": version.get_delimiter_display()}
    )


def _positions(columns: AnswerColumns) -> dict[int, str]:
    return {int(position) - 1: key for key, position in columns.stated().items()}


def _below_headings(file: IO[bytes], table: Table, form: str) -> Table:
    """Return the table with the rows above the first that has a number of ours or a sum of money as its headings."""
    at = {key: position for position, key in table.columns.items()}
    head_row = 0
    for row in raw_rows(file, table):
        number, amount = (row.cells[at[key]] if at[key] < len(row.cells) else None for key in ("number", "amount"))
        if NUMBERED.search(str(number or "")) or (amount is not None and read_amount(amount, form) is not None):
            return replace(table, head_row=head_row)
        if row.number > MAX_HEAD_ROW:
            break
        head_row = row.number
    return table


def read_day(cell: object) -> date | None:
    """Return the day of a cell, whose time of day is left out: 2026-11-28, 20261128, 2026年11月28日 10:05."""
    if isinstance(cell, Shown) and cell.kind == Kind.DATE:
        cell = str(cell.stored)[:10]
    found = DAY.fullmatch(plain_text(cell))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def read_amount(cell: object, form: str) -> Decimal | None:
    """Return yuan to the fen; None for anything else. `form`: AmountFormat."""
    text = cell if type(cell) is str else plain_text(cell)
    if form == AmountFormat.CENTS:
        return Decimal(text) / 100 if text.isdecimal() and len(text) <= 14 else None
    return Decimal(text) if PLAIN_AMOUNT.fullmatch(text) else read_money(text)


def _masked(text: str) -> str:
    """Return what a cell says without numbers that may be accounts, which lie in any cell where columns are mistaken.

    Our own numbers stay, and so do short ones, such as days and sums.
    """
    parts = OUR_NUMBER.split(text)
    return "".join(
        part if at % 2 or sum(map(str.isdigit, part)) <= MOST_SHOWN else mask_numbers(part)
        for at, part in enumerate(parts)
    )


class AnswerReader:
    """Compares rows of one answer with the lines that they name; `today` is the day on which it was sent in."""

    def __init__(self, file_pk: int, version: ProfileVersion, today: date, compared: Compared) -> None:
        self.file_pk, self.version, self.today, self.compared = file_pk, version, today, compared
        self.columns = version.answer_columns
        self.results: dict[str, LineState | None] = {}
        self.amounts: dict[str, Decimal | None] = {}
        self.days: dict[object, date | None] = {}

    def key_of(self, cells: Cells) -> int | None:
        """Return the key of the line that a row names, None without one."""
        cell = cells.get("number")
        return line_key(cell if type(cell) is str else plain_text(cell)) if cell is not None else None

    def is_totals(self, cells: Cells) -> bool:
        """Return whether a row states the sum of the others: it has an amount, but no number of ours and no result."""
        number = plain_text(cells.get("number"))
        return "amount" in cells and not NUMBERED.search(number) and not plain_text(cells.get("result"))

    def add_totals(self, cells: Cells) -> None:
        stated = read_amount(cells["amount"], self.version.answer_amount_format)
        # Subtotals of pages may stand above it.
        self.compared.stated = stated if stated is not None else self.compared.stated

    def compare(self, row: SheetRow, key: int | None, line: Line | None, elsewhere: Mapping[int, str]) -> ReadRow:
        """Return a row with how it compares with `line`, that of its number, whose key is `key`, in this batch.

        `elsewhere`: the numbers of other batches in reach by the keys of their lines.
        """
        if line is not None and (simple := self._as_sent(row, line)) is not None:
            return simple
        kept = ReadRow(self.file_pk, row.number)
        cells = row.cells
        for name, cell in cells.items():
            if type(cell) is not str and unreadable_reason(cell) is not None:
                self._refuse(kept, name, UNREADABLE)
                cells = {one: other for one, other in cells.items() if one != name}
        self._read_row(kept, cells)
        if kept.fault == "":
            self._find(kept, cells, key, line, elsewhere)
        if key is not None and line is not None:
            first = self.compared.seen.setdefault(key, row.number)
            if first != row.number and kept.fault == "":
                self._refuse(kept, "number", DOUBLED, row=first)
        if kept.fault == "" and line is not None:
            self._judge(kept, cells, line)
        if kept.amount is not None:
            self.compared.total += kept.amount
        return kept

    def _as_sent(self, row: SheetRow, line: Line) -> ReadRow | None:
        """Return a row of plain texts that says a sent line was paid as it was sent, as most do; None for any other."""
        cells = row.cells
        number, amount, said = cells.get("number"), cells.get("amount"), cells.get("result")
        if type(number) is not str or type(amount) is not str or type(said) is not str or "reason" in cells:
            return None
        if line.state != LineState.SENT or line.sent_on is None or line.key in self.compared.seen:
            return None
        if amount not in self.amounts:
            self.amounts[amount] = read_amount(amount, self.version.answer_amount_format)
        day, name = cells.get("date"), cells.get("name")
        if type(day) is str and day not in self.days:
            self.days[day] = read_day(day)
        on = self.days.get(day) if self.columns.date else self.today
        if (
            self.amounts[amount] != line.amount
            or on is None
            or not line.sent_on <= on <= self.today
            or self._result(said) != LineState.PAID
            or (name is not None and name != line.name)
            or len(number) > 40
            or len(said) > 40
        ):
            return None
        self.compared.seen[line.key] = row.number
        self.compared.total += line.amount
        if len(number) != len(line_number(0)):
            number = _masked(number)
        return ReadRow(self.file_pk, row.number, Outcome.PAID, number, line.key, line.amount, said, on)

    def _refuse(self, kept: ReadRow, key: str, fault: str, **params: object) -> None:
        if kept.fault:
            return
        stated = getattr(self.columns, key)
        kept.outcome, kept.fault, kept.params = Outcome.FAULTY, fault, params
        kept.column = column_letters(int(stated) - 1) if self.columns.by_position else stated

    def _read_row(self, kept: ReadRow, cells: Cells) -> None:
        """Read what a row says by itself."""
        text = plain_text(cells.get("number"))
        kept.number, kept.said = _masked(text)[:40], ""
        amount_cell = cells.get("amount")
        kept.amount = read_amount(amount_cell, self.version.answer_amount_format)
        if kept.amount is None:
            self._refuse(kept, "amount", NO_AMOUNT, word=_masked(plain_text(amount_cell))[:30])
        elif isinstance(amount_cell, Shown) and isinstance(amount_cell.stored, float):
            stored = amount_cell.stored / (100 if self.version.answer_amount_format == AmountFormat.CENTS else 1)
            if abs(float(kept.amount) - stored) > HALF_A_FEN:
                self._refuse(kept, "amount", CUT_OFF, word=_masked(amount_cell.text)[:30])
        kept.said = mask_numbers(plain_text(cells.get("result")))[:40]
        # A bank's own words may hold the account.
        kept.reason = mask_numbers(plain_text(cells.get("reason")))[:200]
        if "date" in cells:
            kept.day = read_day(cells["date"])
            if kept.day is None:
                self._refuse(kept, "date", NO_DAY, word=_masked(plain_text(cells["date"]))[:30])

    def _find(
        self, kept: ReadRow, cells: Cells, key: int | None, line: Line | None, elsewhere: Mapping[int, str]
    ) -> None:
        text = plain_text(cells.get("number"))
        if not text:
            self._refuse(kept, "number", NO_NUMBER)
        elif key is None:
            self._refuse(kept, "number", WRONG_NUMBER, word=kept.number[:30])
        elif line is None and key in elsewhere:
            self._refuse(kept, "number", OTHER_BATCH, batch=elsewhere[key])
        elif line is None:
            self._refuse(kept, "number", UNKNOWN, number=kept.number[:30])
        else:
            kept.line_id = line.key

    def _result(self, said: str) -> LineState | None:
        if said not in self.results:
            self.results[said] = result_of(said, self.version.paid, self.version.returned)
        return self.results[said]

    def _judge(self, kept: ReadRow, cells: Cells, line: Line) -> None:
        """Compare a row with its line, and set its outcome."""
        result = self._result(kept.said)
        if result is None:
            self._refuse(kept, "result", NO_RESULT, word=kept.said)
        elif kept.amount != line.amount:
            self._refuse(kept, "amount", OTHER_AMOUNT, said=f"{kept.amount:.2f}", sent=f"{line.amount:.2f}")
        elif line.state == LineState.CANCELLED:
            self._refuse(kept, "number", CANCELLED)
        elif line.state == LineState.MADE or line.sent_on is None:
            self._refuse(kept, "number", NOT_SENT)
        else:
            self._judge_day(kept, line, result)
            self._judge_name(kept, cells, line, result)
        if kept.fault:
            return
        if result == LineState.PAID:
            self._judge_paid(kept, line)
        else:
            self._judge_returned(kept, line)

    def _judge_day(self, kept: ReadRow, line: Line, result: LineState) -> None:
        if kept.day is None:
            if self.columns.date and result == LineState.PAID:
                self._refuse(kept, "date", NO_DAY, word="")
            kept.day = kept.day or self.today
        elif line.sent_on and kept.day < line.sent_on:
            self._refuse(kept, "date", TOO_EARLY, said=kept.day.isoformat(), sent=line.sent_on.isoformat())
        elif kept.day > self.today:
            self._refuse(kept, "date", IN_FUTURE, said=kept.day.isoformat())

    def _judge_name(self, kept: ReadRow, cells: Cells, line: Line, result: LineState) -> None:
        name = "".join(plain_text(cells.get("name")).split())
        if not name or not self.version.name_must_match or result != LineState.PAID:
            return
        if name != "".join(line.name.split()):
            self._refuse(kept, "name", OTHER_NAME)

    def _judge_paid(self, kept: ReadRow, line: Line) -> None:
        if line.state == LineState.SENT:
            kept.outcome = Outcome.PAID
        elif line.state == LineState.RETURNED and line.anew is not None:
            self._refuse(kept, "number", MADE_ANEW, number=line_number(line.anew))
        elif line.state == LineState.RETURNED:
            self._refuse(kept, "result", CONTRADICTS)
        elif line.paid_on and kept.day != line.paid_on:
            self._refuse(kept, "date", OTHER_DAY, said=str(kept.day), day=line.paid_on.isoformat())
        else:
            kept.outcome = Outcome.KNOWN

    def _judge_returned(self, kept: ReadRow, line: Line) -> None:
        if line.state == LineState.SENT:
            kept.outcome = Outcome.RETURNED
        elif line.state == LineState.PAID:
            kept.outcome = Outcome.LATE
        elif line.anew is not None:
            kept.outcome, kept.fault, kept.params = Outcome.KNOWN, OLD_NUMBER, {"number": line_number(line.anew)}
        else:
            kept.outcome = Outcome.KNOWN

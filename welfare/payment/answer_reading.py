"""Reading a bank's answer: where its rows are, and how what a row says compares with the line it names."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from members.importing.reading.rows import plain_text
from office.sheets.cells import Cells
from office.sheets.containers import DAMAGE_ERRORS, UnreadableWorkbook, damaged, detect_encoding, is_workbook, open_book
from office.sheets.finding import MAX_HEAD_ROW, find_layout
from office.sheets.layouts import Layout, Table
from office.sheets.packages import place_of
from office.sheets.reading import raw_rows, read_rows
from office.sheets.text_files import count_lines
from welfare.payment.answer_rows import NO_DAY, NUMBERED, AnswerForm, SaidRow, read_amount
from welfare.payment.models.profiles import AnswerColumns, ProfileVersion
from welfare.payment.rules import LineState, Outcome, line_number, result_of

# How many of the profile's words for results a message names.
MOST_WORDS = 4
# So many rows are looked through for one that is a row of an answer.
LOOKED_THROUGH = 1000

NO_NUMBER = _("it has no number of ours")
WRONG_NUMBER = _("“%(word)s” is no number of ours")
UNKNOWN = _("no payment of yours has the number %(number)s")
OTHER_BATCH = _("this number belongs to the payment “%(batch)s”; take its answer there")
DOUBLED = _("the same number as sheet row %(row)s")
OTHER_AMOUNT = _("says %(said)s, but %(sent)s was sent")
NO_RESULT = _("the profile doesn't know what “%(word)s” means")
TOO_EARLY = _("says %(said)s, before the file was fetched on %(sent)s")
IN_FUTURE = _("says %(said)s, which lies in the future")
OTHER_NAME = _("the bank names the account otherwise than our file")
NOT_SENT = _("this payment has not been sent to the bank")
CANCELLED = _("this payment was cancelled")
MADE_ANEW = _("says paid, but it was returned and made anew as %(number)s: ask the bank before it is paid twice")
OLD_NUMBER = _("it was made anew as %(number)s; the bank answers with the old number")
CONTRADICTS = _("says paid, but the bank returned it before: take that answer back first")
OTHER_DAY = _("says paid on %(said)s, but it was paid on %(day)s: ask the bank whether it paid twice")


@dataclass(slots=True)
class ReadRow:
    """A row of an answer as it is stored in AnswerRow; a model's instance for each row would take most of the time."""

    file_id: int
    said: SaidRow
    outcome: str = Outcome.FAULTY
    line_id: int | None = None
    day: date | None = None
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


def form_of(version: ProfileVersion) -> AnswerForm:
    """Return how the bank of a profile answers."""
    return AnswerForm(
        version.answer_columns, version.answer_amount_format, tuple(version.paid), tuple(version.returned)
    )


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


class AnswerReader:
    """Compares rows of one answer with the lines that they name; `today` is the day on which it was sent in."""

    def __init__(self, file_pk: int, version: ProfileVersion, today: date, compared: Compared) -> None:
        self.file_pk, self.today, self.compared = file_pk, today, compared
        self.form, self.name_must_match = form_of(version), version.name_must_match

    def compare(self, said: SaidRow, line: Line | None, elsewhere: Mapping[int, str]) -> ReadRow:
        """Return a row with how it compares with `line`, that of its number, in this batch.

        `elsewhere`: the numbers of other batches in reach by the keys of their lines.
        """
        if line is not None and self._is_as_sent(said, line):
            # As most rows are.
            self.compared.seen[line.key] = said.number
            self.compared.total += line.amount
            return ReadRow(self.file_pk, said, said.result, line.key, said.day or self.today)
        kept = ReadRow(self.file_pk, said, day=said.day, fault=said.fault, column=said.column, params=said.params)
        if kept.fault == "":
            self._find(kept, said, line, elsewhere)
        if said.key is not None and line is not None:
            first = self.compared.seen.setdefault(said.key, said.number)
            if first != said.number and kept.fault == "":
                self._refuse(kept, "number", DOUBLED, row=first)
        if kept.fault == "" and line is not None:
            self._judge(kept, line)
        if said.amount is not None:
            self.compared.total += said.amount
        return kept

    def _is_as_sent(self, said: SaidRow, line: Line) -> bool:
        """Return whether a row says of a sent line, as the first one, that it was paid or returned, as it was sent."""
        if line.state != LineState.SENT or said.amount != line.amount or said.fault or not said.result:
            return False
        if line.sent_on is None or line.key in self.compared.seen:
            return False
        if said.result == LineState.PAID and (said.name and said.name != line.name):
            return False
        if said.day is None:
            return not self.form.columns.date or said.result != LineState.PAID
        return line.sent_on <= said.day <= self.today

    def _refuse(self, kept: ReadRow, key: str, fault: str, **params: object) -> None:
        if kept.fault:
            return
        kept.outcome, kept.fault, kept.params = Outcome.FAULTY, fault, params
        kept.column = self.form.column(key)

    def _find(self, kept: ReadRow, said: SaidRow, line: Line | None, elsewhere: Mapping[int, str]) -> None:
        if not said.line:
            self._refuse(kept, "number", NO_NUMBER)
        elif said.key is None:
            self._refuse(kept, "number", WRONG_NUMBER, word=said.line[:30])
        elif line is not None:
            kept.line_id = line.key
        elif said.key in elsewhere:
            self._refuse(kept, "number", OTHER_BATCH, batch=elsewhere[said.key])
        else:
            self._refuse(kept, "number", UNKNOWN, number=said.line[:30])

    def _judge(self, kept: ReadRow, line: Line) -> None:
        """Compare a row with its line, and set its outcome."""
        said = kept.said
        if not said.result:
            self._refuse(kept, "result", NO_RESULT, word=said.said)
        elif said.amount != line.amount:
            self._refuse(kept, "amount", OTHER_AMOUNT, said=f"{said.amount:.2f}", sent=f"{line.amount:.2f}")
        elif line.state == LineState.CANCELLED:
            self._refuse(kept, "number", CANCELLED)
        elif line.state == LineState.MADE or line.sent_on is None:
            self._refuse(kept, "number", NOT_SENT)
        else:
            self._judge_day(kept, line)
            self._judge_name(kept, line)
        if kept.fault:
            return
        if said.result == LineState.PAID:
            self._judge_paid(kept, line)
        else:
            self._judge_returned(kept, line)

    def _judge_day(self, kept: ReadRow, line: Line) -> None:
        if kept.day is None:
            if self.form.columns.date and kept.said.result == LineState.PAID:
                self._refuse(kept, "date", NO_DAY, word="")
            kept.day = self.today
        elif line.sent_on and kept.day < line.sent_on:
            self._refuse(kept, "date", TOO_EARLY, said=kept.day.isoformat(), sent=line.sent_on.isoformat())
        elif kept.day > self.today:
            self._refuse(kept, "date", IN_FUTURE, said=kept.day.isoformat())

    def _judge_name(self, kept: ReadRow, line: Line) -> None:
        name, said = kept.said.name, kept.said.result
        if name == line.name or not self.name_must_match or said != LineState.PAID:
            return
        plain = "".join(plain_text(name).split())
        if plain and plain != "".join(line.name.split()):
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

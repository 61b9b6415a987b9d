"""States of payments, their numbers, and what a bank profile says. Pure: no database, no clock, no request."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from office.chunked_files.rules import FileState
from office.types import Message


class BatchState(TextChoices):
    MAKING = "making", pgettext_lazy("payment", "files being made")
    MADE = "made", pgettext_lazy("payment", "waits for release")
    RELEASED = "released", pgettext_lazy("payment", "released")
    CANCELLED = "cancelled", pgettext_lazy("payment", "cancelled")


class LineState(TextChoices):
    MADE = "made", pgettext_lazy("payment line", "made")
    SENT = "sent", pgettext_lazy("payment line", "sent to the bank")
    PAID = "paid", pgettext_lazy("payment line", "paid")
    RETURNED = "returned", pgettext_lazy("payment line", "returned by the bank")
    CANCELLED = "cancelled", pgettext_lazy("payment line", "cancelled")


BATCH_NEXT: dict[BatchState, set[BatchState]] = {
    BatchState.MAKING: {BatchState.MADE, BatchState.CANCELLED},
    BatchState.MADE: {BatchState.RELEASED, BatchState.CANCELLED},
    BatchState.RELEASED: {BatchState.CANCELLED},
    BatchState.CANCELLED: set(),
}
# A bank sends money back after days, too: what was paid may be returned. Taking an answer back leads to what was
# before it.
LINE_NEXT: dict[LineState, set[LineState]] = {
    LineState.MADE: {LineState.SENT, LineState.CANCELLED},
    LineState.SENT: {LineState.PAID, LineState.RETURNED},
    LineState.PAID: {LineState.RETURNED, LineState.SENT},
    LineState.RETURNED: {LineState.SENT, LineState.PAID},
    LineState.CANCELLED: set(),
}
# The states in which a line may bring its money to somebody: a grant has at most one line in them.
LIVE = (LineState.MADE, LineState.SENT, LineState.PAID)

BATCH_TONES = {
    BatchState.MAKING: "info",
    BatchState.MADE: "warning",
    BatchState.RELEASED: "success",
    BatchState.CANCELLED: "muted",
}
LINE_TONES = {
    LineState.MADE: "muted",
    LineState.SENT: "info",
    LineState.PAID: "success",
    LineState.RETURNED: "danger",
    LineState.CANCELLED: "muted",
}


class LeftOutReason(TextChoices):
    """Why somebody to whom money is due is in no file of a batch."""

    NO_ACCOUNT = "no_account", _("no bank account is stored")
    NAME_DIFFERS = "name_differs", _("the bank has another name for this account; it is still the same account")
    ACCOUNT_REFUSED = "refused", _("the bank has refused this account; it is still the same account")
    UNWRITABLE = "unwritable", _("the name can't be written in the bank's file")
    OTHER_RECORD = "other_record", _("paid under the member's other record")
    TOO_MUCH = "too_much", _("more than one file may hold")


class Outcome(TextChoices):
    """The comparison of one row of a bank's answer with what was sent."""

    PAID = "paid", pgettext_lazy("answer", "paid")
    RETURNED = "returned", pgettext_lazy("answer", "returned")
    LATE = "late", pgettext_lazy("answer", "paid before, now returned")
    KNOWN = "known", pgettext_lazy("answer", "said before")
    FAULTY = "faulty", pgettext_lazy("answer", "can't be taken")


OUTCOME_TONES = {
    Outcome.PAID: "success",
    Outcome.RETURNED: "danger",
    Outcome.LATE: "warning",
    Outcome.KNOWN: "muted",
    Outcome.FAULTY: "danger",
}
TAKEN = (Outcome.PAID, Outcome.RETURNED, Outcome.LATE)

# What becomes of an answer, file by file; the words of other files are about importing.
ANSWER_STATES = {
    FileState.CHECKING: pgettext_lazy("bank answer", "being compared"),
    FileState.CHECKED: pgettext_lazy("bank answer", "compared, to be confirmed"),
    FileState.IMPORTING: pgettext_lazy("bank answer", "being taken"),
    FileState.DONE: pgettext_lazy("bank answer", "taken"),
    FileState.FAILED: pgettext_lazy("bank answer", "failed"),
    FileState.CANCELLED: pgettext_lazy("bank answer", "set aside"),
}

# Letters in front, so that no spreadsheet takes it for a quantity and cuts its zeros off.
PREFIX = "ZF"
# What each pair of digits adds to a Luhn sum: the second one is doubled, and the digits of that are added.
OF_PAIR = [first + second * 2 - 9 * (second > 4) for first in range(10) for second in range(10)]
NUMBER = re.compile(r"ZF(\d{10})(\d)(?!\d)")


def line_number(pk: int) -> str:
    """Return the number by which a bank's answer names a line: ZF, ten digits, and a check digit (Luhn)."""
    return f"{PREFIX}{pk:010d}{check_digit(pk)}"


def check_digit(number: int) -> int:
    """Return the digit that, behind the number, makes its Luhn sum a multiple of ten. ISO/IEC 7812-1, annex B."""
    total = 0
    while number:
        number, pair = divmod(number, 100)
        total += OF_PAIR[pair]
    return -total % 10


def line_key(text: str) -> int | None:
    """Return the key of the line whose number is in `text`, alone or among other words; None without a right one."""
    found = NUMBER.search(text) or NUMBER.search(unicodedata.normalize("NFKC", text).upper().replace(" ", ""))
    if found is None:
        return None
    key = int(found[1])
    return key if check_digit(key) == int(found[2]) else None


class ProfileUse(TextChoices):
    """Whether payments can be made with a bank profile."""

    READY = "ready", pgettext_lazy("bank profile", "in use")
    CHANGED = "changed", pgettext_lazy("bank profile", "in use; version %(number)s waits for its trial to be checked")
    UNCHECKED = "unchecked", pgettext_lazy("bank profile", "not usable yet: its trial is not checked")
    RETIRED = "retired", pgettext_lazy("bank profile", "not in use")


PROFILE_TONES = {
    ProfileUse.READY: "success",
    ProfileUse.CHANGED: "warning",
    ProfileUse.UNCHECKED: "warning",
    ProfileUse.RETIRED: "muted",
}


def profile_use(*, is_active: bool, newest: int, checked: int | None) -> ProfileUse:
    """Return whether payments can be made with a profile whose newest version and newest checked version these are."""
    if not is_active:
        return ProfileUse.RETIRED
    if checked is None:
        return ProfileUse.UNCHECKED
    return ProfileUse.READY if checked == newest else ProfileUse.CHANGED


class FileFormat(TextChoices):
    TXT = "txt", _("text (.txt)")
    CSV = "csv", _("CSV (.csv)")
    XLSX = "xlsx", _("workbook (.xlsx)")


class Encoding(TextChoices):
    GB18030 = "gb18030", "GB18030"
    GBK = "gbk", "GBK"
    UTF_8 = "utf-8", "UTF-8"
    UTF_8_BOM = "utf-8-sig", _("UTF-8 with a byte order mark")


class Delimiter(TextChoices):
    COMMA = ",", _("comma ,")
    BAR = "|", _("bar |")
    TAB = "\t", _("tab")
    SEMICOLON = ";", _("semicolon ;")


class AmountFormat(TextChoices):
    YUAN = "yuan", _("yuan with two decimals: 300.00")
    CENTS = "cents", _("fen without a point: 30000")


class TotalsPlace(TextChoices):
    NONE = "none", _("none")
    FIRST = "first", _("first line, before the headings")
    LAST = "last", _("last line")


# What a column may hold, by the words that a profile may use for it.
PLACEHOLDERS = {
    **dict.fromkeys(("row", "序号"), "row"),
    **dict.fromkeys(("number", "编号"), "number"),
    **dict.fromkeys(("account", "账号"), "account"),
    **dict.fromkeys(("name", "户名"), "name"),
    **dict.fromkeys(("amount", "金额"), "amount"),
    **dict.fromkeys(("employee_number", "工号"), "employee_number"),
    **dict.fromkeys(("purpose", "用途"), "purpose"),
    **dict.fromkeys(("day", "日期"), "day"),
}
# What people are told of each, by its English word, in the order in which they choose.
HELD: dict[str, Message] = {
    "account": _("account number"),
    "name": _("name of the account"),
    "amount": _("amount"),
    "number": _("our number"),
    "purpose": _("purpose"),
    "employee_number": _("employee number"),
    "day": _("day, such as 20260925"),
    "row": _("row number, from 1"),
}
OF_TOTALS = {
    **dict.fromkeys(("rows", "笔数"), "rows"),
    **dict.fromkeys(("sum", "总金额"), "sum"),
    **dict.fromkeys(("purpose", "用途"), "purpose"),
    **dict.fromkeys(("day", "日期"), "day"),
}
NEEDED = ("account", "name", "amount", "number")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MOST_COLUMNS = 40


class WrongLayout(ValueError):
    """The columns of a profile can't be read; `word` is what is wrong in them, `line` its line, from 1."""

    def __init__(self, message: object, *, line: int = 0, word: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.word = message, line, word


@dataclass(frozen=True)
class FileColumn:
    """A column of a bank's file: its heading, and its text, in which names of PLACEHOLDERS stand in braces."""

    head: str
    value: str

    @property
    def is_amount(self) -> bool:
        return self.value == "{amount}"

    @property
    def told(self) -> str:
        """What it holds, in the reader's language: “name of the account”, or “[purpose] [our number]”."""
        if self.value[1:-1] in HELD:
            return str(HELD[self.value[1:-1]])
        return PLACEHOLDER.sub(lambda found: f"[{HELD[found[1]]}]", self.value) or gettext("nothing")


def read_columns(text: str) -> list[FileColumn]:
    """Return the columns of a file as a profile states them, one a line: `heading = text with {placeholders}`.

    Raises WrongLayout for a line without heading or text, an unknown placeholder, and where account, name, amount or
    number is in no column: without its number no line of an answer could be told from another.
    """
    columns = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        head, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not head:
            raise WrongLayout(_("Column %(line)s needs a heading and what it holds."), line=number)
        columns.append(FileColumn(head, _named(value, PLACEHOLDERS, number)))
    if len(columns) > MOST_COLUMNS:
        raise WrongLayout(_("There are too many columns."))
    used = {name for column in columns for name in PLACEHOLDER.findall(column.value)}
    for name in NEEDED:
        if name not in used:
            word = next(word for word, meant in reversed(PLACEHOLDERS.items()) if meant == name)
            raise WrongLayout(_("No column holds {%(word)s}."), word=word)
    return columns


def read_totals(text: str) -> list[str]:
    """Return the cells of the line with the totals, which “|” separates. Raises WrongLayout as `read_columns` does."""
    return [_named(cell.strip(), OF_TOTALS, 1) for cell in text.split("|")] if text.strip() else []


def _named(text: str, names: Mapping[str, str], line: int) -> str:
    """Return `text` with each placeholder by its English name."""
    for word in PLACEHOLDER.findall(text):
        if word.strip() not in names:
            raise WrongLayout(_("Column %(line)s: {%(word)s} is no placeholder."), line=line, word=word)
    return PLACEHOLDER.sub(lambda found: "{" + names[found[1].strip()] + "}", text)


def written_amount(amount: Decimal, form: str) -> str:
    """Return an amount in yuan as a bank's file has it. Raises ValueError for parts of a fen."""
    cents = amount * 100
    if cents != int(cents):
        raise ValueError(f"{amount} has parts of a fen")
    return str(int(cents)) if form == AmountFormat.CENTS else f"{amount:.2f}"


def words_of(text: str) -> list[str]:
    """Return the words of a list that people typed: 成功、交易成功, or one a line."""
    return [word for word in (part.strip() for part in re.split(r"[、,，;；\n]", text)) if word]


def result_of(said: str, paid: Iterable[str], returned: Iterable[str]) -> LineState | None:
    """Return what a bank's word for the result means: PAID, RETURNED, or None where the profile doesn't know it.

    The whole word counts, not its parts: “成功” is in “不成功”.
    """
    word = "".join(unicodedata.normalize("NFKC", said).split()).lower()
    plain = {"".join(unicodedata.normalize("NFKC", one).split()).lower() for one in paid}
    if word in plain:
        return LineState.PAID
    plain = {"".join(unicodedata.normalize("NFKC", one).split()).lower() for one in returned}
    return LineState.RETURNED if word in plain else None

"""Reading one row of the sheet: what it states about a member, or why it is refused. Pure: no database, no clock."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from members.choices import IdKind, MemberState, Sex
from members.importing.reading import faults, vocabulary
from members.importing.reading.columns import COLUMNS, REQUIRED
from members.importing.reading.faults import Fault
from members.register.rules import identity, names
from office.errors import Reason
from office.sheets.cells import Cells, Kind, Shown
from office.sheets.number_formats import DIGITS_LOST, general
from office.sheets.rows import SheetRow
from office.text import unified, visible_line
from office.types import FieldValues

Code = TypeVar("Code")

# The codes by the words of the sheet, for the columns that are read in the same way.
CODED_COLUMNS: dict[str, Mapping[str, str | bool]] = {
    "ethnic_group": vocabulary.ETHNIC_GROUP,
    "employment": vocabulary.EMPLOYMENT,
    "education": vocabulary.EDUCATION,
    "skill_level": vocabulary.SKILL_LEVEL,
    "household_kind": vocabulary.HOUSEHOLD,
    "state_reason": vocabulary.REASON,
    "politics": vocabulary.POLITICS,
    "is_migrant": vocabulary.YES_NO,
    "employment_form": vocabulary.EMPLOYMENT_FORM,
    "post_category": vocabulary.POST_CATEGORY,
}
# The columns of free text, with the number of characters that they may have.
TEXT_COLUMNS = {"household_place": 100, "native_place": 100, "employee_number": 32, "unit": 100}
# Of them those that say no more than what stands in them: a formula without result is kept there as text, and told.
KEPT_AS_TYPED = {"household_place", "native_place"}
OLDEST = date(1900, 1, 1)
# How a spreadsheet shows a number of which it shows only the first digits.
LOST_DIGITS = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
# Why a cell that shows no value is refused.
UNREADABLE = {
    Kind.ERROR: faults.ERROR_VALUE,
    Kind.NO_RESULT: faults.NO_RESULT,
    Kind.HIDDEN: faults.HIDDEN_VALUE,
}
BLANK_OR_HYPHEN = re.compile(r"[\s-]")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
DATE_FORMS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


@dataclass(slots=True)
class RosterRow:
    """What a row states: `values` by field of the member, and why it is refused. A blank cell states nothing."""

    number: int
    values: FieldValues = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    """What was read otherwise than it is written, and is not refused."""
    cells: Cells = field(default_factory=dict)
    """The cells that were read, for lists of refused rows."""
    unit_name: str = ""
    is_transfer_in: bool = False
    """Whether the change of membership is 转入: its day is that of the transfer, not that of joining the union."""
    id_hash: str = ""
    """The keyed hash of `id_number`, once it has been computed."""

    @property
    def id_number(self) -> str:
        number: str = self.values.get("id_number", "")
        return number

    def refuse(self, column: str, reason: Reason, **params: object) -> None:
        """Add a fault in the column with this key."""
        self.faults.append(Fault(COLUMNS[column], reason, params))

    def written(self, column: str) -> str:
        """Return what is written in the column with this key, without what nobody sees."""
        value = self.cells.get(column)
        return visible_line("" if value is None else str(value)).removesuffix(" 00:00:00").strip()

    def note(self, column: str, reason: Reason, **params: object) -> None:
        """Add what was read otherwise than it is written in the column with this key."""
        self.notes.append(Fault(COLUMNS[column], reason, params))


def read_row(number: int, cells: Cells, *, today: date, required: tuple[str, ...] = REQUIRED) -> RosterRow:
    """Return what a row states, with all faults that the row shows by itself."""
    row = RosterRow(number, cells=cells)
    unreadable = {key: why for key, cell in cells.items() if type(cell) is not str and (why := unreadable_reason(cell))}
    for key in KEPT_AS_TYPED & unreadable.keys():
        if unreadable[key] is faults.NO_RESULT:
            row.note(key, faults.FORMULA_KEPT, word=plain_text(cells[key])[:30])
            del unreadable[key]
    for key, why in unreadable.items():
        # Only an error is named: what a formula or a format hides may be a number that is masked.
        row.refuse(key, why, **({"word": plain_text(cells[key])} if why is faults.ERROR_VALUE else {}))
    if unreadable:
        cells = {key: cell for key, cell in cells.items() if key not in unreadable}
    for key in required:
        if key not in unreadable and not plain_text(cells.get(key)):
            row.refuse(key, faults.MISSING)
    _read_codes(row, cells)
    _read_texts(row, cells)
    _read_name(row, cells)
    _read_phone(row, cells)
    if (hired_on := _read_date(row, cells, "hired_on")) and hired_on > today:
        row.refuse("hired_on", faults.IN_THE_FUTURE)
    _read_identity(row, cells, today)
    _read_change(row, cells, today)
    return row


def read_sheet_row(row: SheetRow, *, today: date, required: tuple[str, ...]) -> RosterRow:
    """Return what a row of a sheet states: see `read_row`."""
    return read_row(row.number, row.cells, today=today, required=required)


def unreadable_reason(cell: object) -> Reason | None:
    """Return why a cell shows no value: an error, a formula without result, a hidden number; None if it shows one."""
    return UNREADABLE.get(Kind(cell.kind)) if isinstance(cell, Shown) else None


def number_text(cell: object) -> str:
    """Return a cell of a column of numbers that nobody counts with, as text: 工号, 证件号码, 移动电话.

    It is what the cell shows, 000123 also, but for separators of thousands and zeros behind a point.
    """
    if isinstance(cell, Shown) and cell.kind == Kind.NUMBER and isinstance(cell.stored, float):
        bare = cell.text.replace(",", "")
        if bare != cell.text or re.fullmatch(r"\d+\.0+", bare):
            return general(cell.stored)
    return plain_text(cell)


def lost_digits(cell: object) -> Reason | None:
    """Return why digits of such a cell are lost, or what was typed is: a number that was too long, or became a date."""
    if isinstance(cell, Shown):
        if cell.kind == Kind.DATE:
            return faults.BECAME_A_DATE
        if isinstance(cell.stored, float) and (abs(cell.stored) >= DIGITS_LOST or not cell.stored.is_integer()):
            return faults.LOST_DIGITS
    if isinstance(cell, int | float) and (abs(cell) >= DIGITS_LOST or cell != int(cell)):
        return faults.LOST_DIGITS
    return faults.LOST_DIGITS if LOST_DIGITS.fullmatch(without_blanks(plain_text(cell))) else None


def plain_text(value: object) -> str:
    """Return a cell as text, in NFKC, without spaces around it, and a whole number without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip() if value.isascii() and value.isprintable() else _normalised(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _normalised(str(value))


# Cached: the same words stand in thousands of rows.
@lru_cache(maxsize=2**13)
def _normalised(text: str) -> str:
    return visible_line(unified(unicodedata.normalize("NFKC", text))).strip()


def without_blanks(text: str) -> str:
    return "".join(text.split())


def _read_codes(row: RosterRow, cells: Cells) -> None:
    for key, codes in CODED_COLUMNS.items():
        if (raw := cells.get(key)) is None:
            continue
        code = codes.get(raw) if type(raw) is str else None
        if code is None:
            code = _read_code(row, cells, key, codes)
        if code is not None:
            row.values[key] = code


def _read_texts(row: RosterRow, cells: Cells) -> None:
    for key, longest in TEXT_COLUMNS.items():
        if (raw := cells.get(key)) is None:
            continue
        text = number_text(raw) if key == "employee_number" else plain_text(raw)
        if key == "employee_number" and (why := lost_digits(raw)):
            row.refuse(key, why)
        elif len(text) > longest:
            row.refuse(key, faults.TOO_LONG, longest=longest)
        elif "\ufffd" in text:
            row.refuse(key, faults.LOST_CHARACTER, word=text[:30])
        elif text and key == "unit":
            row.unit_name = text
        elif text:
            row.values[key] = text.upper() if key == "employee_number" else text
        if text and isinstance(raw, str) and text != raw and unified(raw) != raw:
            row.note(key, names.UNIFIED_NAME, before=raw.strip()[: names.SHOWN], after=text[: names.SHOWN])


def _read_name(row: RosterRow, cells: Cells) -> None:
    # Not in NFKC, which would replace rare characters of names.
    raw = cells.get("name")
    if isinstance(raw, str) and names.is_common(raw):
        row.values["name"] = raw
        return
    ethnic = row.values.get("ethnic_group")
    found = names.read_name(str(raw or ""), is_han=None if ethnic is None else ethnic == vocabulary.HAN)
    if found.reason:
        row.refuse("name", found.reason, **found.params)
    elif found.name:
        row.values["name"] = found.name
    if note := found.note:
        row.note("name", note, before=found.before, after=found.name)


def _read_phone(row: RosterRow, cells: Cells) -> None:
    raw = cells.get("phone")
    phone = BLANK_OR_HYPHEN.sub("", number_text(raw)).removeprefix("+86")
    if not phone:
        return
    if why := lost_digits(raw):
        row.refuse("phone", why)
    elif identity.is_mobile_number(phone):
        row.values["phone"] = phone
    elif phone.isdecimal():
        row.refuse("phone", faults.WRONG_LENGTH_OF_MOBILE_NUMBER, digits=len(phone))
    else:
        row.refuse("phone", faults.NO_MOBILE_NUMBER)


def read_date(value: object) -> date | None:
    """Return the date of a cell, or of a text like 2021-07-01, 2021/7/1, 2021.7.1, 2021年7月1日 or 20210701.

    None for anything else.
    """
    if isinstance(value, Shown) and value.kind == Kind.DATE:
        value = str(value.stored)[:10]
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    text = plain_text(value)
    return _date_of_text(text if isinstance(value, str) and " 00:00" in value else without_blanks(text))


# Cached: of all the days on which people were born, hired or joined there are but some thousands.
@lru_cache(maxsize=2**13)
def _date_of_text(text: str) -> date | None:
    for form in DATE_FORMS:
        if found := form.fullmatch(text):
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None


def _read_date(row: RosterRow, cells: Cells, key: str) -> date | None:
    raw = cells.get(key)
    if raw is None or not plain_text(raw):
        return None
    day = read_date(raw)
    if day is None or day < OLDEST:
        row.refuse(key, faults.NO_DATE, word=plain_text(raw)[:30])
        return None
    row.values[key] = day
    return day


def _read_identity(row: RosterRow, cells: Cells, today: date) -> None:
    kind = _read_code(row, cells, "id_kind", vocabulary.ID_KIND) or IdKind.IDENTITY_CARD
    born = _read_date(row, cells, "birth_date")
    if born is not None and born > today:
        row.refuse("birth_date", faults.IN_THE_FUTURE)
    sex = _read_code(row, cells, "sex", vocabulary.SEX)
    if sex is not None:
        row.values["sex"] = sex
    raw = cells.get("id_number")
    number = without_blanks(number_text(raw)).upper()
    if not number:
        return
    # A spreadsheet keeps fifteen digits of a number and replaces the others by zeros.
    if why := lost_digits(raw):
        row.refuse("id_number", why)
        return
    row.values["id_kind"] = kind
    if kind != IdKind.IDENTITY_CARD:
        if identity.OTHER_CERTIFICATE.fullmatch(number):
            row.values["id_number"] = number
        else:
            row.refuse("id_number", faults.NO_CERTIFICATE_NUMBER)
        return
    _read_identity_card(row, number, born, sex, today)


def _read_identity_card(row: RosterRow, number: str, born: date | None, sex: str | None, today: date) -> None:
    """Check the number of an identity card by GB 11643-1999, and read birth date and sex from it.

    Also a number with the code of a former division is valid: domain.md part 3.
    """
    number = identity.eighteen_digits(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        reason, named = identity.strange_sign(number) or (faults.WRONG_LENGTH_OF_IDENTITY_NUMBER, {})
        row.refuse("id_number", reason, **named)
        return
    birth_date = identity.birth_date_of(number)
    if birth_date is None or birth_date > today:
        row.refuse("id_number", faults.NO_BIRTH_DATE_IN_IDENTITY_NUMBER)
        return
    if number[17] != identity.check_digit(number[:17]):
        row.refuse("id_number", faults.WRONG_CHECK_DIGIT)
        return
    row.values["id_number"] = number
    if born is not None and born != birth_date:
        row.refuse("birth_date", faults.CONTRADICTS_BIRTH_DATE, said=birth_date.isoformat())
    if sex in (Sex.MALE, Sex.FEMALE) and sex != identity.sex_of(number):
        row.refuse("sex", faults.CONTRADICTS_SEX)
    row.values["birth_date"] = birth_date
    if sex in (None, Sex.UNKNOWN, Sex.NOT_SAID):
        row.values["sex"] = identity.sex_of(number)


def _read_code(row: RosterRow, cells: Cells, key: str, codes: Mapping[str, Code]) -> Code | None:
    """Return the code for the word in a cell; None for a blank cell, or for an unknown word, which is refused."""
    raw = cells.get(key)
    if raw is None:
        return None
    if isinstance(raw, str) and raw in codes:
        return codes[raw]
    word = without_blanks(plain_text(raw))
    if not word:
        return None
    if word not in codes:
        row.refuse(key, faults.UNKNOWN_VALUE, word=word[:30])
    return codes.get(word)


def _read_change(row: RosterRow, cells: Cells, today: date) -> None:
    """Read 会籍变化类型 and 会籍变化日期 into `state`, `state_since` and, for 入会, `joined_on`. domain.md part 3.

    A day without a kind of change is that of 入会.
    """
    state = _read_code(row, cells, "change", vocabulary.CHANGE)
    day = _read_date(row, cells, "changed_on")
    row.values.pop("changed_on", None)
    if day is not None and day > today:
        row.refuse("changed_on", faults.IN_THE_FUTURE)
        return
    if state is None and day is not None and not plain_text(cells.get("change")):
        state = MemberState.ACTIVE
    if state is None:
        return
    if day is None:
        if not plain_text(cells.get("changed_on")):
            row.refuse("changed_on", faults.MISSING)
        return
    row.values |= {"state": state, "state_since": day}
    row.is_transfer_in = plain_text(cells.get("change")) == "转入"
    if state == MemberState.ACTIVE and not row.is_transfer_in:
        row.values["joined_on"] = day

"""One row of the sheet → what it says about a member, or why it can't be taken. Pure: no database, no clock."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from members.choices import IdKind, MemberState
from members.importing.reading import faults
from members.importing.reading import vocabulary as words
from members.importing.reading.columns import COLUMNS, REQUIRED
from members.importing.reading.faults import Fault
from members.register.rules import identity
from office.errors import Reason
from office.types import FieldValues

CODED: dict[str, FieldValues] = {
    "ethnic_group": words.ETHNIC_GROUP,
    "employment": words.EMPLOYMENT,
    "education": words.EDUCATION,
    "skill_level": words.SKILL_LEVEL,
    "household_kind": words.HOUSEHOLD,
    "state_reason": words.REASON,
    "politics": words.POLITICS,
    "is_migrant": words.YES_NO,
    "employment_form": words.EMPLOYMENT_FORM,
    "post_category": words.POST_CATEGORY,
}
TEXTS = {"household_place": 100, "native_place": 100, "employee_number": 32, "unit": 100}
NAME_LENGTH = 64
OLDEST = date(1900, 1, 1)
# What a name almost always is: nothing in it to put right.
COMMON_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
LOST_DIGITS = re.compile(r"\d(\.\d+)?E\+\d+")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧・･·∙⋅．", "·"))
DATE_FORMS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


@dataclass(slots=True)
class Reading:
    """What one row says. `values` holds only what the row states: a blank cell says nothing, so it erases nothing."""

    number: int
    values: FieldValues = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unit_name: str = ""
    came_over: bool = False
    """Whether the change of membership is 转入: the day is then that of coming here, not that of joining the union."""
    id_hash: str = ""

    @property
    def id_number(self) -> str:
        return self.values.get("id_number", "")

    def refuse(self, column: str, reason: Reason, **params: Any) -> None:
        self.faults.append(Fault(COLUMNS[column], reason, params))


def read_row(number: int, cells: FieldValues, *, today: date, required: tuple[str, ...] = REQUIRED) -> Reading:
    """Everything that one row says, with every fault that the row alone can show."""
    reading = Reading(number)
    for key in required:
        if not plain(cells.get(key)):
            reading.refuse(key, faults.MISSING)
    _read_codes(reading, cells)
    _read_texts(reading, cells)
    _read_name(reading, cells)
    _read_phone(reading, cells)
    if (hired_on := _read_date(reading, cells, "hired_on")) and hired_on > today:
        reading.refuse("hired_on", faults.IN_THE_FUTURE)
    _read_identity(reading, cells, today)
    _read_change(reading, cells, today)
    return reading


def plain(value: Any) -> str:
    """A cell as text: full-width forms made plain, blanks around dropped, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip() if value.isascii() and value.isprintable() else _made_plain(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _made_plain(str(value))


# The same words stand in thousands of rows.
@lru_cache(maxsize=2**13)
def _made_plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")).strip()


def without_blanks(text: str) -> str:
    return "".join(text.split())


def _read_codes(reading: Reading, cells: FieldValues) -> None:
    for key, known in CODED.items():
        raw = cells.get(key)
        if raw is None:
            continue
        if raw in known:
            reading.values[key] = known[raw]
            continue
        word = without_blanks(plain(raw))
        if not word:
            continue
        if word in known:
            reading.values[key] = known[word]
        else:
            reading.refuse(key, faults.UNKNOWN_VALUE, word=word[:30])


def _read_texts(reading: Reading, cells: FieldValues) -> None:
    for key, longest in TEXTS.items():
        if (raw := cells.get(key)) is None:
            continue
        text = plain(raw)
        if len(text) > longest:
            reading.refuse(key, faults.TOO_LONG, longest=longest)
        elif text and key == "unit":
            reading.unit_name = text
        elif text:
            reading.values[key] = text.upper() if key == "employee_number" else text


def _read_name(reading: Reading, cells: FieldValues) -> None:
    # Not NFKC: it would replace rare characters that a person's name is really written with.
    raw = str(cells.get("name") or "")
    if COMMON_NAME.fullmatch(raw):
        reading.values["name"] = raw
        return
    raw = raw.translate(MIDDLE_DOTS)
    raw = "".join(c for c in raw if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    ethnic = reading.values.get("ethnic_group")
    is_han = ethnic == words.HAN or (ethnic is None and not re.search(r"[A-Za-z·]", raw))
    name = without_blanks(raw) if is_han else re.sub(r"\s*·\s*", "·", " ".join(raw.split()))
    if len(name) > NAME_LENGTH:
        reading.refuse("name", faults.TOO_LONG, longest=NAME_LENGTH)
    elif re.search(r"[0-9=@<>]", name):
        reading.refuse("name", faults.NO_NAME, word=name[:30])
    elif name:
        reading.values["name"] = name


def _read_phone(reading: Reading, cells: FieldValues) -> None:
    phone = re.sub(r"[\s-]", "", plain(cells.get("phone"))).removeprefix("+86")
    if not phone:
        return
    if identity.is_mobile_number(phone):
        reading.values["phone"] = phone
    elif phone.isdecimal():
        reading.refuse("phone", faults.WRONG_LENGTH_OF_MOBILE_NUMBER, digits=len(phone))
    else:
        reading.refuse("phone", faults.NO_MOBILE_NUMBER)


def read_date(value: Any) -> date | None:
    """A date cell, or a text in one of the forms people write; None for anything that is no date.

    2021-07-01, 2021/7/1, 2021.7.1, 2021年7月1日, 20210701.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    text = without_blanks(plain(value)) if not isinstance(value, str) or " 00:00" not in value else plain(value)
    for form in DATE_FORMS:
        if found := form.fullmatch(text):
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None


def _read_date(reading: Reading, cells: FieldValues, key: str) -> date | None:
    raw = cells.get(key)
    if raw is None or not plain(raw):
        return None
    day = read_date(raw)
    if day is None or day < OLDEST:
        reading.refuse(key, faults.NO_DATE, word=plain(raw)[:30])
        return None
    reading.values[key] = day
    return day


def _read_identity(reading: Reading, cells: FieldValues, today: date) -> None:
    kind = _word(reading, cells, "id_kind", words.ID_KIND) or IdKind.IDENTITY_CARD
    born = _read_date(reading, cells, "birth_date")
    if born is not None and born > today:
        reading.refuse("birth_date", faults.IN_THE_FUTURE)
    sex = _word(reading, cells, "sex", words.SEX)
    if sex is not None:
        reading.values["sex"] = sex
    raw = cells.get("id_number")
    number = without_blanks(plain(raw)).upper()
    if not number:
        return
    # A spreadsheet keeps fifteen digits of a number; what stands behind them is made up.
    if (
        (isinstance(raw, int | float) and len(number) > 15)
        or (isinstance(raw, float) and not raw.is_integer())
        or LOST_DIGITS.fullmatch(number)
    ):
        reading.refuse("id_number", faults.LOST_DIGITS)
        return
    reading.values["id_kind"] = kind
    if kind != IdKind.IDENTITY_CARD:
        if identity.OTHER_CERTIFICATE.fullmatch(number):
            reading.values["id_number"] = number
        else:
            reading.refuse("id_number", faults.NO_CERTIFICATE_NUMBER)
        return
    _read_identity_card(reading, number, born, sex, today)


def _read_identity_card(reading: Reading, number: str, born: date | None, sex: str | None, today: date) -> None:
    """GB 11643-1999; an old division code is no fault, domain.md part 3."""
    number = identity.eighteen_digits(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        reading.refuse("id_number", faults.WRONG_LENGTH_OF_IDENTITY_NUMBER)
        return
    said = identity.birth_date_of(number)
    if said is None or said > today:
        reading.refuse("id_number", faults.NO_BIRTH_DATE_IN_IDENTITY_NUMBER)
        return
    if number[17] != identity.check_digit(number[:17]):
        reading.refuse("id_number", faults.WRONG_CHECK_DIGIT)
        return
    reading.values["id_number"] = number
    if born is not None and born != said:
        reading.refuse("birth_date", faults.CONTRADICTS_BIRTH_DATE, said=said.isoformat())
    if sex in ("1", "2") and sex != identity.sex_of(number):
        reading.refuse("sex", faults.CONTRADICTS_SEX)
    reading.values["birth_date"] = said
    if sex in (None, "0", "9"):
        reading.values["sex"] = identity.sex_of(number)


def _word(reading: Reading, cells: FieldValues, key: str, known: FieldValues) -> Any:
    raw = cells.get(key)
    if raw is None:
        return None
    if raw in known:
        return known[raw]
    word = without_blanks(plain(raw))
    if not word:
        return None
    if word not in known:
        reading.refuse(key, faults.UNKNOWN_VALUE, word=word[:30])
    return known.get(word)


def _read_change(reading: Reading, cells: FieldValues, today: date) -> None:
    """会籍变化类型, 日期 and 原因 → state, since when, and since when a member."""
    state = _word(reading, cells, "change", words.CHANGE)
    day = _read_date(reading, cells, "changed_on")
    reading.values.pop("changed_on", None)
    if day is not None and day > today:
        reading.refuse("changed_on", faults.IN_THE_FUTURE)
        return
    if state is None and day is not None and not plain(cells.get("change")):
        state = MemberState.ACTIVE
    if state is None:
        return
    if day is None:
        if not plain(cells.get("changed_on")):
            reading.refuse("changed_on", faults.MISSING)
        return
    reading.values |= {"state": state, "state_since": day}
    reading.came_over = plain(cells.get("change")) == "转入"
    if state == MemberState.ACTIVE and not reading.came_over:
        reading.values["joined_on"] = day

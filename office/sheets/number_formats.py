"""Number formats: what a cell with a number shows. Sources: ECMA-376 part 1, 18.8.30 and 18.8.31; Excel in Chinese."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from office.sheets.cells import Kind, Shown

GENERAL = "General"
YEAR_MONTH, MONTH_DAY, FULL_DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
HOURS, SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
# The formats that a file names by number only; from 27 on as Chinese versions of Excel and WPS show them.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "¥#,##0;¥-#,##0",
    6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    23: "0_);(0)",
    24: "0_);(0)",
    25: "0.00_);(0.00)",
    26: "0.00_);(0.00)",
    27: YEAR_MONTH,
    28: MONTH_DAY,
    29: MONTH_DAY,
    30: "m-d-yy",
    31: FULL_DAY,
    32: HOURS,
    33: SECONDS,
    34: "上午/下午" + HOURS,
    35: "上午/下午" + SECONDS,
    36: YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0",
    42: "¥#,##0",
    43: "#,##0.00",
    44: "¥#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: YEAR_MONTH,
    51: MONTH_DAY,
    52: YEAR_MONTH,
    53: MONTH_DAY,
    54: MONTH_DAY,
    55: "上午/下午" + HOURS,
    56: "上午/下午" + SECONDS,
    57: YEAR_MONTH,
    58: MONTH_DAY,
}
# From this number on not every digit is kept: a spreadsheet stores fifteen.
DIGITS_LOST = 1e15
# The first day that isn't a day any more: 31 December 9999 is the last.
LAST_DAY = 2_958_466
# The two systems of dates differ by four years and a day.
DAYS_TO_1904 = 1462
WEEKDAYS = "一二三四五六日"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<end>;)'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>[Ee][+-](?=[0#?]))|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE]+|[aA]{3,4}|[gG]+)|(?P<plain>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
CURRENCY = re.compile(r"\$([^-\]]*)")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Token(NamedTuple):
    kind: str
    text: str


class Section(NamedTuple):
    """One of the sections of a format that `;` parts: its tokens, and the numbers that it is for, if it says so."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None

    @property
    def is_date(self) -> bool:
        return any(token.kind in ("date", "elapsed") for token in self.tokens)

    @property
    def is_general(self) -> bool:
        return any(token.kind == "general" for token in self.tokens)


# What a cell with this number shows.
NumberFormat: TypeAlias = Callable[[float], Shown]


def number_format(code: str, *, from_1904: bool) -> NumberFormat | None:
    """Return the function that says what a number shows in this format; None for the general one."""
    sections = _sections(code)
    first = sections[0]
    if not first.tokens and len(sections) == 1:
        return None
    if len(sections) == 1 and [token.kind for token in first.tokens] == ["general"]:
        return None
    if first.is_date:
        return lambda value: _date(first, value, from_1904=from_1904)
    return lambda value: _number(sections, value)


def text_format(code: str) -> tuple[str, str] | None:
    """Return what a format adds before and after a text; None where it adds nothing."""
    sections = _sections(code)
    found = [section for section in sections if any(token == Token("plain", "@") for token in section.tokens)]
    if not found or (len(sections) < 4 and len(sections) != 1):
        return None
    before, after, seen = "", "", False
    for token in found[-1].tokens:
        if token == Token("plain", "@"):
            seen = True
        elif token.kind in ("literal", "plain"):
            before, after = (before, after + token.text) if seen else (before + token.text, after)
    return (before, after) if (before + after).strip() else None


def general(value: float) -> str:
    """Return a number as a cell without a format shows it, but with all digits where it has fifteen at most."""
    if value == int(value):
        if abs(value) < DIGITS_LOST:
            return str(int(value))
        mantissa, _e, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    return f"{value:.11G}"


@lru_cache(maxsize=512)
def _sections(code: str) -> list[Section]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    for found in TOKEN.finditer(code):
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "end":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            if stated := CONDITION.fullmatch(text):
                condition = stated[1], float(stated[2])
            elif ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text.lower()))
            elif currency := CURRENCY.match(text):
                tokens.append(Token("literal", currency[1]))
        elif kind in ("quoted", "escaped"):
            tokens.append(Token("literal", text))
        elif kind == "blank":
            tokens.append(Token("literal", " "))
        elif kind != "fill":
            tokens.append(Token(kind, text))
    sections.append(Section(tuple(tokens), condition))
    return sections


def _number(sections: list[Section], value: float) -> Shown:
    section, shown = _section_for(sections, value)
    text = general(value) if section is None else _render(section, shown).strip()
    if not text and value:
        return Shown(general(value), Kind.HIDDEN, value)
    return Shown(text, Kind.NUMBER, value)


def _section_for(sections: list[Section], value: float) -> tuple[Section | None, float]:
    """Return the section that this number is shown in, and the number without its sign if the section writes it."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _holds(section.condition, value):
                return section, value
        return None, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _render(section: Section, value: float) -> str:
    """Return a number in the digits of a section, with its literals where they stand."""
    tokens = section.tokens
    if section.is_general or any(token == Token("plain", "@") for token in tokens):
        text = general(value)
        return "".join(text if token.kind == "general" or token.text == "@" else token.text for token in tokens)
    if any(token == Token("plain", "/") for token in tokens) and _digits(tokens):
        # A fraction, 2 1/2: no column has them.
        return general(value)
    number = abs(Decimal(repr(value)))
    number *= 100 ** sum(token == Token("plain", "%") for token in tokens)
    at = next((at for at, token in enumerate(tokens) if token == Token("plain", ".")), len(tokens))
    power = next((at for at, token in enumerate(tokens) if token.kind == "exponent"), len(tokens))
    whole, fraction = list(tokens[: min(at, power)]), list(tokens[at + 1 : power])
    number /= 1000 ** _commas_at_end(whole if not _digits(fraction) else fraction)
    places = len(_digits(fraction))
    exponent = ""
    if power < len(tokens):
        shift = number.adjusted() if number else 0
        number = round(number.scaleb(-shift), places)
        if number >= 10:
            number, shift = number / 10, shift + 1
        sign = "-" if shift < 0 else "+" if tokens[power].text.endswith("+") else ""
        exponent = f"E{sign}{abs(shift):0{len(_digits(tokens[power:]))}d}"
        fraction += [token for token in tokens[power + 1 :] if token.text not in "0#?"]
    number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _point, decimals = f"{number:f}".partition(".")
    minus = "-" if value < 0 and number else ""
    text = minus + _whole_part(whole, "" if digits == "0" else digits)
    if places and not _digits(whole):
        # .00 shows all digits before the point, too. A section without any digits shows its literals only.
        text += "" if digits == "0" else digits
    if at < len(tokens):
        text += "."
    return text + _fraction_part(fraction, decimals) + exponent


def _digits(tokens: list[Token] | tuple[Token, ...]) -> list[Token]:
    return [token for token in tokens if token.kind == "plain" and token.text in "0#?"]


def _commas_at_end(tokens: list[Token]) -> int:
    """Return how often a section divides by a thousand: once for each comma behind its last digit."""
    count = 0
    for token in reversed(tokens):
        if token.kind == "plain" and token.text in "0#?":
            return count
        count += token == Token("plain", ",")
    return 0


def _whole_part(tokens: list[Token], digits: str) -> str:
    """Return the digits before the point, filled into the tokens from the right."""
    places = _digits(tokens)
    first = next((at for at, token in enumerate(tokens) if token in places), None)
    last = max((at for at, token in enumerate(tokens) if token in places), default=None)
    grouped = first is not None and Token("plain", ",") in tokens[first:last]
    pieces: list[str] = []
    used = 0
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token == Token("plain", ","):
            continue
        if token.kind != "plain" or token.text not in "0#?":
            pieces.append(token.text)
            continue
        taken = [digits[-1]] if digits else [{"0": "0", "#": "", "?": " "}[token.text]]
        digits = digits[:-1]
        if at == first:
            taken += reversed(digits)
        for digit in filter(None, taken):
            pieces.append("," if grouped and used and used % 3 == 0 else "")
            pieces.append(digit)
            used += 1
    return "".join(reversed(pieces))


def _fraction_part(tokens: list[Token], decimals: str) -> str:
    places = _digits(tokens)
    needed = max((at for at, token in enumerate(places, start=1) if token.text == "0"), default=0)
    decimals = decimals[:needed] + decimals[needed:].rstrip("0")
    pieces, used = [], 0
    for token in tokens:
        if token.kind == "plain" and token.text in "0#?":
            pieces.append(decimals[used : used + 1])
            used += 1
        elif token != Token("plain", ","):
            pieces.append(token.text)
    return "".join(pieces)


def _date(section: Section, value: float, *, from_1904: bool) -> Shown:
    """Return a date, or the time of day or the span that a number below 1 stands for."""
    if value < 0 or value >= LAST_DAY:
        return Shown("########", Kind.ERROR)
    day = moment(value, from_1904=from_1904)
    text = _render_date(section, value, day)
    if day is None or (value < 1 and not from_1904):
        return Shown(text, Kind.NUMBER, value)
    stored = day.date().isoformat() if day.time() == datetime.min.time() else day.isoformat(timespec="seconds")
    return Shown(text, Kind.DATE, stored)


def moment(value: float, *, from_1904: bool) -> datetime | None:
    """Return the moment that a number stands for; None for 29 February 1900, which the system from 1900 counts."""
    days = value + DAYS_TO_1904 if from_1904 else value
    if 60 <= days < 61:
        return None
    start = datetime.fromisoformat("1899-12-31" if days < 60 else "1899-12-30")
    return start + timedelta(seconds=round(days * 86_400))


def _render_date(section: Section, value: float, day: datetime | None) -> str:
    day = day or datetime.fromisoformat("1900-02-28")
    tokens = section.tokens
    noon = any(token.kind == "noon" for token in tokens)
    seconds = round(value * 86_400)
    pieces: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        letter = text[:1].lower()
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[letter]
            pieces.append(f"{seconds // unit:0{len(text)}d}")
        elif kind == "noon":
            morning, evening = text.split("/")
            pieces.append(morning if day.hour < 12 else evening)
        elif kind == "date" and letter == "m" and _is_minute(tokens, at):
            pieces.append(f"{day.minute:0{min(len(text), 2)}d}")
        elif kind == "date":
            pieces.append(_render_part(letter, len(text), day, noon=noon))
        elif text not in ("@", "0") or kind == "literal":
            pieces.append(text)
    return "".join(pieces).strip()


def _is_minute(tokens: tuple[Token, ...], at: int) -> bool:
    """Return whether an `m` stands for minutes: behind hours, or before seconds."""
    times = [token for token in tokens[:at] if token.kind in ("date", "elapsed")]
    after = [token for token in tokens[at + 1 :] if token.kind in ("date", "elapsed")]
    behind_hours = bool(times) and times[-1].text[:1].lower() == "h"
    return behind_hours or (bool(after) and after[0].text[:1].lower() == "s")


def _render_part(letter: str, length: int, day: datetime, *, noon: bool) -> str:
    if letter in "ye":
        return f"{day.year:04d}" if letter == "e" or length > 2 else f"{day.year % 100:02d}"
    if letter == "m" and length > 2:
        return MONTHS[day.month - 1]
    if letter == "a" or (letter == "d" and length > 2):
        return ("星期" if length == 4 else "周") + WEEKDAYS[day.weekday()]
    if letter == "g":
        return ""
    hour = (day.hour % 12 or 12) if noon else day.hour
    value = {"m": day.month, "d": day.day, "h": hour, "s": day.second}[letter]
    return f"{value:0{min(length, 2)}d}"

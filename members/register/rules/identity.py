"""Identity numbers, phones, cards and names. Pure: no database, no clock, no request."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import mul

from django.utils.translation import gettext_noop as _
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from office.errors import Reason
from office.text import unified, visible_line

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
# An earlier year of birth is taken for an error.
FIRST_BIRTH_YEAR = 1900
# Numbers of passports, officer's cards and permits, in capitals and without blanks.
OTHER_CERTIFICATE = re.compile(r"[0-9A-Z()\-字第号\u4e00-\u9fff]{5,32}")
# What pages show instead of a certificate number.
HIDDEN = "*" * 8
# A mobile number, and how many of its last digits masks show.
PHONE_LENGTH, PHONE_DIGITS_SHOWN = 11, 4
# The name of erased members, the same in every language.
NOBODY = "***"
# The dots with which names of several parts are written.
BETWEEN_PARTS = ".·•‧・∙"
MULTIPLICATION_SIGN = Reason(
    "no_identity_number",
    _("the last character is “%(sign)s”, the multiplication sign; it must be a digit or the letter X"),
)
CYRILLIC_LETTER = Reason(
    "no_identity_number",
    _("the last character is a Cyrillic letter that looks like X; it must be a digit or the letter X"),
)
GREEK_LETTER = Reason(
    "no_identity_number",
    _("the last character is a Greek letter that looks like X; it must be a digit or the letter X"),
)
# Signs that look like the X at the end of an identity number, in NFKC and capitals.
NO_X = {**dict.fromkeys("×✕✖✗╳⨯", MULTIPLICATION_SIGN), "Х": CYRILLIC_LETTER, "Χ": GREEK_LETTER}
NO_LAST_CHARACTER = Reason(
    "no_identity_number", _("the last character is “%(sign)s”; it must be a digit or the letter X")
)
NO_DIGIT = Reason("no_identity_number", _("the character %(at)s is “%(sign)s”, and must be a digit"))


def check_digit(first_seventeen: str) -> str:
    """Return the eighteenth character of an identity number, GB 11643-1999."""
    if len(first_seventeen) != len(WEIGHTS):
        raise ValueError("a check digit is that of seventeen digits")
    return CHECK_DIGITS[sum(map(mul, map(int, first_seventeen), WEIGHTS)) % 11]


def eighteen_digits(number: str) -> str:
    """Return a number in upper case, and an old one of fifteen digits in the form of eighteen, GB 11643-1999.

    A last sign that only looks like X (NO_X) becomes X where X is the check digit.
    """
    number = number.upper()
    if re.fullmatch(r"[0-9]{15}", number):
        first_seventeen = f"{number[:6]}19{number[6:]}"
        return first_seventeen + check_digit(first_seventeen)
    if number[17:] in NO_X and re.fullmatch(r"[0-9]{17}", number[:17]) and check_digit(number[:17]) == "X":
        return f"{number[:17]}X"
    return number


def strange_sign(number: str) -> tuple[Reason, dict[str, object]] | None:
    """Return why the first sign that no identity number has is refused, and what its sentence names; None for none.

    Only of numbers with eighteen characters: with another number of them that is what is wrong.
    """
    if len(number) != 18:
        return None
    if found := re.search(r"[^0-9]", number[:17]):
        return NO_DIGIT, {"at": found.start() + 1, "sign": found[0]}
    if number[17] in CHECK_DIGITS:
        return None
    return NO_X.get(number[17], NO_LAST_CHARACTER), {"sign": number[17]}


def is_identity_number(number: str) -> bool:
    """Return whether this is 17 digits with a real birth date and their check digit. Division codes are not checked."""
    return (
        re.fullmatch(r"[0-9]{17}[0-9X]", number) is not None
        and birth_date_of(number) is not None
        and number[17] == check_digit(number[:17])
    )


def birth_date_of(number: str) -> date | None:
    """Return the birth date in an identity number of eighteen digits; None for no date or one before 1900."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= FIRST_BIRTH_YEAR else None


def sex_of(number: str) -> str:
    """Return the code (GB/T 2261.1) of the sex in an identity number, by its 17th digit: odd is male, even female."""
    return "1" if int(number[16]) % 2 else "2"


def passes_luhn(card: str) -> bool:
    """Return whether a card number ends in its Luhn digit; callers only warn, since some issuers ignore it."""
    digits = [int(d) for d in reversed(card)]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * d, 10)) for d in digits[1::2]) % 10


def is_mobile_number(phone: str) -> bool:
    """Return whether these are eleven digits, the first a 1, as mobile numbers of the mainland have."""
    return re.fullmatch(r"1[0-9]{10}", phone) is not None


def mask_identity(number: str) -> str:
    """Return stars instead of a certificate number, as many for each; "" for none.

    A birth date and a sex leave some 500 numbers for each of 3,000 divisions: 1.4 million. First three and last four
    digits beside them left 91 (tests/members/register/test_masks.py computes both).
    """
    return HIDDEN if number else ""


def mask_middle(number: str) -> str:
    """Return a number with its first three and last four characters only: 110***********002X; short ones as stars.

    For its bearer, and to compare with a certificate, for those who may read it in full.
    """
    return number[:3] + "*" * (len(number) - 7) + number[-4:] if len(number) > 7 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """Return a phone with its last four digits only: *******1234; short ones as stars."""
    shown = phone[-PHONE_DIGITS_SHOWN:] if len(phone) >= PHONE_LENGTH else ""
    return "*" * (len(phone) - len(shown)) + shown


def mask_card(card: str) -> str:
    """Return a card number with its last four digits only: **** 1234; "" for none."""
    return f"**** {card[-4:]}" if card else ""


def pinyin_of(name: str) -> tuple[str, str]:
    """Return pinyin and initials of a name in small letters without tones: 孟静 → ("mengjing", "mj")."""
    # Character by character, which is five times as fast, unless some make a word, where they may sound differently.
    if all(ord(c) in PINYIN_DICT for c in name) and not any(part in PHRASES_DICT for part in _parts(name)):
        syllables = [_syllable(c) for c in name]
    else:
        syllables = [s.lower() for s in lazy_pinyin(name, style=Style.NORMAL) if s.strip()]
    return "".join(syllables), "".join(s[0] for s in syllables)


def _parts(name: str) -> list[str]:
    """Return all substrings of two or more characters."""
    return [name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1)]


@lru_cache(maxsize=2**15)
def _syllable(character: str) -> str:
    return lazy_pinyin(character, style=Style.NORMAL)[0].lower()


def bare_name(name: str) -> str:
    """Return a name as it is compared: without spaces and the dots between its parts, half-width, case-folded."""
    shown = unicodedata.normalize("NFKC", unified(visible_line(name))).casefold()
    return "".join(c for c in shown if not c.isspace() and c not in BETWEEN_PARTS)


def bare_number(text: str) -> str:
    """Return an employee, certificate or phone number in its stored form: half-width, capitals, without blanks."""
    return "".join(unicodedata.normalize("NFKC", visible_line(text)).upper().split())

"""Names of people as they are stored: without what nobody sees, in usual characters, and none of them lost. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from office.errors import Reason
from office.text import unified, visible_line
from office.types import Message

NAME_LENGTH = 64
# How much of a refused name its sentence repeats.
SHOWN = 30
# Most names: nothing in them needs cleaning.
COMMON_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
# The dots between the parts of a name, and the one that is stored.
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧・･·∙⋅．", "·"))
DOT_BETWEEN_CHARACTERS = re.compile(r"(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])")
# Letters and signs of double width: Ａ → A. The question mark among them stands for a lost character.
HALF_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "})

FULL_WIDTH_LETTER = re.compile("[Ａ-Ｚａ-ｚ]")

# What programs write for a character that they don't know: ? � □ ■ ▢ ▯ ▮ ◻ ◼ ☐ 〓, and UTF-8's � read as GBK.
LOST = re.compile(r"[?\ufffd\u25a0-\u25a2\u25ae\u25af\u25fb\u25fc\u2610\u3013\ud800-\udfff]|锟斤拷")
# Characters of one computer's own (GBK's user-defined ones among them): each program shows them as it likes.
PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
MASKED = re.compile(r"[*×●○◯]")
# GBK read as Latin-1: ÕÅÈý for 张三.
GARBLED = re.compile(r"[\u00a1-\u00b6\u00b8-\u00ff]{3,}")
NO_PART_OF_A_NAME = re.compile(r"[0-9=@<>\u2e80-\u2fdf]")

NO_NAME = Reason("no_name", _("“%(word)s” is no name"))
NAME_TOO_LONG = Reason("too_long", _("is longer than %(longest)s characters"))
LOST_CHARACTER = Reason(
    "lost_character", _("a character of “%(word)s” was lost; write the name as on the identity card")
)
PRIVATE_CHARACTER = Reason(
    "private_character",
    _(
        "a character of “%(word)s” is one of this computer's own, which others can't show; write the Unicode"
        " character, or its pinyin as on the identity card"
    ),
)
MASKED_NAME = Reason("masked_name", _("“%(word)s” is masked; write the whole name"))
GARBLED_NAME = Reason("garbled_name", _("“%(word)s” is garbled: the file was saved in another encoding"))
# No refusal: what was written, and what is stored instead.
UNIFIED_NAME = Reason("unified_name", _("“%(before)s” is made of radicals; “%(after)s” is taken, in usual characters"))
HALF_WIDTH_NAME = Reason(
    "half_width_name", _("“%(before)s” is in full-width letters; “%(after)s” is taken, in usual letters")
)


@dataclass(frozen=True)
class ReadName:
    """A name as it is stored, or why it is refused; `before` is what was written, where it only looked the same."""

    name: str = ""
    reason: Reason | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    before: str = ""

    @property
    def note(self) -> Reason | None:
        """What to tell of a name that is stored otherwise than it was written; None for any other."""
        if not self.before:
            return None
        return UNIFIED_NAME if unified(self.before) != self.before else HALF_WIDTH_NAME

    @property
    def sentence(self) -> Message:
        """Why the name is refused, in the reader's language; "" if it isn't."""
        return gettext(self.reason.sentence) % self.params if self.reason else ""


def is_common(written: str) -> bool:
    """Return whether a name is stored as it is written, as nearly all are: two to eight usual characters."""
    return COMMON_NAME.fullmatch(written) is not None and "锟斤拷" not in written


def read_name(written: str, *, is_han: bool | None = None) -> ReadName:
    """Return a written name as it is stored, or why it is refused; nothing of both for a blank one.

    `is_han` tells whether its bearer is Han, in whose names blanks have no meaning; by default a name without Latin
    letters and middle dots is taken for one.
    """
    if is_common(written):
        return ReadName(written)
    before = visible_line(" ".join(written.split()))
    text = unified(before).translate(MIDDLE_DOTS).translate(HALF_WIDTH)
    text = DOT_BETWEEN_CHARACTERS.sub("·", text)
    if is_han is None:
        is_han = re.search(r"[A-Za-z·]", text) is None
    name = "".join(text.split()) if is_han else re.sub(r"\s*·\s*", "·", " ".join(text.split()))
    if not name:
        return ReadName()
    if reason := _reason_against(name):
        return ReadName("", reason, {"word": before[:SHOWN]})
    if len(name) > NAME_LENGTH:
        return ReadName("", NAME_TOO_LONG, {"longest": NAME_LENGTH})
    is_mapped = unified(before) != before or FULL_WIDTH_LETTER.search(before) is not None
    return ReadName(name, before=before if is_mapped else "")


def _reason_against(name: str) -> Reason | None:
    if LOST.search(name):
        return LOST_CHARACTER
    if PRIVATE.search(name):
        return PRIVATE_CHARACTER
    if MASKED.search(name):
        return MASKED_NAME
    if GARBLED.fullmatch(name):
        return GARBLED_NAME
    has_letter = any(character.isalpha() for character in name)
    return None if has_letter and not NO_PART_OF_A_NAME.search(name) else NO_NAME

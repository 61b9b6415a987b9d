"""What a document is made of. The layouts draw these blocks; every text in them is printed as it is."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import segno
from django.utils.translation import get_language, pgettext

from office.types import JsonValue, Message


@dataclass(frozen=True)
class Block:
    """One part of a section; `type` is its name in the layout."""

    type: ClassVar[str]


@dataclass(frozen=True)
class Heading(Block):
    """The title of a document, and lines below it in smaller letters."""

    type = "heading"
    text: Message
    lines: Sequence[Message] = ()


@dataclass(frozen=True)
class Text(Block):
    """A text of paragraphs, each a line; `indent` begins them as Chinese letters do."""

    type = "text"
    text: Message
    indent: bool = False


@dataclass(frozen=True)
class Note(Block):
    """A text in small letters."""

    type = "note"
    text: Message


@dataclass(frozen=True)
class Facts(Block):
    """A ruled table of labels and values; a row with one pair spans the whole width."""

    type = "facts"
    rows: Sequence[Sequence[tuple[Message, object]]]
    row_height: float = 9
    """In millimetres, at least."""


@dataclass(frozen=True)
class Column:
    """A column of a table; a width of 0 takes what others leave."""

    head: Message
    width: float = 0
    """In millimetres."""
    right: bool = False


@dataclass(frozen=True)
class Sum:
    """A line below the rows of a table: its label, the number under the column `at`, and a text behind it."""

    label: Message
    at: int
    number: str
    text: str = ""


@dataclass(frozen=True)
class Table(Block):
    """A ruled table whose heads are repeated on each page."""

    type = "table"
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    sums: Sequence[Sum] = ()
    signatures: Sequence[Message] = ()
    """Labels of the signatures below the last row, on the same page as that."""
    row_height: float = 8.5
    """In millimetres, at least."""


@dataclass(frozen=True)
class Signatures(Block):
    """A line of labels with room to sign."""

    type = "signatures"
    labels: Sequence[Message]


@dataclass(frozen=True)
class Picture(Block):
    """A small picture, as a signature, with what it is before it; `svg` is made by `png_as_svg`."""

    type = "picture"
    label: Message
    svg: str


@dataclass(frozen=True)
class Mark(Block):
    """A QR code and what it says, at the foot of a document."""

    type = "mark"
    svg: str
    text: Message


@dataclass(frozen=True)
class Slip:
    name: str
    lines: Sequence[Message]
    code: str
    text: Message


@dataclass(frozen=True)
class Slips(Block):
    """Slips to cut out, two beside each other, each with the same QR code."""

    type = "slips"
    svg: str
    slips: Sequence[Slip]


@dataclass(frozen=True)
class Poster(Block):
    """A QR code over the whole width, a sentence, and lines in small letters."""

    type = "poster"
    svg: str
    lead: Message
    lines: Sequence[Message]


@dataclass(frozen=True)
class Content:
    """A whole document: `sections` begin on pages of their own."""

    title: Message
    sections: Sequence[Sequence[Block]]
    foot: Message = ""
    """Printed at the foot of each page, beside its number."""
    flipped: bool = False
    """Whether the pages are wider than high."""
    paged: bool = True
    """Whether pages are numbered."""

    def as_json(self) -> dict[str, JsonValue]:
        """Return what the layout reads: the texts in the present language."""
        return {
            "title": str(self.title),
            "language": "en" if (get_language() or "").startswith("en") else "zh",
            "foot": str(self.foot),
            "page": pgettext("page of a document", "page {page} of {pages}") if self.paged else "",
            "flipped": self.flipped,
            "sections": [
                [{"type": block.type, **_plain(asdict(block))} for block in section] for section in self.sections
            ],
        }


def qr_svg(text: str) -> str:
    """Return the text as a QR code, an SVG drawing."""
    return segno.make(text, error="m", micro=False).svg_inline(scale=4, border=0)


def png_as_svg(png: bytes, width: int, height: int) -> str:
    """Return a PNG picture of so many pixels as an SVG drawing, which a layout takes as text."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{b64encode(png).decode()}"/></svg>'
    )


# Any: of whatever a block holds.
def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool | int | float) else "" if value is None else str(value)

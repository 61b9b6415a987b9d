"""The language of the texts that officers write, and how numbers of documents are written. Pure: no database.

A text is plain. `{{member.name}}` stands for a value of the document; it is looked up in a flat mapping and never run.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_TEXT = 5000
# Chinese keyboards type the wide braces.
WIDE = str.maketrans("｛｝", "{}")
NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
OPEN, CLOSE = "{{", "}}"


@dataclass(frozen=True)
class Fault:
    """A place of a text at which it can't be taken; `line` and `column` count from 1."""

    line: int
    column: int
    found: str
    """What is written there, "" where a brace is never closed."""
    meant: str = ""
    """The known name that it resembles."""


@dataclass(frozen=True)
class Part:
    """A piece of a text: plain, or the name of a placeholder."""

    text: str
    is_name: bool
    start: int


def parts(text: str) -> Iterator[Part]:
    """Yield the pieces of a text in order; of a placeholder the name alone, of an open one all that is left."""
    wide = text.translate(WIDE)
    at = 0
    while (begin := wide.find(OPEN, at)) >= 0:
        if begin > at:
            yield Part(text[at:begin], False, at)
        end = wide.find(CLOSE, begin)
        inside = text[begin + 2 : end if end >= 0 else len(text)]
        yield Part(inside.strip() if end >= 0 else "", True, begin)
        at = end + 2 if end >= 0 else len(text)
    if at < len(text):
        yield Part(text[at:], False, at)


def faults(text: str, known: Collection[str]) -> list[Fault]:
    """Return where the text has a placeholder that is not one of `known`, or none between two braces."""
    found = []
    for part in parts(text):
        if part.is_name and part.text not in known:
            before = text[: part.start]
            meant = get_close_matches(part.text, known, n=1)
            found.append(
                Fault(
                    line=before.count("\n") + 1,
                    column=part.start - (before.rfind("\n") + 1) + 1,
                    found=part.text,
                    meant=meant[0] if meant else "",
                )
            )
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with each placeholder replaced by its value, which is not read again.

    Raises KeyError for a name that is not in `values`.
    """
    return "".join(values[part.text] if part.is_name else part.text for part in parts(text))


def document_number(unit_code: str, year: int, number: int) -> str:
    """Return the number of a document as it is printed: unit code, year, running number."""
    return f"{unit_code}-{year}-{number:05d}"

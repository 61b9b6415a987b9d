"""N-grams for full-text search: PostgreSQL without extensions neither splits Chinese nor has trigrams."""

import re
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
# Fewer terms in common say nothing about two texts.
LEAST_SHARED = 2
CJK = r"\u3400-\u4dbf\u4e00-\u9fff"


def grams(texts: Iterable[str]) -> list[str]:
    """Return the index terms of texts, sorted: Chinese characters, pairs of them, and other words, in lower case."""
    found: set[str] = set()
    for text in texts:
        small = text.lower()
        for run in re.findall(rf"[{CJK}]+", small):
            found.update(run)
            found.update(run[at : at + 2] for at in range(len(run) - 1))
        found.update(re.findall(r"[a-z0-9]+", small))
    return sorted(found)


def query_grams(text: str) -> list[str]:
    """Return the terms of a search, all of which a text must contain: pairs of characters, single ones, other words."""
    small = text.lower()
    found: set[str] = set(re.findall(r"[a-z0-9]+", small))
    for run in re.findall(rf"[{CJK}]+", small):
        found.update([run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)])
    return sorted(found)


def telling_grams(text: str) -> list[str]:
    """Return the terms of a text by which it is compared with others: pairs of characters and words, sorted."""
    return [gram for gram in grams([text]) if len(gram) > 1]


def most_alike(text: str, found: Iterable[tuple[Iterable[str], T]], *, most: int) -> list[T]:
    """Return at most `most` of the rows `found`, each after its terms: those that share the most terms with `text`.

    Rows that share fewer than a quarter of its terms, or than LEAST_SHARED, are left out; of equal ones the first comes
    first.
    """
    wanted = set(telling_grams(text))
    least = max(min(LEAST_SHARED, len(wanted)), len(wanted) // 4, 1)
    shared = [(len(wanted.intersection(terms)), row) for terms, row in found]
    alike = [(count, row) for count, row in shared if count >= least]
    return [row for _count, row in sorted(alike, key=lambda one: -one[0])[:most]]

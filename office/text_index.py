"""N-grams for full-text search: PostgreSQL without extensions neither splits Chinese nor has trigrams."""

import re
from collections.abc import Iterable

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

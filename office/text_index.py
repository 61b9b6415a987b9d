import re
from collections.abc import Iterable

CJK = r"\u3400-\u4dbf\u4e00-\u9fff"


def grams(texts: Iterable[str]) -> list[str]:
    """What a text is found by: Chinese characters and pairs of them, other words whole, all in small letters."""
    found: set[str] = set()
    for text in texts:
        small = text.lower()
        for run in re.findall(rf"[{CJK}]+", small):
            found.update(run)
            found.update(run[at : at + 2] for at in range(len(run) - 1))
        found.update(re.findall(r"[a-z0-9]+", small))
    return sorted(found)


def query_grams(text: str) -> list[str]:
    """What a text must hold, all of it, to match a search: pairs of characters, a single one only by itself."""
    small = text.lower()
    found: set[str] = set(re.findall(r"[a-z0-9]+", small))
    for run in re.findall(rf"[{CJK}]+", small):
        found.update([run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)])
    return sorted(found)

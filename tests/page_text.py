"""Read the texts of pages."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def shown(answer: "Answer") -> str:
    """Return the HTML of an answer without what keeps days and numbers from breaking: its sentences as one reads."""
    return re.sub(r'<span class="text-nowrap">([^<]*)</span>', r"\1", answer.content.decode())


def without_times(page: str) -> str:
    """Return the page without its <time> elements' tags: the sentences as they are read."""
    return re.sub(r"</?time[^>]*>", "", page)

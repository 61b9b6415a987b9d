"""Read the texts of pages."""

import re


def without_times(page: str) -> str:
    """Return the page without its <time> elements' tags: the sentences as they are read."""
    return re.sub(r"</?time[^>]*>", "", page)

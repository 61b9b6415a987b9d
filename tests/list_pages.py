"""Read the list pages of the portal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def names_on(answer: "Answer") -> list[str]:
    """Return the names of the rows that a list page shows, in its order."""
    return [row.name for row in answer.context["page"]]

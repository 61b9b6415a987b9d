"""Codes and types that all kinds of case share. Pure: no database, no clock, no request."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from office.types import Message


class Side(TextChoices):
    """Who wrote an entry: the worker whose case it is, or an officer."""

    WORKER = "worker", _("Worker")
    OFFICE = "office", _("Trade union")


class NextStep(NamedTuple):
    """What happens next in a case, as the worker and as the officer read it."""

    for_worker: Message
    for_officer: Message


def short_title(text: str, length: int = 40) -> str:
    """Return a title for a text without one: its first line, cut at `length` characters."""
    lines = text.strip().splitlines()
    first = lines[0].strip() if lines else ""
    return first if len(first) <= length else first[: length - 1] + "…"

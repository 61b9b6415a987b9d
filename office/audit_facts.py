"""Labels of what audit events tell in their `changes`; each app adds those of its own in `AppConfig.ready`.

A fact without a label is not shown to those who read the log: wages, hardship, addresses, keys of rows.
"""

from collections.abc import Callable, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from office.types import Message

FACT_LABELS: dict[str, Message] = {"amount": _("amount"), "on": _("date")}
"""Fact → its label; "first half of the verb.fact" goes before the fact alone."""
FILTER_LABELS: dict[str, Message] = {
    "actor": _("who"),
    "kind": _("kind"),
    "month": _("month"),
    "q": _("Search"),
    "since": _("from"),
    "state": _("state"),
    "topic": _("topic"),
    "unit": _("unit"),
    "until": _("until"),
    "verb": _("action"),
    "year": _("year"),
}
"""Name of a filter of a list → its label; a filter without one is told by its name."""
FILTER_FORMS: dict[str, type[forms.Form]] = {}
"""Verb of an export → the form of its filters, whose choices give the words of stored values."""
FACT_VALUES: dict[str, Callable[[str], Message]] = {}
"""Fact → the function from its value to words, by the same keys."""


def choice_words(choices: Iterable[tuple[object, Message]]) -> Callable[[str], Message]:
    """Return the function from a stored value to its label; a value that is no choice any more stays as it is."""
    labels = {str(value): label for value, label in choices}
    return lambda value: labels.get(value, value)

"""What an audit event tells beside its verb, in words: labels of its facts, old value → new value, no codes."""

from collections.abc import Iterable, Mapping

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office import money
from office.audit_facts import FACT_LABELS, FACT_VALUES, FILTER_FORMS, FILTER_LABELS
from office.models import AuditEvent
from office.types import JsonValue, Message

MONEY = {"amount", "cost", "standard", "before", "after", "due", "paid"}


def words_of(event: AuditEvent) -> list[str]:
    """Return what the event tells, a line for each fact that has a label."""
    changes: dict[str, JsonValue] = dict(event.changes)
    if "before" in changes and "after" in changes:
        changes["amount"] = [changes.pop("before"), changes.pop("after")]
    told = _extent(event.verb, changes)
    for fact, value in changes.items():
        if fact == "fields" and isinstance(value, list):
            told.append(_labels_of_fields(event, value))
        elif value not in ([], {}, None) and (label := _labelled(FACT_LABELS, event.verb, fact)) is not None:
            told.append(_("%(fact)s: %(value)s") % {"fact": label, "value": _value(event.verb, fact, value)})
    return [line for line in told if line]


def _extent(verb: str, changes: Mapping[str, JsonValue]) -> list[str]:
    """Return how many rows and columns a file had, and the filters of an export."""
    told = []
    rows, columns = changes.get("rows"), changes.get("columns")
    if isinstance(rows, int):
        counted = ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": f"{rows:,}"}
        if isinstance(columns, int):
            counted = _("%(rows)s, %(columns)s columns") % {"rows": counted, "columns": columns}
        told.append(counted)
    filters = changes.get("filters")
    if isinstance(filters, dict):
        # The order is among what was asked for, and leaves no row out.
        named = [_filter_in_words(verb, name, str(text)) for name, text in filters.items() if name != "sort"]
        if named:
            told.append(_("filtered: %(filters)s") % {"filters": _(", ").join(named)})
    return told


def _filter_in_words(verb: str, name: str, text: str) -> str:
    """Return a filter with its label, and its value as the list showed it."""
    form = FILTER_FORMS.get(verb)
    fields: Mapping[str, forms.Field] = form.base_fields if form else {}
    field = fields.get(name)
    label = FILTER_LABELS.get(name) or (field.label if field else None) or name
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        text = next((str(words) for value, words in field.widget.choices if str(value) == text), text)
    elif isinstance(field, forms.BooleanField):
        text = _("yes")
    return f"{label} = {text}"


def _labels_of_fields(event: AuditEvent, names: Iterable[JsonValue]) -> str:
    """Return the labels of changed fields of the event's object."""
    model = event.object_type.model_class() if event.object_type else None
    return _("changed: %(fields)s") % {"fields": _(", ").join(_field_label(model, str(name)) for name in names)}


def _field_label(model: type[Model] | None, name: str) -> str:
    fields = {field.name: field for field in model._meta.fields} if model else {}
    return str(fields[name].verbose_name) if name in fields else _("other data")


def _labelled(registry: Mapping[str, Message], verb: str, fact: str) -> Message | None:
    return registry.get(f"{verb.partition('.')[0]}.{fact}", registry.get(fact))


def _value(verb: str, fact: str, value: JsonValue) -> str:
    """Return a value in words; a pair is the old and the new one."""
    if isinstance(value, list):
        separator = " → " if len(value) == 2 else _(", ")
        return separator.join(_value(verb, fact, one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return "—"
    if fact in MONEY:
        return money.yuan(str(value))
    if isinstance(value, int):
        return f"{value:,}"
    in_words = FACT_VALUES.get(f"{verb.partition('.')[0]}.{fact}", FACT_VALUES.get(fact))
    return str(in_words(str(value)) if in_words else value)

"""What changed in members' rows, old value → new value, read from their history as far as the reader may see it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.rules.identity import mask_phone
from members.units.models.units import Unit
from office.types import Message

# Fields computed from others, or that say nothing to a reader.
LEFT_OUT = {"updated_at", "created_at", "pinyin", "initials", "state_since", "unit_since", "user", "merged_into"}
# Sealed values have a hash in the history, which tells that they changed and nothing else.
SEALED = {"id_hash": "id_number", "bank_card_hash": "bank_card"}

FIELDS = {field.name: field for field in Member._meta.fields}
# The history has the beginning of a transaction, the log the moment in it.
ONE_ACT = timedelta(seconds=5)


@dataclass(frozen=True)
class FieldChange:
    """A changed field; `old` and `new` are "" for a value that nobody reads here."""

    label: Message
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        if not (self.old or self.new):
            return str(self.label)
        return _("%(field)s: %(old)s → %(new)s") % {
            "field": self.label,
            "old": self.old or "—",
            "new": self.new or "—",
        }


@dataclass(frozen=True)
class RowChange:
    """One update of a member's row: when, by which account, and what of it this reader may know."""

    member: int
    at: datetime
    by: int | None
    fields: list[FieldChange]


def changes_of(
    members: Mapping[int, Member], reader: User, *, since: datetime | None = None, most: int | None = None
) -> list[RowChange]:
    """Return the updates of these members' rows, newest first, those that changed nothing to tell left out.

    `since` and `most` bound how many are read. Two queries.
    """
    # pghistory makes the model of the history, so its rows have no type.
    history = apps.get_model("members.MemberEvent")
    found = history.objects.filter(pgh_obj__in=list(members)).select_related("pgh_context").order_by("-pgh_id")
    if since is not None:
        found = found.filter(pgh_created_at__gte=since)
    earlier_rows: list[Any] = list(found[:most] if most else found)
    later: dict[int, Model] = dict(members)
    steps: list[tuple[Any, Model]] = []
    for before in earlier_rows:
        steps.append((before, later[before.pgh_obj_id]))
        later[before.pgh_obj_id] = before
    names = _unit_names(row for step in steps for row in step)
    tracked = _tracked(history)
    told = []
    for before, after in steps:
        member = members[before.pgh_obj_id]
        fields = [change for name in tracked if (change := _change(name, before, after, member, reader, names))]
        if fields:
            metadata = before.pgh_context.metadata if before.pgh_context else {}
            told.append(RowChange(member.pk, before.pgh_created_at, metadata.get("user"), fields))
    return told


def _tracked(history: type[Model]) -> Collection[str]:
    """Return the names of the fields that are compared, in the order of the model."""
    kept = {field.name for field in history._meta.fields}
    return [name for name in FIELDS if name in kept - LEFT_OUT]


def _unit_names(rows: Iterator[Any]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in={row.unit_id for row in rows}).values_list("pk", "name"))


def _change(
    name: str, before: Any, after: Any, member: Member, reader: User, units: Mapping[int, str]
) -> FieldChange | None:
    """Return the change of one field, None where it stayed or the reader may not know of it."""
    old, new = before.serializable_value(name), after.serializable_value(name)
    if old == new:
        return None
    if name == "hardship" and not access.can(reader, MembersPermission.VIEW_HARDSHIPMARK, member.unit):
        return None
    label = FIELDS[SEALED.get(name, name)].verbose_name
    if name in SEALED or not access.can(reader, MembersPermission.VIEW_MEMBER, member.unit):
        return FieldChange(label)
    return FieldChange(label, _text(name, old, units), _text(name, new, units))


def _text(name: str, value: object, units: Mapping[int, str]) -> str:
    """Return a value as it is shown on the member's page, phones masked."""
    if value is None or value == "":
        return ""
    if name == "unit":
        return units.get(int(str(value)), "")
    if name == "phone":
        return mask_phone(str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    choices: dict[object, object] = dict(FIELDS[name].flatchoices or [])
    return str(choices.get(value, value))

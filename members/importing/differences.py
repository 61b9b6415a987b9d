"""What a staged row would change, field by field, for people to read; what is sensitive stays masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from members.importing.actions.applying import TOGETHER, left_out_columns
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.register.models.member import Member
from members.register.rules import identity
from members.units.models.units import Unit

# These only follow from others.
FOLLOWS = ("pinyin", "initials")


@dataclass(frozen=True)
class Difference:
    """One field of one member: what the register says, what the row says, and whether it is taken over."""

    label: Any
    old: str
    new: str
    taken: bool


def choices(job: ImportJob) -> list[tuple[str, Any, int]]:
    """What can be left out of the job: the name of each choice, its label, and how many rows change it."""
    found = []
    grouped = {column: choice for choice, columns in TOGETHER.items() for column in columns}
    for choice in dict.fromkeys(grouped.get(column, column) for column in job.differing):
        columns = TOGETHER.get(choice, (choice,))
        found.append((choice, label_of(choice), max(job.differing.get(column, 0) for column in columns)))
    return sorted(found, key=lambda one: -one[2])


def label_of(column: str) -> Any:
    """What a choice is called; those that stand for several columns have a name of their own."""
    labels = {"state": _("membership"), "id_hash": _("certificate number")}
    return labels.get(column) or _field(column).verbose_name


def _field(column: str) -> Any:
    return next(field for field in Member._meta.concrete_fields if field.column == column)


def differences(job: ImportJob, rows: Iterable[ImportRow]) -> list[tuple[ImportRow, list[Difference]]]:
    """Every row with its differences; one query for the units named, whatever the number of rows."""
    rows = list(rows)
    named = {values.get("unit_id") for row in rows for values in (row.old, row.new)} - {None}
    units = Unit.objects.in_bulk(named)
    left_out = set(left_out_columns(job))
    return [(row, [*_of_row(row, units, left_out)]) for row in rows]


def _of_row(row: ImportRow, units: dict[int, Unit], left_out: set[str]) -> Iterable[Difference]:
    if row.missing_unit:
        old = units.get(row.old.get("unit_id", 0))
        new = _("%(unit)s (new)") % {"unit": row.missing_unit}
        yield Difference(_field("unit_id").verbose_name, str(old or ""), new, "unit_id" not in left_out)
    for column, value in row.new.items():
        if column in FOLLOWS:
            continue
        taken = column not in left_out and not row.left_out
        if column == "id_hash":
            was = row.member.masked_id_number if row.member else ""
            yield Difference(label_of(column), was, identity.mask_identity(row.id_number.reveal()), taken)
        else:
            was, becomes = (_shown(column, one, units) for one in (row.old.get(column), value))
            yield Difference(_field(column).verbose_name, was, becomes, taken)


def _shown(column: str, value: Any, units: dict[int, Unit]) -> str:
    if value is None or value == "":
        return ""
    if column == "phone":
        return identity.mask_phone(value)
    if column == "unit_id":
        return str(units.get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(_field(column).flatchoices).get(value, value))

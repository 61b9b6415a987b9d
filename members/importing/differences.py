"""What the staged rows of an import would change, field by field, as pages show it; sensitive values are masked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.importing.rules import columns_of, field_of
from members.register.models.member import Member
from members.register.rules import identity
from members.units.models.units import Unit

FIELDS: dict[str, "Field[object, object]"] = {
    column: field for field in Member._meta.concrete_fields if (column := field.column)
}
# Columns that only follow from others.
DERIVED = ("pinyin", "initials")


class ChangedField(NamedTuple):
    """A field that changed rows may leave out: its name, its label, and how many rows change it."""

    name: str
    label: str | Promise
    rows: int


@dataclass(frozen=True)
class Difference:
    """One field of one member: what the register says, what the row says, and whether it is taken over."""

    label: str | Promise
    old: str
    new: str
    taken: bool


def changed_fields(job: ImportJob) -> list[ChangedField]:
    """Return the fields that rows of the job change, the most often changed first."""
    found = []
    for name in dict.fromkeys(field_of(column) for column in job.differing):
        rows = max(job.differing.get(column, 0) for column in columns_of(name))
        found.append(ChangedField(name, label_of(name), rows))
    return sorted(found, key=lambda field: -field.rows)


def label_of(name: str) -> str | Promise:
    """Return what a field is called; one that stands for several columns has a label of its own."""
    labels = {"state": _("membership"), "id_hash": _("certificate number")}
    return labels.get(name) or FIELDS[name].verbose_name


def differences(job: ImportJob, rows: Iterable[ImportRow]) -> list[tuple[ImportRow, list[Difference]]]:
    """Return every row with its differences; one query for the units named, whatever the number of rows."""
    rows = list(rows)
    named = {values.get("unit_id") for row in rows for values in (row.old, row.new)} - {None}
    units = Unit.objects.in_bulk(named)
    left_out = set(job.left_out_columns)
    return [(row, [*_of_row(row, units, left_out)]) for row in rows]


def _of_row(row: ImportRow, units: dict[int, Unit], left_out: set[str]) -> Iterator[Difference]:
    if row.missing_unit:
        old = units.get(row.old.get("unit_id", 0))
        new = _("%(unit)s (new)") % {"unit": row.missing_unit}
        yield Difference(FIELDS["unit_id"].verbose_name, str(old or ""), new, "unit_id" not in left_out)
    for column, value in row.new.items():
        if column in DERIVED:
            continue
        taken = column not in left_out and not row.left_out
        if column == "id_hash":
            was = row.member.masked_id_number if row.member else ""
            yield Difference(label_of(column), was, identity.mask_identity(row.id_number.reveal()), taken)
        else:
            was, becomes = (_shown(column, one, units) for one in (row.old.get(column), value))
            yield Difference(FIELDS[column].verbose_name, was, becomes, taken)


def _shown(column: str, value: object, units: dict[int, Unit]) -> str:
    """Return a column's value, as it lies in JSON, in words; numbers to call are masked."""
    if value is None or value == "":
        return ""
    if column == "phone":
        return identity.mask_phone(str(value))
    if column == "unit_id" and isinstance(value, int):
        return str(units.get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(FIELDS[column].flatchoices).get(value, value))

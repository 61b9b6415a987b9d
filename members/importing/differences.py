"""The changes of staged rows, field by field, as pages show them; sensitive values are masked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Field
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.importing.rules import columns_of_field, field_of_column
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.rules import identity
from members.units.models.units import Unit
from office.types import Message

FIELDS: dict[str, "Field[object, object]"] = {
    column: field for field in Member._meta.concrete_fields if (column := field.column)
}
# Columns that are computed from others.
DERIVED = ("pinyin", "initials")


class ChangedField(NamedTuple):
    """A field that rows change: the name by which it is left out, its label, and how many rows change it."""

    name: str
    label: Message
    rows: int


@dataclass(frozen=True)
class Difference:
    """A field of a member, its values in the register and in the row, and whether the row changes it (`taken`)."""

    label: Message
    old: str
    new: str
    taken: bool


def changed_fields(job: ImportJob) -> list[ChangedField]:
    """Return the fields that rows of the job change, those of most rows first."""
    found = []
    for name in dict.fromkeys(field_of_column(column) for column in job.differing):
        rows = max(job.differing.get(column, 0) for column in columns_of_field(name))
        found.append(ChangedField(name, label_of(name), rows))
    return sorted(found, key=lambda field: -field.rows)


def label_of(name: str) -> Message:
    """Return the label of a field, as of `rules.field_of_column`."""
    labels = {"state": _("membership"), "id_hash": _("certificate number")}
    return labels.get(name) or FIELDS[name].verbose_name


def differences(
    job: ImportJob, rows: Iterable[ImportRow], *, reader: User | None = None
) -> list[tuple[ImportRow, list[Difference]]]:
    """Return every row with its differences; one query for the units of all rows.

    Where `reader` may read a member's numbers in full, some digits of certificate numbers are shown, to compare them.
    """
    rows = list(rows)
    unit_ids = {values.get("unit_id") for row in rows for values in (row.old, row.new)} - {None}
    units = Unit.objects.in_bulk(unit_ids)
    left_out = set(job.left_out_columns)
    return [(row, [*_row_differences(row, units, left_out, reader)]) for row in rows]


def _row_differences(
    row: ImportRow, units: dict[int, Unit], left_out: set[str], reader: User | None
) -> Iterator[Difference]:
    if row.missing_unit:
        old = units.get(row.old.get("unit_id", 0))
        new = _("%(unit)s (new)") % {"unit": row.missing_unit}
        yield Difference(FIELDS["unit_id"].verbose_name, str(old or ""), new, "unit_id" not in left_out)
    for column, value in row.new.items():
        if column in DERIVED:
            continue
        taken = column not in left_out and not row.left_out
        if column == "id_hash":
            member, mask = row.member, identity.mask_identity
            if reader and member and access.can(reader, MembersPermission.REVEAL_MEMBER, member.unit):
                mask = identity.mask_middle
            old_value = mask(member.id_number.reveal()) if member else ""
            yield Difference(label_of(column), old_value, mask(row.id_number.reveal()), taken)
        else:
            old_value, new_value = _shown(column, row.old.get(column), units), _shown(column, value, units)
            yield Difference(FIELDS[column].verbose_name, old_value, new_value, taken)


def _shown(column: str, value: object, units: dict[int, Unit]) -> str:
    """Return the value of a column, as JSON has it, as text for people; phone numbers are masked."""
    if value is None or value == "":
        return ""
    if column == "phone":
        return identity.mask_phone(str(value))
    if column == "unit_id" and isinstance(value, int):
        return str(units.get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(FIELDS[column].flatchoices).get(value, value))

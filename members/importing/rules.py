"""Modes and row outcomes of an import, and fields that belong together. Pure: no database, no clock, no request."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.types import Message


class ImportMode(TextChoices):
    ADD = "add", _("add: people who are registered already are left alone")
    UPDATE = "update", _("add and update: what the file says of registered people is taken over too")
    RECONCILE = "reconcile", _("reconcile: add and update, then propose as leavers who is missing from the file")


# Short labels: those of the choices above explain the mode to whoever starts an import.
MODE_LABELS: dict[ImportMode, Message] = {
    ImportMode.ADD: pgettext_lazy("import mode", "add"),
    ImportMode.UPDATE: pgettext_lazy("import mode", "add and update"),
    ImportMode.RECONCILE: pgettext_lazy("import mode", "reconcile"),
}


class ImportKey(TextChoices):
    """The column by which the rows of a roster are matched with members."""

    CERTIFICATE = "id_number", _("certificate number (证件号码)")
    EMPLOYEE = "employee_number", _("employee number (工号), for people who are registered already")


class RowOutcome(TextChoices):
    """What a row does to the register, or, once it is applied, did."""

    REJECTED = "rejected", _("rejected")
    CREATED = "created", _("new")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    KNOWN = "known", _("left alone")
    CONFLICT = "conflict", _("in conflict")


# Columns of the member's table that an officer leaves out or takes over together, because one without the others would
# be inconsistent. The key is the field that stands for all of them in forms and in ImportJob.left_out.
FIELD_GROUPS = {
    "name": ("name", "pinyin", "initials"),
    "id_hash": ("id_hash", "id_kind"),
    "unit_id": ("unit_id", "unit_since"),
    "state": ("state", "state_since", "state_reason", "joined_on"),
}
_FIELD_OF_COLUMN = {column: field for field, columns in FIELD_GROUPS.items() for column in columns}


def field_of_column(column: str) -> str:
    """Return the field that stands for a column of the member's table: that of its group, else the column itself."""
    return _FIELD_OF_COLUMN.get(column, column)


def columns_of_field(field: str) -> tuple[str, ...]:
    """Return the columns for which a field stands; the reverse of `field_of_column`."""
    return FIELD_GROUPS.get(field, (field,))

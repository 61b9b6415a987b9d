"""How a roster is imported, and what becomes of its rows. Pure: no database, no clock, no request."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportMode(TextChoices):
    ADD = "add", _("add: people who are registered already are left alone")
    UPDATE = "update", _("add and update: what the file says of registered people is taken over too")
    RECONCILE = "reconcile", _("reconcile: add and update, then propose as leavers who is missing from the file")


MODE_WORDS: dict[ImportMode, str | Promise] = {
    ImportMode.ADD: pgettext_lazy("import mode", "add"),
    ImportMode.UPDATE: pgettext_lazy("import mode", "add and update"),
    ImportMode.RECONCILE: pgettext_lazy("import mode", "reconcile"),
}


class ImportKey(TextChoices):
    CERTIFICATE = "id_number", _("certificate number (证件号码)")
    EMPLOYEE = "employee_number", _("employee number (工号), for people who are registered already")


class RowOutcome(TextChoices):
    REJECTED = "rejected", _("rejected")
    CREATED = "created", _("new")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    KNOWN = "known", _("left alone")
    CONFLICT = "conflict", _("in conflict")


# Fields that an officer leaves out or takes over as one, because one column without the others would be half a truth:
# the name by which an officer chooses them (that of the first column), and all their columns.
FIELD_GROUPS = {
    "name": ("name", "pinyin", "initials"),
    "id_hash": ("id_hash", "id_kind"),
    "unit_id": ("unit_id", "unit_since"),
    "state": ("state", "state_since", "state_reason", "joined_on"),
}
_GROUP_OF = {column: field for field, columns in FIELD_GROUPS.items() for column in columns}


def field_of(column: str) -> str:
    """Return the field as which an officer chooses `column`, a column of the member's table."""
    return _GROUP_OF.get(column, column)


def columns_of(field: str) -> tuple[str, ...]:
    """Return the columns that are left out or taken over with `field`."""
    return FIELD_GROUPS.get(field, (field,))

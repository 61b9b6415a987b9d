"""Closed units take no members: checks before, and the message for what the database refuses."""

from contextlib import AbstractContextManager

from django.utils.translation import gettext as _

from members.register.models.closed_units import CONSTRAINT
from members.units.models.units import Unit
from office.constraints import refused_by
from office.errors import NotAllowed


def require_open(unit: Unit) -> None:
    """Raise NotAllowed when the unit is closed by now; one query."""
    if not Unit.objects.open().filter(pk=unit.pk).exists():
        raise NotAllowed(_closed(unit), code=CONSTRAINT)


def in_open_unit(unit: Unit) -> AbstractContextManager[None]:
    """Return a context in which members of `unit` are saved.

    It raises NotAllowed when the database refuses them because the unit is closed, and rolls back to its beginning.
    """
    return refused_by({CONSTRAINT: _closed(unit)})


def _closed(unit: Unit) -> str:
    return _("%(unit)s is closed and takes nobody in.") % {"unit": unit.name}

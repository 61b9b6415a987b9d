"""No members in closed units: checked first, and refused by the database in the end."""

from contextlib import AbstractContextManager

from django.utils.translation import gettext as _

from members.register.models.closed_units import CONSTRAINT
from members.units.models.units import Unit
from office.constraints import refused_by
from office.errors import NotAllowed


def require_open(unit: Unit) -> None:
    """Raise NotAllowed when the unit is closed, read afresh from the database."""
    if not Unit.objects.open().filter(pk=unit.pk).exists():
        raise NotAllowed(_said(unit), code=CONSTRAINT)


def in_open_unit(unit: Unit) -> AbstractContextManager[None]:
    """Save members of `unit` within; NotAllowed when somebody has closed it, with nothing of it kept."""
    return refused_by({CONSTRAINT: _said(unit)})


def _said(unit: Unit) -> str:
    return _("%(unit)s is closed and takes nobody in.") % {"unit": unit.name}

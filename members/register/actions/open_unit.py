"""No members in closed units: checked first, and refused by the database in the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.register.models.closed_units import CONSTRAINT
from members.units.models.units import Unit
from office.errors import NotAllowed


def require_open(unit: Unit) -> None:
    """Raise NotAllowed when the unit is closed, read afresh from the database."""
    if not Unit.objects.open().filter(pk=unit.pk).exists():
        raise NotAllowed(_said(unit))


@contextmanager
def in_open_unit(unit: Unit) -> Iterator[None]:
    """Save members of `unit` within; NotAllowed when somebody has closed it, with nothing of it kept."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as why:
        if getattr(getattr(why.__cause__, "diag", None), "constraint_name", "") != CONSTRAINT:
            raise
        raise NotAllowed(_said(unit)) from why


def _said(unit: Unit) -> str:
    return _("%(unit)s is closed and takes nobody in.") % {"unit": unit.name}

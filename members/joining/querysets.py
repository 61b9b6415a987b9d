from typing import TYPE_CHECKING, Self, TypeAlias, TypedDict

from django.apps import apps
from django.db.models import Exists, OuterRef

from members import access
from members.choices import UnitKind
from members.joining.rules import ApplicationState
from members.units.models.units import Unit
from members.units.querysets.units import Units

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from members.joining.models import Application

    CheckedApplication: TypeAlias = WithAnnotations[Application, "Checks"]
else:
    # A row of `checked`.
    CheckedApplication = object

JOINABLE = (UnitKind.UNION, UnitKind.BRANCH)


def open_units() -> Units:
    """Return the units that take applications: open ones other than groups."""
    return Unit.objects.open().filter(kind__in=JOINABLE)


class Checks(TypedDict):
    known: bool
    double: bool


class Applications(access.ScopedQuerySet["Application"]):
    def own(self, user: access.Account) -> Self:
        return self.filter(user=user)

    def waiting(self) -> Self:
        return self.filter(state=ApplicationState.SUBMITTED)

    def checked(self) -> Self:
        """Annotate whether the register (`known`) or another waiting application (`double`) has the number."""
        waiting = apps.get_model("members.Application").objects.waiting()
        others = waiting.filter(id_hash=OuterRef("id_hash")).exclude(pk=OuterRef("pk"))
        members = apps.get_model("members.Member").objects.filter(id_hash=OuterRef("id_hash"))
        return self.annotate(known=Exists(members), double=Exists(others))

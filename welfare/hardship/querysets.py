from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from members import access
from members.register.querysets.of_members import OfMembers
from welfare.hardship.choices import FileState, ProposalState

if TYPE_CHECKING:
    from members.units.models.units import Unit
    from welfare.hardship.models.files import HardshipAid, HardshipAssessment, HardshipFile
    from welfare.hardship.models.settings import AidRule, HardshipRule, LocalFigure

M_co = TypeVar("M_co", bound=Model, covariant=True)


class Settings(access.ScopedQuerySet[M_co]):
    """Rows set for a unit and below it, for a region, or everywhere; those of no unit are published."""

    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the rows of units where `user` has `perm`, and those of no unit."""
        if not access.holds(user, perm):
            return self.none()
        return self.filter(access.within(user, perm) | Q(unit=None))

    def in_force(self, day: date) -> Self:
        """Return those in force on a day; both their first and their last day count."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

    def reaching(self, unit: "Unit", region: str) -> Self:
        """Return those of the unit and above it, of the region, and everywhere."""
        paths = unit.paths_down_to(unit.path)
        return self.filter(Q(unit__path__in=paths) | Q(unit=None, region__in=["", region])).select_related("unit")


class HardshipRules(Settings["HardshipRule"]):
    pass


class LocalFigures(Settings["LocalFigure"]):
    pass


class AidRules(Settings["AidRule"]):
    pass


class HardshipFiles(OfMembers["HardshipFile"]):
    def own(self, user: access.Account) -> Self:
        """Return the files of the account's own member, merged records included."""
        return self.none() if not user.is_authenticated else self.filter(member__in=access.records_of(user))

    def handed_in(self) -> Self:
        """Return those that officers see: all but drafts and what was withdrawn."""
        return self.exclude(state__in=[FileState.DRAFT, FileState.WITHDRAWN])

    def named(self, text: str) -> Self:
        """Return those of members whose name or employee number begins with the text."""
        return self.filter(Q(member__name__startswith=text) | Q(member__employee_number__startswith=text.upper()))

    def due_for_review(self, day: date) -> Self:
        """Return those in force whose day of review has come, or that leave."""
        return self.filter(Q(review_on__lte=day) | Q(leaves_on__lte=day), state=FileState.IN_FORCE)


class HardshipAssessments(access.ScopedQuerySet["HardshipAssessment"]):
    unit_field = "file__member__unit"

    def proposed(self) -> Self:
        """Return those that wait for approval."""
        return self.filter(state=ProposalState.PROPOSED)


class HardshipAids(access.ScopedQuerySet["HardshipAid"]):
    unit_field = "file__member__unit"

    def given_after(self, day: date) -> Self:
        """Return what was given after a day."""
        return self.filter(given_on__gt=day)

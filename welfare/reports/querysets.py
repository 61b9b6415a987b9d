from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from members.units.models.units import Unit
    from welfare.reports.models import CoverageCell, CoverageCount, ReceiptSum

# After so many failures a count is begun anew on the next day.
MAX_ATTEMPTS = 3


class ReceiptSums(models.QuerySet["ReceiptSum"]):
    def unfolded(self) -> Self:
        """Return the rows that triggers have added since."""
        return self.filter(is_folded=False)


class CoverageCounts(models.QuerySet["CoverageCount"]):
    def waiting(self) -> Self:
        """Return those that a worker may go on with."""
        return self.filter(done_at=None, attempts__lt=MAX_ATTEMPTS)

    def latest_done(self, year: int) -> "CoverageCount | None":
        """Return the last finished count of a year; None while there is none."""
        return self.filter(year=year, done_at__isnull=False).order_by("-pk").first()


class CoverageCells(models.QuerySet["CoverageCell"]):
    def below(self, unit: "Unit") -> Self:
        """Return the cells of a unit and everything below it."""
        return self.filter(unit__path__startswith=unit.path)

from typing import TYPE_CHECKING, Self

from members import access

if TYPE_CHECKING:
    from welfare.plans.models import Plan


class Plans(access.ScopedQuerySet["Plan"]):
    def with_days(self) -> Self:
        """Return the plans with what their days follow from, for any number of plans by two more queries."""
        return self.select_related("minority_festival").prefetch_related("minority_festival__days")

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from office.clocks.models import CalendarNotice, StoredDay


class StoredDays(QuerySet["StoredDay"]):
    def between(self, first: date, last: date) -> Self:
        """Return the days from `first` to `last`, both included."""
        return self.filter(day__range=(first, last))


class CalendarNotices(QuerySet["CalendarNotice"]):
    def in_force(self) -> dict[int, "CalendarNotice"]:
        """Return for each year the notice entered last."""
        return {notice.year: notice for notice in self.order_by("id")}

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from office.seals.models import Seal


class Seals(models.QuerySet["Seal"]):
    def made(self, since: date | None, until: date | None) -> Self:
        """Return the seals made from `since` to `until`, both included; None is no bound."""
        found = self.all()
        if since is not None:
            found = found.filter(sealed_at__gte=_start(since))
        if until is not None:
            found = found.filter(sealed_at__lt=_start(until + timedelta(days=1)))
        return found


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

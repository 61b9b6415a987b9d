from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from members import access
from welfare.auditing.rules import KEPT, LAST, MAX_ATTEMPTS, OPEN, PackState

if TYPE_CHECKING:
    from welfare.auditing.models import AuditPack, PackPart


class AuditPacks(access.ScopedQuerySet["AuditPack"]):
    def at_work(self) -> Self:
        """Return those that a worker may go on with."""
        return self.filter(state=PackState.MAKING, attempts__lt=MAX_ATTEMPTS)

    def to_delete(self) -> Self:
        """Return those whose archive has been kept long enough."""
        return self.filter(state=PackState.DONE, finished_at__lt=timezone.now() - KEPT)

    def abandoned(self) -> Self:
        """Return those that are paused or failed and that nobody went on with for as long as an archive is kept."""
        since = timezone.now() - KEPT
        lately = apps.get_model("welfare.PackPart").objects.filter(pack=OuterRef("pk"), sealed_at__gte=since)
        return self.filter(~Exists(lately), state__in=OPEN, asked_at__lt=since)

    def given_up(self) -> Self:
        """Return those that were given up and may have left something of an archive."""
        return self.filter(state=PackState.CANCELLED).exclude(file="")


class PackParts(QuerySet["PackPart"]):
    def waiting(self) -> Self:
        """Return those that are not made yet, in the order of the archive."""
        return self.filter(sealed_at=None).order_by("number")

    def of_rows(self) -> Self:
        """Return those that are read from the database, not made of other files."""
        return self.exclude(kind__in=LAST)

    def to_clear(self) -> Self:
        """Return those whose files are of no use any more: the archive holds them, or was given up."""
        return self.filter(pack__state__in=[PackState.DONE, PackState.EXPIRED, PackState.CANCELLED])

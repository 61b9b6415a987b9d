from typing import TYPE_CHECKING, Self

from django.db import models

from members.access import ScopedQuerySet
from office.claims import claim

if TYPE_CHECKING:
    from members.importing.models.imports import ImportFault, ImportJob
    from members.importing.models.staging import ImportLeaver, ImportRow, ImportSlice


class ImportJobs(ScopedQuerySet["ImportJob"]):
    pass


class ImportFaults(ScopedQuerySet["ImportFault"]):
    unit_field = "job__unit"

    def refusing(self) -> Self:
        """Return the reasons why rows are refused, without what was only read otherwise."""
        return self.filter(refuses=True)


class ImportRows(ScopedQuerySet["ImportRow"]):
    unit_field = "job__unit"

    def changing(self, columns: list[str]) -> Self:
        """Return the rows that write at least one of these columns of the member's table."""
        return self.filter(new__has_any_keys=columns)


class ImportSlices(models.QuerySet["ImportSlice"]):
    def claim_next(self, job: "ImportJob") -> "ImportSlice | None":
        """Lock and return the job's first slice that is not applied and that no other worker has locked, or None."""
        return claim(self.filter(job=job, applied_at=None).order_by("first_row")).first()


class ImportLeavers(ScopedQuerySet["ImportLeaver"]):
    unit_field = "job__unit"

from typing import Any, Self

from django.db import models

from members import access


class ImportJobs(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def claimed(self, pk: int, state: str, last_row: int) -> Any:
        """The job, locked, if it still stands where the caller left it; None when another worker carries it on."""
        return self.select_for_update(skip_locked=True).filter(pk=pk, state=state, last_row=last_row).first()


class ImportRows(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, "job__unit"))

    def changing(self, columns: list[str]) -> Self:
        """Those that would change one of these columns of a member."""
        return self.filter(new__has_any_keys=columns)


class ImportSlices(models.QuerySet):
    def next_of(self, job_pk: int) -> Any:
        """The first share that is neither taken over nor in another worker's hands, locked; None when there is none."""
        waiting = self.filter(job_id=job_pk, applied_at=None)
        return waiting.select_for_update(skip_locked=True).order_by("first_row").first()


class ImportLeavers(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, "job__unit"))

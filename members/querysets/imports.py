from typing import Any, Self

from django.db import models

from members import access


class ImportJobs(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def claimed(self, pk: int, state: str, last_row: int) -> Any:
        """The job, locked, if it still stands where the caller left it; None when another worker carries it on."""
        return self.select_for_update(skip_locked=True).filter(pk=pk, state=state, last_row=last_row).first()

from typing import Self, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class Entries(QuerySet[M]):
    def for_worker(self) -> Self:
        """Return the entries that the worker reads too."""
        return self.filter(internal=False)

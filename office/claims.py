from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def claim(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return those of `rows` that no other worker holds, locked until the transaction ends.

    The lock ends with its worker, so what a killed one had claimed is free again.
    """
    return rows.select_for_update(skip_locked=True, of=("self",))

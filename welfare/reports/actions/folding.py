"""Rows of sums that triggers added are folded into one for each run and unit; killed in between, nothing is lost."""

from django.db import transaction

from office.sql import load_sql, rows_of_sql

FOLD = load_sql("welfare.reports", "fold_receipts")
ROWS_AT_ONCE = 20_000


def fold_all() -> int:
    """Fold what was added since; return how many rows that were. Any number of workers do this at once."""
    folded = 0
    while found := _fold():
        folded += found
    return folded


@transaction.atomic
def _fold() -> int:
    """Fold up to ROWS_AT_ONCE rows that no other worker holds, in one statement: no reader meets half of it."""
    [(found,)] = rows_of_sql(FOLD, {"most": ROWS_AT_ONCE})
    return int(found)

"""Compare the kept sums of receipts, and what the runs' units say, with the grants themselves, in plain SQL."""

from decimal import Decimal
from typing import NamedTuple

from office.sql import load_sql, rows_of_sql

COMPARE = load_sql("welfare.reports", "compare_receipts")


class Disagreement(NamedTuple):
    """A run and unit whose sums are not those of its grants: what is kept, and what a plain count finds. Yuan."""

    run: int
    unit: int
    kept: tuple[int, Decimal, int, Decimal, int, Decimal]
    """Given, received and revoked: heads and money of each."""
    counted: tuple[int, Decimal, int, Decimal, int, Decimal]


def disagreements() -> list[Disagreement]:
    """Return the runs and units that disagree; none while all is well.

    What was given is compared for runs that are issued or closed: it is kept by the units of the run, less what was
    taken off its list and what was revoked. It reads all grants.
    """
    rows = rows_of_sql(COMPARE, {})
    return [Disagreement(run, unit, tuple(found[:6]), tuple(found[6:])) for run, unit, *found in rows]

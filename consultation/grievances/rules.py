"""States, receipts and legal time limits of grievances. Pure: no database, no clock, no request."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from consultation.choices import GrievanceCategory, GrievanceState
from office.days import years_after

GRIEVANCE_NEXT = {
    GrievanceState.SUBMITTED: {GrievanceState.ACCEPTED, GrievanceState.DECLINED},
    GrievanceState.ACCEPTED: {GrievanceState.WORKING, GrievanceState.CLOSED},
    GrievanceState.WORKING: {GrievanceState.CLOSED},
}
ENDED = (GrievanceState.CLOSED, GrievanceState.DECLINED)
OPEN = tuple(state for state in GrievanceState if state not in ENDED)


class Limitation(NamedTuple):
    """The last day on which a worker may take a matter to arbitration or inspection; None where no limit runs."""

    last_day: date | None
    basis: str
    for_inspection: bool = False
    """Whether it is the limit for labour inspection; else it is that for arbitration."""


def arbitration_limit(
    category: GrievanceCategory, known_on: date, employment_ended_on: date | None = None
) -> Limitation:
    """Return the last day to apply for arbitration as the law reads: advice, since it can be interrupted.

    One year from the day one knew; for unpaid wages none while employed, and one year from the end of employment.
    劳动争议调解仲裁法 27.
    """
    if category is GrievanceCategory.WAGES:
        ended = employment_ended_on
        return Limitation(years_after(ended, 1) if ended else None, "《劳动争议调解仲裁法》第二十七条第四款")
    return Limitation(years_after(known_on, 1), "《劳动争议调解仲裁法》第二十七条第一款")


def inspection_limit(ended_on: date) -> Limitation:
    """Return the last day on which labour inspection takes up a violation: after two years. 劳动保障监察条例 20."""
    return Limitation(years_after(ended_on, 2), "《劳动保障监察条例》第二十条", for_inspection=True)


# Which deadline is pressing, and which legal limit: filing for arbitration takes weeks of preparation.
NEAR_DEADLINE, NEAR_LIMIT = timedelta(days=2), timedelta(days=60)


def is_near(last_days: Iterable[date], today: date) -> bool:
    """Return whether one of the last days of legal limits is ahead and within NEAR_LIMIT."""
    return any(today <= day <= today + NEAR_LIMIT for day in last_days)


RECEIPT_DIGITS = 16


def receipt_hash(code: str, key: str) -> str:
    """Return the hash (scrypt, hex) by which a receipt code is stored and found; `key` is not in the database."""
    return hashlib.scrypt(code.encode(), salt=key.encode(), n=2**14, r=8, p=1, dklen=32).hex()

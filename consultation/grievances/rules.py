"""States, receipts and legal time limits of grievances. Pure: no database, no clock, no request."""

import hashlib
import re
from datetime import date
from typing import NamedTuple

from consultation.choices import GrievanceCategory, GrievanceState

GRIEVANCE_NEXT = {
    GrievanceState.SUBMITTED: {GrievanceState.ACCEPTED, GrievanceState.DECLINED},
    GrievanceState.ACCEPTED: {GrievanceState.WORKING, GrievanceState.CLOSED},
    GrievanceState.WORKING: {GrievanceState.CLOSED},
}
ENDED = (GrievanceState.CLOSED, GrievanceState.DECLINED)


class Limitation(NamedTuple):
    """Until when a worker may still turn to somebody; `last_day` None means that no limit runs."""

    last_day: date | None
    basis: str
    for_inspection: bool = False
    """To labour inspection rather than to arbitration."""


def arbitration_limit(
    category: GrievanceCategory, known_on: date, employment_ended_on: date | None = None
) -> Limitation:
    """Return the last day to apply for arbitration as the law reads: advice, since it can be interrupted.

    One year from the day one knew; for unpaid wages none while employed, and one year from the end of employment.
    劳动争议调解仲裁法 27.
    """
    if category is GrievanceCategory.WAGES:
        ended = employment_ended_on
        return Limitation(a_year_after(ended) if ended else None, "《劳动争议调解仲裁法》第二十七条第四款")
    return Limitation(a_year_after(known_on), "《劳动争议调解仲裁法》第二十七条第一款")


def a_year_after(day: date, years: int = 1) -> date:
    """Return the same date in a later year; for 29 February the 28th, the month's last day. 民法典 202."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def inspection_limit(ended_on: date) -> Limitation:
    """Return the last day on which labour inspection takes up a violation: after two years. 劳动保障监察条例 20."""
    return Limitation(a_year_after(ended_on, years=2), "《劳动保障监察条例》第二十条", for_inspection=True)


RECEIPT_DIGITS = 16


def bare_receipt(text: str) -> str:
    """Return the digits of a receipt code as a person may type it: with spaces, dashes or full-width digits."""
    return re.sub(r"[\s\-–—]", "", text).translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def is_receipt(code: str) -> bool:
    """Return whether these are the digits of a receipt code."""
    return re.fullmatch(rf"[0-9]{{{RECEIPT_DIGITS}}}", code) is not None


def grouped_receipt(code: str) -> str:
    """Return a receipt code as it is shown: `1234-5678-9012-3456`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def receipt_hash(code: str, key: str) -> str:
    """Return the slow hash under which a receipt code is kept and found; `key` is kept apart from the database."""
    return hashlib.scrypt(code.encode(), salt=key.encode(), n=2**14, r=8, p=1, dklen=32).hex()

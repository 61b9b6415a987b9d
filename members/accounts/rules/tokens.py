"""API tokens: what they open, and when they end. Pure: no database, no clock, no request."""

import hashlib
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# How much of an API token is shown, so that people tell tokens apart; what stays unknown are more than 120 bits.
TOKEN_PREFIX = 8


def token_hash(token: str) -> str:
    """Return the hex SHA-256 of an API token, by which it is found."""
    return hashlib.sha256(token.encode()).hexdigest()


class Area(TextChoices):
    """A part of the API that a token may be limited to."""

    MEMBERS = "members", _("members and units")
    BENEFITS = "benefits", _("benefits")
    QUESTIONS = "questions", _("questions and answers")
    GRIEVANCES = "grievances", _("grievances")
    APPROVALS = "approvals", _("approvals")
    DOCUMENTS = "documents", _("issued documents")
    OWN = "own", _("one's own data")


class Ending(TextChoices):
    """Why a token ends before its last day."""

    LOCKED = "locked", _("the account was locked")
    LEFT = "left", _("the person has left the union")
    POST = "post", _("a post was lost")
    STEP = "second_step", _("the second step was lost")


def ending_of(
    *, is_active: bool, has_left: bool, made_with: list[str], holds: list[str], stepped: bool, has_step: bool
) -> Ending | None:
    """Return why a token ends; None while it goes on.

    `made_with` are the posts, each with its unit, that its account held when it was made, `holds` those of today;
    `stepped` is whether the account had a second step then, `has_step` whether it has one.
    """
    if not is_active:
        return Ending.LOCKED
    if has_left:
        return Ending.LEFT
    if not set(made_with) <= set(holds):
        return Ending.POST
    return Ending.STEP if stepped and not has_step else None


API = "/api/v1/"
# The first part of an address of the API, and the area that it belongs to.
AREA_OF = {
    "hardship-files": Area.BENEFITS,
    "visits": Area.BENEFITS,
    "heat-sites": Area.BENEFITS,
    "heat-deliveries": Area.BENEFITS,
    "units": Area.MEMBERS,
    "members": Area.MEMBERS,
    "runs": Area.BENEFITS,
    "run-figures": Area.BENEFITS,
    "replays": Area.BENEFITS,
    "reports": Area.BENEFITS,
    "grants": Area.BENEFITS,
    "hand-outs": Area.BENEFITS,
    "sample-calls": Area.BENEFITS,
    "articles": Area.BENEFITS,
    "stores": Area.BENEFITS,
    "stock-batches": Area.BENEFITS,
    "stock-entries": Area.BENEFITS,
    "offers": Area.BENEFITS,
    "objections": Area.BENEFITS,
    "payments": Area.BENEFITS,
    "audit-packs": Area.BENEFITS,
    "payment-lines": Area.BENEFITS,
    "caps": Area.BENEFITS,
    "budgets": Area.BENEFITS,
    "budget-entries": Area.BENEFITS,
    "year-ends": Area.BENEFITS,
    "questions": Area.QUESTIONS,
    "faq": Area.QUESTIONS,
    "grievances": Area.GRIEVANCES,
    "approvals": Area.APPROVALS,
    "approval-rules": Area.APPROVALS,
    "deputies": Area.APPROVALS,
    "freezes": Area.APPROVALS,
    "documents": Area.DOCUMENTS,
    "my": Area.OWN,
}
READS = ("GET", "HEAD", "OPTIONS")
# The longest time for which somebody may make a token of their own, and for which a replaced one may go on.
LONGEST_TOKEN = timedelta(days=366)
LONGEST_OVERLAP = timedelta(days=30)
MOST_TOKENS = 20


def area_of(path: str) -> str:
    """Return the area of an address of the API; "" for its description and for addresses of no area."""
    return AREA_OF.get(path.partition(API)[2].partition("/")[0], "")


def scope_covers(areas: list[str], may_write: bool, method: str, path: str) -> bool:
    """Return whether a token of these areas, none meaning all, may send this method to this address."""
    if method not in READS and not may_write:
        return False
    return not areas or API not in path or area_of(path) in areas

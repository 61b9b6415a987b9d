"""States and stages of approvals. Pure: no database, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    OPEN = "open", pgettext_lazy("approval", "waits for approval")
    APPROVED = "approved", pgettext_lazy("approval", "approved")
    RETURNED = "returned", pgettext_lazy("approval", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("approval", "withdrawn")
    CANCELLED = "cancelled", pgettext_lazy("approval", "cancelled")


class Whose(TextChoices):
    """Whose posts approve in a stage."""

    OWN = "own", _("the unit itself")
    UPPER = "upper", _("a unit above")


class Verdict(TextChoices):
    APPROVE = "approve", pgettext_lazy("decision", "approved")
    RETURN = "return", pgettext_lazy("decision", "returned")


class MakerAct(TextChoices):
    """Why somebody may not approve a thing."""

    MADE = "made", _("made it")
    CHANGED = "changed", _("changed it")
    SUBMITTED = "submitted", _("submitted it")


NEXT: dict[RoundState, set[RoundState]] = {
    RoundState.OPEN: {RoundState.APPROVED, RoundState.RETURNED, RoundState.WITHDRAWN, RoundState.CANCELLED},
    RoundState.APPROVED: set(),
    RoundState.RETURNED: set(),
    RoundState.WITHDRAWN: set(),
    RoundState.CANCELLED: set(),
}
TONES = {
    RoundState.OPEN: "warning",
    RoundState.APPROVED: "success",
    RoundState.RETURNED: "danger",
    RoundState.WITHDRAWN: "muted",
    RoundState.CANCELLED: "muted",
}
# How many people approve by the rule that is shipped, and within how many working days each stage should end.
DEFAULT_NEEDED = 2
DEFAULT_DAYS = 3
MOST_STAGES = 4


@dataclass(frozen=True)
class StagePlan:
    """A stage as it is asked for: the key of the post (None: whoever may approve), whose it is, how many people."""

    post: int | None
    whose: str
    needed: int


def next_stage(orders: Iterable[int], present: int) -> int | None:
    """Return the stage after `present`, None after the last."""
    return min((order for order in orders if order > present), default=None)

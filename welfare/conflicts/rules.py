"""What speaks against submitting or approving a run. Pure: no database, no clock, no request."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from office.types import Message

# A cost that differs from last year's by so many per cent is looked at.
FAR = Decimal(20)
# Where more of those who receive money have no bank account, the run is not ready to be paid.
MANY = Decimal(5)


class Soft(TextChoices):
    """What a reviewer has to look at among those who receive; none of it refuses anything."""

    NO_POST_CATEGORY = "no_post_category", _("without a post category in the register")
    NO_BIRTH_DATE = "no_birth_date", _("without a birth date in the register")
    NO_ACCOUNT = "no_account", _("without a bank account, though money is paid")
    LEAVING = "leaving", _("about to leave or to be transferred by the day of the event")
    TWO_RECORDS = "two_records", _("perhaps a person with two records")
    UNIT_CLOSED = "unit_closed", _("in a unit that is closed")


class Step(TextChoices):
    """The step that a hard conflict refuses."""

    SUBMIT = "submit", _("refuses the submission")
    APPROVE = "approve", _("refuses the approval")
    ISSUE = "issue", _("refuses the issue")


@dataclass(frozen=True)
class Hard:
    """What refuses a step until it is put right: a sentence, and the page where that is done, "" without one."""

    code: str
    step: Step
    sentence: Message
    url: str = ""


@dataclass(frozen=True)
class Look:
    """What a reviewer looks at: a sentence, how many it concerns (None for what has no number), and their list."""

    code: str
    sentence: Message
    count: int | None = None
    url: str = ""


def differs_far(cost: Decimal, before: Decimal) -> bool:
    """Return whether a cost is FAR per cent or more above or below that of the year before."""
    return before > 0 and abs(cost - before) * 100 >= FAR * before


def percent_of(part: int, whole: int) -> Decimal:
    """Return a share in per cent with one decimal; 0 of nothing."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.1")) if whole else Decimal(0)

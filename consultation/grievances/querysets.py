from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Case, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Left

from consultation.choices import EntryKind
from consultation.deadlines.querysets import WithDeadlines
from consultation.grievances import rules
from members.cases.rules import Side

if TYPE_CHECKING:
    from consultation.grievances.models import Grievance
    from members.authority.models import User

# How many characters of the story are read for its first line.
OPENING = 200


class Grievances(WithDeadlines["Grievance"]):
    clock_field = "grievance"
    open_states = rules.OPEN

    def own(self, user: "User") -> Self:
        """Return those that this account reported under its name."""
        return self.filter(reporter__user=user)

    def of_receipt(self, receipt_hash: str) -> Self:
        """Return the one with this hash of a receipt code, if there is one."""
        return self.filter(receipt_hash=receipt_hash)

    def with_opening(self, user: "User") -> Self:
        """Annotate `opening`, the beginning of the story, for the officer who has accepted the case.

        It is empty for all others, whose reading is recorded case by case, and for anonymous reports.
        """
        own = Q(officer=user, receipt_hash=None)
        opening = Case(When(own, then=Left("facts", OPENING)), default=Value(""), output_field=TextField())
        return self.annotate(opening=opening)

    def unanswered(self) -> Self:
        """Return open ones whose reporter wrote last."""
        entries = apps.get_model("consultation.GrievanceEntry")
        last = entries.objects.filter(grievance=OuterRef("pk"), kind=EntryKind.MESSAGE).order_by("-id")
        return self.open().annotate(last_side=Subquery(last.values("side")[:1])).filter(last_side=Side.WORKER)

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import OuterRef, Subquery

from consultation.choices import EntryKind
from consultation.deadlines.querysets import WithDeadlines
from consultation.grievances import rules
from members.cases.rules import Side

if TYPE_CHECKING:
    from consultation.grievances.models import Grievance
    from members.authority.models import User


class Grievances(WithDeadlines["Grievance"]):
    clock_field = "grievance"
    open_states = rules.OPEN

    def own(self, user: "User") -> Self:
        """Return those that this account reported under its name."""
        return self.filter(reporter__user=user)

    def of_receipt(self, receipt_hash: str) -> Self:
        """Return the one with this hash of a receipt code, if there is one."""
        return self.filter(receipt_hash=receipt_hash)

    def unanswered(self) -> Self:
        """Return open ones whose reporter wrote last."""
        entries = apps.get_model("consultation.GrievanceEntry")
        last = entries.objects.filter(grievance=OuterRef("pk"), kind=EntryKind.MESSAGE).order_by("-id")
        return self.open().annotate(last_side=Subquery(last.values("side")[:1])).filter(last_side=Side.WORKER)

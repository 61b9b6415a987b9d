from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

from consultation.choices import EntryKind, Side
from consultation.deadlines.querysets import Timed
from consultation.grievances import rules
from members import access


class Grievances(Timed):
    clock_field = "grievance"

    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def own(self, user: Any) -> Self:
        return self.filter(reporter__user=user)

    def of_receipt(self, receipt_hash: str) -> Self:
        return self.filter(receipt_hash=receipt_hash)

    def open(self) -> Self:
        return self.exclude(state__in=rules.ENDED)

    def unanswered(self) -> Self:
        """Open ones whose reporter wrote last."""
        entries = apps.get_model("consultation.GrievanceEntry")
        last = entries.objects.filter(grievance=OuterRef("pk"), kind=EntryKind.MESSAGE).order_by("-id")
        return self.open().annotate(last_side=Subquery(last.values("side")[:1])).filter(last_side=Side.WORKER)


class Entries(models.QuerySet):
    def for_reporter(self) -> Self:
        return self.filter(internal=False)

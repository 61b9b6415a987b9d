from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from consultation import rules
from consultation.choices import EntryKind, QuestionState, ReferralState, Side
from members import access


class Clocks(models.QuerySet):
    def running(self) -> Self:
        return self.filter(met_at=None, dropped_at=None)

    def overdue(self, today: date) -> Self:
        """Running past their last day."""
        return self.running().filter(due_on__lt=today)


class Timed(models.QuerySet):
    """Rows that clocks run on; `clock_field` is the clock's way back to them."""

    clock_field = ""

    def _running(self) -> QuerySet:
        clocks = apps.get_model("consultation.Clock").objects.running()
        return clocks.filter(**{self.clock_field: OuterRef("pk")})

    def with_due(self) -> Self:
        """Annotate `due_on`, the last day of the most pressing running clock, and `due_estimated`."""
        pressing = self._running().order_by("due_on", "id")
        return self.annotate(
            due_on=Subquery(pressing.values("due_on")[:1]), due_estimated=Subquery(pressing.values("estimated")[:1])
        )

    def pressing_first(self) -> Self:
        """With `due_on`, the earliest on top, those that nothing runs on last."""
        return self.with_due().order_by(F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, today: date) -> Self:
        return self.filter(Exists(self._running().filter(due_on__lt=today)))


class Questions(Timed):
    clock_field = "question"

    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def own(self, user: Any) -> Self:
        return self.filter(asker__in=access.accounts_of(user))

    def open(self) -> Self:
        """Those that wait for the desk."""
        return self.filter(state__in=(QuestionState.SUBMITTED, QuestionState.ACCEPTED))

    def matching(self, text: str) -> Self:
        """Those whose number ends in the text, or whose words or asker match it; an empty text finds all."""
        text = text.strip()
        if not text:
            return self
        found = Q(number__iendswith=text)
        if grams := rules.query_grams(text):
            found |= Q(grams__contains=grams)
        people = apps.get_model("members.Member").objects.matching(text)
        return self.filter(found | Q(member__in=people.values("pk")))


class Messages(models.QuerySet):
    def public(self) -> Self:
        """What the asker reads too."""
        return self.filter(internal=False)


class Referrals(Timed):
    clock_field = "referral"

    def visible_to(self, user: Any, perm: str) -> Self:
        """By `consultation.reply_referral` a department's own, by rights on questions those of the question's unit."""
        field = "unit" if perm == "consultation.reply_referral" else "question__unit"
        return self.filter(access.within(user, perm, field=field))

    def open(self) -> Self:
        return self.filter(state=ReferralState.SENT)


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

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from members import access
from members.choices import LEFT_STATES
from members.committees.rules import CommitteeKind, CommitteePost, TermStatus, warned_until

if TYPE_CHECKING:
    from members.committees.models.committees import Committee, Seat, Term


class Committees(access.ScopedQuerySet["Committee"]):
    def not_dissolved(self) -> Self:
        """Return the committees that have not been dissolved."""
        return self.filter(dissolved_on=None)

    def with_term(self, today: date) -> Self:
        """Annotate `term_id`, `ends_on` and `places` of the last term begun by `today`, None before the first.

        Also `renewed`, whether the next term has been elected; `sitting`, how many seats are held, those of people who
        left the union not counted; and `vacant`, how many seats are not held: at least one where there is no chair,
        None before the first term.
        """
        terms = apps.get_model("members.Term").objects.filter(committee=OuterRef("pk"))
        begun = terms.filter(starts_on__lte=today).order_by("-starts_on")
        seats = apps.get_model("members.Seat").objects.sitting().filter(term=OuterRef("term_id"))
        sitting = seats.order_by().values("term").values(sitting=Count("*"))
        chair = Exists(seats.filter(post=CommitteePost.CHAIR))
        without_chair = models.Case(models.When(chair, then=Value(0)), default=Value(1))
        return self.annotate(
            term_id=Subquery(begun.values("pk")[:1]),
            ends_on=Subquery(begun.values("ends_on")[:1]),
            places=Subquery(begun.values("places")[:1]),
            renewed=Exists(terms.filter(starts_on__gt=today)),
            sitting=Coalesce(Subquery(sitting, output_field=IntegerField()), 0),
            # PostgreSQL's GREATEST ignores NULL.
            vacant=models.Case(
                models.When(places__isnull=False, then=Greatest(F("places") - F("sitting"), without_chair))
            ),
        )

    def with_status(self, status: str, today: date) -> Self:
        """Return those of `with_term` whose `term_status` is `status`."""
        begun = self.filter(dissolved_on=None, ends_on__isnull=False)
        match status:
            case TermStatus.DISSOLVED:
                return self.exclude(dissolved_on=None)
            case TermStatus.COMING:
                return self.filter(dissolved_on=None, ends_on=None)
            case TermStatus.RUNNING:
                return begun.filter(Q(renewed=True) | Q(ends_on__gt=warned_until(today)))
            case TermStatus.ENDING:
                return begun.filter(renewed=False, ends_on__range=(today, warned_until(today)))
            case _:
                return begun.filter(renewed=False, ends_on__lt=today)

    def with_vacant_seats(self) -> Self:
        """Return those of `with_term` that have a vacant seat and are not dissolved."""
        return self.not_dissolved().filter(vacant__gt=0)

    def due_for_election(self, today: date) -> Self:
        """Return those of `with_term` whose last term ends within six months or has ended, the first to end first."""
        due = self.not_dissolved().filter(ends_on__lte=warned_until(today), renewed=False)
        return due.order_by("ends_on", "pk")


class Terms(access.ScopedQuerySet["Term"]):
    unit_field = "committee__unit"

    def to_warn_of(self, today: date) -> Self:
        """Return the committees' last terms that end within six months or have ended, and were not warned of."""
        later = self.model._default_manager.filter(committee=OuterRef("committee"), starts_on__gt=OuterRef("starts_on"))
        return self.filter(
            ~Exists(later), warned_at=None, ends_on__lte=warned_until(today), committee__dissolved_on=None
        )


class Seats(access.ScopedQuerySet["Seat"]):
    unit_field = "term__committee__unit"

    def held(self) -> Self:
        """Return the seats that have not been given up."""
        return self.filter(until=None)

    def reviewing(self, since: date, until: date | None = None) -> Self:
        """Return the seats on fund review committees on any day from `since` to `until`, None for no end."""
        begun = self if until is None else self.filter(since__lte=until)
        reviews = begun.filter(term__committee__kind=CommitteeKind.FUND_REVIEW)
        return reviews.filter(Q(until=None) | Q(until__gte=since))

    def sitting(self) -> Self:
        """Return the held seats, except of people who have left the union."""
        return self.held().filter(Q(member=None) | ~Q(member__state__in=LEFT_STATES))

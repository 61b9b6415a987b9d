from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from members import access
from members.choices import LEFT_STATES
from members.committees.rules import CommitteeKind, CommitteePost, Standing, warned_until

if TYPE_CHECKING:
    from members.committees.models.committees import Committee, Seat, Term


class Committees(models.QuerySet["Committee"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def standing(self) -> Self:
        """Those that have not been dissolved."""
        return self.filter(dissolved_on=None)

    def with_term(self, today: date) -> Self:
        """Each with the `term_id`, `ends_on` and `places` of its last term begun by `today`, None before the first.

        `renewed` says that the next term has been elected already, `sitting` how many members of the union, or of the
        employer's side, hold a seat, `vacant` how many seats lack a holder: at least one without a chair.
        """
        terms = self._others("Term").filter(committee=OuterRef("pk"))
        begun = terms.filter(starts_on__lte=today).order_by("-starts_on")
        seats = self._others("Seat").sitting().filter(term=OuterRef("term_id"))
        heads = seats.order_by().values("term").values(heads=Count("*"))
        chair = Exists(seats.filter(post=CommitteePost.CHAIR))
        return self.annotate(
            term_id=Subquery(begun.values("pk")[:1]),
            ends_on=Subquery(begun.values("ends_on")[:1]),
            places=Subquery(begun.values("places")[:1]),
            renewed=Exists(terms.filter(starts_on__gt=today)),
            sitting=Coalesce(Subquery(heads, output_field=IntegerField()), 0),
            vacant=Greatest(
                F("places") - F("sitting"), models.Case(models.When(chair, then=Value(0)), default=Value(1))
            ),
        )

    def in_standing(self, standing: str, today: date) -> Self:
        """Of those with their term, the ones that `rules.committees.standing` puts there."""
        begun = self.filter(dissolved_on=None, ends_on__isnull=False)
        match standing:
            case Standing.DISSOLVED:
                return self.exclude(dissolved_on=None)
            case Standing.COMING:
                return self.filter(dissolved_on=None, ends_on=None)
            case Standing.RUNNING:
                return begun.filter(Q(renewed=True) | Q(ends_on__gt=warned_until(today)))
            case Standing.ENDING:
                return begun.filter(renewed=False, ends_on__range=(today, warned_until(today)))
            case _:
                return begun.filter(renewed=False, ends_on__lt=today)

    def running_out(self, today: date) -> Self:
        """Of those with their term, who have had it, or have it within six months, and have elected no next one."""
        return self.standing().filter(ends_on__lte=warned_until(today), renewed=False)

    def _others(self, name: str) -> Any:
        return self.model._meta.apps.get_model("members", name).objects


class Terms(models.QuerySet["Term"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="committee__unit"))

    def to_warn_of(self, today: date) -> Self:
        """The last terms of their committees that end within six months, of which nobody has been told yet."""
        later = self.model._default_manager.filter(committee=OuterRef("committee"), starts_on__gt=OuterRef("starts_on"))
        return self.filter(
            ~Exists(later), warned_at=None, ends_on__lte=warned_until(today), committee__dissolved_on=None
        )


class Seats(models.QuerySet["Seat"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="term__committee__unit"))

    def held(self) -> Self:
        return self.filter(until=None)

    def reviewing(self, since: date, until: date | None = None) -> Self:
        """Those on fund review committees on any day from `since` to `until`, None for without an end."""
        begun = self if until is None else self.filter(since__lte=until)
        reviews = begun.filter(term__committee__kind=CommitteeKind.FUND_REVIEW)
        return reviews.filter(Q(until=None) | Q(until__gte=since))

    def sitting(self) -> Self:
        """Those held by somebody who has not left the union."""
        return self.held().filter(Q(member=None) | ~Q(member__state__in=LEFT_STATES))

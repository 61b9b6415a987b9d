from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from members import access
from members.choices import MemberState
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import GRANT_KIND, RUN_KIND, OfferState
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import apart_from_hardship

if TYPE_CHECKING:
    from members.authority.models import User
    from welfare.goods.models.articles import Article, Store
    from welfare.goods.models.offers import ArticleRating, Choice, Offer
    from welfare.goods.models.stock import Batch, StockEntry


class Articles(access.ScopedQuerySet["Article"]):
    def usable_in(self, unit: "Unit") -> Self:
        """Return the articles in use of a unit and of those above it."""
        return self.filter(active=True, unit__path__in=unit.paths_down_to(unit.path))


class Stores(access.ScopedQuerySet["Store"]):
    def below(self, unit: "Unit") -> Self:
        """Return the pickup points in use of a unit and of those below it."""
        return self.filter(active=True, unit__path__startswith=unit.path)


class StockBatches(access.ScopedQuerySet["Batch"]):
    unit_field = "store__unit"

    def there(self) -> Self:
        """Return the batches of which something is there."""
        return self.filter(in_stock__gt=0)

    def with_free(self) -> Self:
        """Return the batches of which something is not reserved."""
        return self.filter(in_stock__gt=F("reserved"))

    def in_date(self, today: date) -> Self:
        """Return the batches that may be handed out today: their last day is not over."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=today))

    def expiring_before(self, day: date) -> Self:
        """Return the batches whose last day is before `day`, of which something is there."""
        return self.there().filter(expires_on__lt=day)

    def first_expiring_first(self) -> Self:
        return self.order_by(F("expires_on").asc(nulls_last=True), "pk")


class StockEntries(access.ScopedQuerySet["StockEntry"]):
    unit_field = "batch__store__unit"

    def hidden_from(self, user: access.Account) -> Self:
        """Return the entries for runs that tell who is in hardship, where the user may not see that."""
        runs = apps.get_model("welfare.Run").objects.filter(pk=OuterRef("cause_id"))
        grants = Grant.with_revoked.filter(pk=OuterRef("cause_id"))
        of_run = Q(cause_kind=RUN_KIND) & Exists(runs.exclude(apart_from_hardship(user, "", "unit")))
        of_grant = Q(cause_kind=GRANT_KIND) & Exists(grants.exclude(apart_from_hardship(user)))
        return self.filter(of_run | of_grant)

    def of_cause(self, kind: str, pk: int) -> Self:
        """Return the entries that rest on one row of another table."""
        return self.filter(cause_kind=kind, cause_id=pk)

    def latest_of_cause(self, kind: str, pk: int) -> Self:
        """Return for each batch its last entry of a cause, which says what the cause holds and was handed out of it."""
        return self.of_cause(kind, pk).order_by("batch_id", "-number").distinct("batch_id")


class Offers(access.ScopedQuerySet["Offer"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the offers of units in reach, those of runs that tell of hardship only to who may see that."""
        return super().visible_to(user, perm).filter(Q(run=None) | apart_from_hardship(user))

    def open(self, today: date) -> Self:
        """Return the offers of which members may choose today."""
        return self.filter(state=OfferState.OPEN, ends_on__gte=today)

    def for_member(self, user: "User") -> Self:
        """Return the offers to the account's member: of their units and those above, or of runs that give to them.

        None that is being prepared.
        """
        records = access.records_of(user)
        own = Member.objects.filter(pk__in=records, merged_into=None, state=MemberState.ACTIVE)
        path = own.values_list("unit__path", flat=True).first()
        mine = Exists(Grant.objects.filter(run=OuterRef("run"), member__in=records))
        here = Q(run=None, unit__path__in=Unit.paths_down_to(path) if path else [])
        return self.filter(here | mine).exclude(state=OfferState.DRAFT)


class OfferChoices(access.ScopedQuerySet["Choice"]):
    def own(self, user: "User") -> Self:
        """Return what the account's own member chose, merged records included."""
        return self.filter(member__in=access.records_of(user))


class Ratings(access.ScopedQuerySet["ArticleRating"]):
    unit_field = "grant__unit"

    def own(self, user: "User") -> Self:
        """Return the ratings by the account's own member."""
        return self.filter(grant__member__in=access.records_of(user))

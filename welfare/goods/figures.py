"""What members chose of an offer, counted: by article and size, by unit, and by pickup point as an order list."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear

from members.choices import MemberState
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import Satisfaction
from welfare.goods.chosen import default_of
from welfare.goods.models.articles import Store
from welfare.goods.models.offers import ArticleRating, Choice, Offer, OfferedArticle
from welfare.goods.rules import FEW, hidden_counts
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Grants
from welfare.plans.models import Plan
from welfare.runs.collection import details_for
from welfare.runs.models.units import RunCollection

# The units that a table by unit has at most.
UNITS_SHOWN = 200


@dataclass(frozen=True)
class OrderRow:
    """How many pieces of one article and size are wanted at a pickup point, None where no point is named."""

    store: Store | None
    offered: OfferedArticle
    size: str
    quantity: int
    by_default: int
    """How many of them for who hasn't chosen."""

    @property
    def cost(self) -> Decimal | None:
        """What they cost, in yuan; None without a price."""
        return None if self.offered.price is None else self.offered.price * self.quantity


@dataclass(frozen=True)
class Heads:
    """How many an offer is for, and how many of them have chosen."""

    asked: int
    chosen: int

    @property
    def percent(self) -> int:
        return self.chosen * 100 // self.asked if self.asked else 0


def choices_of(offer: Offer, grants: Grants | None = None) -> QuerySet[Choice]:
    """Return the choices that count: of a run only of those who are on its list still, under any of their records.

    Of two records that were merged that of the one that was kept counts. `grants` are those of the run that count.
    """
    rows = Choice.objects.filter(offer=offer)
    rows = rows.exclude(Exists(Choice.objects.filter(offer=offer, member=OuterRef("member__merged_into"))))
    if offer.run_id is None:
        return rows
    if grants is None:
        grants = Grant.objects.filter(run=offer.run_id)
    return rows.filter(
        Exists(grants.filter(member=OuterRef("member")))
        | Exists(grants.filter(member__merged_into=OuterRef("member")))
        | Exists(grants.filter(member=OuterRef("member__merged_into")))
    )


def without_choice(offer: Offer, grants: Grants) -> Grants:
    """Return those of the grants of an offer's run whose members haven't chosen, under any of their records."""
    choices = Choice.objects.filter(offer=offer)
    for record in ("member", "member__merged_into"):
        grants = grants.exclude(Exists(choices.filter(member=OuterRef(record))))
    return grants.exclude(Exists(choices.filter(member__merged_into=OuterRef("member"))))


def heads_of(offer: Offer) -> Heads:
    """Return how many an offer is for and how many have chosen. Two queries."""
    if offer.run_id is not None:
        asked = Grant.objects.filter(run=offer.run_id).count()
    else:
        asked = Member.objects.filter(state=MemberState.ACTIVE, unit__path__startswith=offer.unit.path).count()
    return Heads(asked, choices_of(offer).count())


def order_rows(offer: Offer) -> list[OrderRow]:
    """Return what is to be ordered for which pickup point; of a run also for who hasn't chosen."""
    offered = {one.pk: one for one in offer.articles.select_related("article")}
    collections: list[RunCollection] = []
    if offer.run is not None:
        collections = list(RunCollection.objects.filter(run=offer.run).select_related("unit"))

    def nearest(path: str) -> int | None:
        return details_for(offer.run, path, collections).store_id if offer.run is not None else None

    wanted: Counter[tuple[int | None, int, str]] = Counter()
    chosen = choices_of(offer).order_by().values_list("store", "article", "size", "unit__path")
    for store, article, size, path, count in chosen.annotate(count=Count("pk")):
        wanted[store or nearest(path), article, size] += count
    defaults: Counter[tuple[int | None, int, str]] = Counter()
    default = default_of(offer)
    if default is not None:
        rest = without_choice(offer, Grant.objects.filter(run=offer.run_id))
        for path, count in rest.order_by().values_list("unit__path").annotate(count=Count("pk")):
            defaults[nearest(path), default.pk, default.default_size] += count
    stores = Store.objects.in_bulk({key for key, _article, _size in [*wanted, *defaults] if key is not None})
    rows = [
        OrderRow(stores.get(key[0] or 0), offered[key[1]], key[2], count, defaults[key])
        for key, count in (wanted + defaults).items()
    ]
    return sorted(rows, key=_place)


def _place(row: OrderRow) -> tuple[bool, str, int, int, int]:
    sizes = row.offered.article.sizes
    place = sizes.index(row.size) if row.size in sizes else len(sizes)
    name, pk = (row.store.name, row.store.pk) if row.store else ("", 0)
    return row.store is None, name, pk, row.offered.position, place


@dataclass(frozen=True)
class ResultRow:
    """How many chose one article and size, and their share in per cent."""

    offered: OfferedArticle
    size: str
    count: int
    percent: int


def results_of(offer: Offer) -> list[ResultRow]:
    """Return how many chose each article and size, those of no choice among them."""
    found = {
        (article, size): count
        for article, size, count in choices_of(offer)
        .order_by()
        .values_list("article", "size")
        .annotate(count=Count("pk"))
    }
    whole = sum(found.values())
    rows = []
    for one in offer.articles.select_related("article"):
        for size in one.article.sizes or [""]:
            count = found.get((one.pk, size), 0)
            rows.append(ResultRow(one, size, count, count * 100 // whole if whole else 0))
    return rows


@dataclass(frozen=True)
class UnitRow:
    """How many of a unit, and of those below it, chose each of the offered articles; None where it is hidden."""

    unit: Unit
    counts: list[int | None]


def results_by_unit(offer: Offer) -> list[UnitRow]:
    """Return the choices by the units right below that of the offer; counts under five are hidden."""
    offered = list(offer.articles.values_list("pk", flat=True))
    below = Unit.objects.filter(path__startswith=offer.unit.path, depth=offer.unit.depth + 1)
    units = list(below.order_by("path")[:UNITS_SHOWN])
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in offered}
    steps = len(offer.unit.path) + Unit.steplen
    found = choices_of(offer).order_by().values_list("article", "unit__path").annotate(count=Count("pk"))
    for article, path, count in found:
        counts[article][path[:steps]] += count
    hidden = {pk: hidden_counts(by_unit) for pk, by_unit in counts.items()}
    rows = [
        UnitRow(unit, [None if unit.path in hidden[pk] else counts[pk][unit.path] for pk in offered]) for unit in units
    ]
    return [row for row in rows if any(count != 0 for count in row.counts)]


@dataclass(frozen=True)
class SatisfactionRow:
    """How satisfied those were who received an article in a year; None for all where fewer than five said it."""

    year: int
    article: str
    said: int | None
    counts: list[int] | None
    percent: int | None
    """The per cent who were satisfied or very satisfied."""


def plans_alike(plan: Plan) -> QuerySet[Plan]:
    """Return a plan and those of its unit for the same occasion: some unions make a new one each year."""
    alike = {name: getattr(plan, name) for name in ("schedule", "kind", "festival", "minority_festival_id")}
    return Plan.objects.filter(unit=plan.unit_id, **alike)


def satisfaction_by_article(plan: Plan) -> list[SatisfactionRow]:
    """Return how satisfied members were with each article of the runs of a plan and of those alike, latest year first.

    One query.
    """
    found: dict[tuple[int, str], Counter[str]] = {}
    rated = ArticleRating.objects.filter(grant__run__plan__in=plans_alike(plan)).order_by()
    rows = rated.values_list(ExtractYear("grant__run__on"), "article__name", "grade").annotate(count=Count("pk"))
    for year, name, grade, count in rows:
        found.setdefault((year, name), Counter())[grade] += count
    told = []
    for (year, name), grades in sorted(found.items(), key=lambda row: (-row[0][0], row[0][1])):
        said = sum(grades.values())
        if said < FEW:
            told.append(SatisfactionRow(year, name, None, None, None))
            continue
        pleased = grades[Satisfaction.VERY] + grades[Satisfaction.SATISFIED]
        told.append(SatisfactionRow(year, name, said, [grades[grade] for grade in Satisfaction], pleased * 100 // said))
    return told

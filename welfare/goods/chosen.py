"""What members receive of a run of goods, and where: what they chose, else the default, else what the run names."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from members.register.models.member import Member
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Choice, Offer, OfferedArticle
from welfare.grants.models.grants import Grant
from welfare.runs.collection import details_for
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection


@dataclass(frozen=True)
class Chosen:
    """What a grant gives: the article, its size ("" without sizes), the pickup point; None where none is named."""

    article: Article | None
    size: str
    store: Store | None
    by_default: bool
    """Whether the member could choose and hasn't."""

    @property
    def sizes(self) -> Sequence[str]:
        """The sizes among which the counter chooses; [] where there are none."""
        return self.article.sizes if self.article is not None else []

    @property
    def told(self) -> str:
        """The article and its size in words; "" where no article is named."""
        if self.article is None:
            return ""
        return f"{self.article} · {self.size}" if self.size else self.article.name


NOTHING = Chosen(None, "", None, False)


def chosen_of(grants: Iterable[Grant], run: Run | None = None) -> dict[int, Chosen]:
    """Return what each grant gives, by its key; the grants are of one run and were read with their units.

    `run` is theirs, if the caller has read it with its article. The number of queries doesn't depend on how many grants
    there are, and there is none for a run that names no article.
    """
    rows = list(grants)
    if not rows:
        return {}
    if run is None:
        run = Run.objects.select_related("article").get(pk=rows[0].run_id)
    if run.article is None:
        return {grant.pk: NOTHING for grant in rows}
    offer = Offer.objects.filter(run=run).first()
    default = default_of(offer) if offer is not None else None
    mine = _choices(offer, {grant.member_id for grant in rows}) if offer is not None else {}
    collections = list(RunCollection.objects.filter(run=run).select_related("unit"))
    keys = {grant.pk: details_for(run, grant.unit.path, collections).store_id for grant in rows}
    stores = Store.objects.in_bulk({key for key in keys.values() if key is not None})
    found = {}
    for grant in rows:
        choice, store = mine.get(grant.member_id), stores.get(keys[grant.pk] or 0)
        if choice is not None:
            found[grant.pk] = Chosen(choice.article.article, choice.size, choice.store or store, False)
        elif default is not None:
            found[grant.pk] = Chosen(default.article, default.default_size, store, True)
        else:
            found[grant.pk] = Chosen(run.article, "", store, False)
    return found


def _choices(offer: Offer, members: Collection[int]) -> dict[int, Choice]:
    """Return what these members chose, by their keys: of several records of one person, what was chosen last.

    Two queries.
    """
    kept = {pk: into or pk for pk, into in Member.objects.filter(pk__in=members).values_list("pk", "merged_into")}
    people = set(kept.values())
    rows = Choice.objects.filter(Q(member__in=people) | Q(member__merged_into__in=people), offer=offer)
    by_person = {}
    for one in rows.select_related("member", "article__article", "store").order_by("at", "pk"):
        by_person[one.member.merged_into_id or one.member_id] = one
    return {member: by_person[person] for member, person in kept.items() if person in by_person}


def article_of(grant: Grant) -> Article | None:
    """Return the article that a grant gives, None where none is named."""
    return chosen_of([grant])[grant.pk].article


def default_of(offer: Offer) -> OfferedArticle | None:
    """Return what members get who haven't chosen; None where the offer is of no run. One query."""
    if offer.run_id is None:
        return None
    return offer.articles.filter(is_default=True).select_related("article").first()

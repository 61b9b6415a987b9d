from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Case, IntegerField, Model, Value, When

from members.access import ScopedQuerySet
from office import text_index

if TYPE_CHECKING:
    from consultation.knowledge.models import CannedAnswer, FaqEntry
    from members.units.models.units import Unit

M_co = TypeVar("M_co", bound=Model, covariant=True)
# How many of those that share a term are compared with a text.
COMPARED = 300


class KeptTexts(ScopedQuerySet[M_co]):
    """Texts that a unit keeps for itself and for all units below it."""

    def for_unit(self, unit: "Unit") -> Self:
        """Return those of the unit and of the units above it."""
        return self.filter(unit__path__in=unit.paths_down_to(unit.path))


class CannedAnswers(KeptTexts["CannedAnswer"]):
    def in_use_for(self, unit: "Unit", topic: str, *, most: int) -> list["CannedAnswer"]:
        """Return at most `most` in use for a question of this unit: of its topic first, then of the nearest unit."""
        own_topic = Case(When(topic=topic, then=Value(0)), default=Value(1), output_field=IntegerField())
        return list(self.for_unit(unit).filter(active=True).order_by(own_topic, "-unit__path", "title", "pk")[:most])


class FaqEntries(KeptTexts["FaqEntry"]):
    def published_for(self, unit: "Unit") -> Self:
        """Return those that workers of this unit read, by topic."""
        return self.for_unit(unit).filter(published=True).order_by("topic", "pk")

    def matching(self, text: str) -> Self:
        """Return those that hold all words of `text`; all for an empty text."""
        wanted = text_index.query_grams(text)
        return self.filter(grams__contains=wanted) if wanted else self

    def most_like(self, text: str, *, most: int) -> list["FaqEntry"]:
        """Return at most `most` of them that have the most words in common with `text`; one query."""
        sharing = self.filter(grams__overlap=text_index.telling_grams(text))
        return text_index.most_alike(text, ((row.grams, row) for row in sharing[:COMPARED]), most=most)

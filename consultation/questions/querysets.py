from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from consultation.deadlines.querysets import WithDeadlines
from consultation.questions import rules
from members import access
from members.cases.rules import Side
from office import text_index

if TYPE_CHECKING:
    from consultation.questions.models import Question
    from members.authority.models import User
    from members.register.querysets.search import PeopleSearch

# How many questions that share a word are compared with another one.
COMPARED = 300


class Questions(WithDeadlines["Question"]):
    clock_field = "question"
    open_states = rules.OPEN

    def own(self, user: "User") -> Self:
        """Return those that this person asked."""
        return self.filter(asker__in=access.accounts_of(user))

    def answered_like(self, text: str, *, most: int) -> list["Question"]:
        """Return at most `most` answered ones that have the most words in common with `text`, of the latest COMPARED.

        Each has its last answer as `last_answer`. One query.
        """
        answers = apps.get_model("consultation.Message").objects.filter(
            question=OuterRef("pk"), side=Side.OFFICE, internal=False
        )
        terms = text_index.telling_grams(text)
        answered = self.exclude(state__in=rules.OPEN).filter(grams__overlap=terms).order_by("-pk")
        found = answered.annotate(last_answer=Subquery(answers.order_by("-id").values("text")[:1]))
        return text_index.most_alike(text, ((one.grams, one) for one in found[:COMPARED]), most=most)

    def matching(self, text: str, people: "PeopleSearch | None") -> Self:
        """Return those whose number ends in `text`, or whose title or messages have it, or whose asker `people` finds.

        All for an empty text.
        """
        text = text.strip()
        if not text:
            return self
        found = Q(number__iendswith=text)
        if grams := text_index.query_grams(text):
            found |= Q(grams__contains=grams)
        if people:
            found |= Q(member__in=apps.get_model("members.Member").objects.matching(people).values("pk"))
        return self.filter(found)

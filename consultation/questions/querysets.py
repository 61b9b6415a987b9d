from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Q

from consultation.deadlines.querysets import WithDeadlines
from consultation.questions import rules
from members import access
from office import text_index

if TYPE_CHECKING:
    from consultation.questions.models import Question
    from members.authority.models import User
    from members.register.querysets.search import PeopleSearch


class Questions(WithDeadlines["Question"]):
    clock_field = "question"
    open_states = rules.OPEN

    def own(self, user: "User") -> Self:
        """Return those that this person asked."""
        return self.filter(asker__in=access.accounts_of(user))

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

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from consultation.choices import QuestionState
from consultation.deadlines.querysets import Timed
from members import access
from office import text_index as rules


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

from datetime import date
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from members.choices import Purpose
from members.register.querysets.of_members import OfMembers


class ConsentTexts(models.QuerySet):
    def in_force(self, purpose: str, day: date) -> Any:
        """The wording for `purpose` on `day`, None before the first one."""
        return self.filter(purpose=purpose, effective_from__lte=day).order_by("-effective_from").first()


class Consents(OfMembers):
    def last_word(self, member: Any, purpose: str) -> Any:
        """How a member's consent stands: their last word on this purpose, None when they have said nothing."""
        return self.filter(member=member, purpose=purpose).order_by("-id").first()

    def narrow(self, members: QuerySet, purpose: str) -> QuerySet:
        """Those of `members` whose last word on `purpose` is yes."""
        words = self.filter(member=OuterRef("pk"), purpose=Purpose(purpose)).order_by("-id").values("given")
        return members.alias(agreed=Subquery(words[:1])).filter(agreed=True)

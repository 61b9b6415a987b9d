from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from members.choices import Purpose
from members.register.querysets.of_members import OfMembers

if TYPE_CHECKING:
    from members.consents.models import Consent, ConsentText
    from members.register.models.member import Member


class ConsentTexts(models.QuerySet["ConsentText"]):
    def in_force(self, purpose: str, day: date) -> "ConsentText | None":
        """Return the text for `purpose` on `day`; None before the first one."""
        return self.filter(purpose=purpose, effective_from__lte=day).order_by("-effective_from").first()


class Consents(OfMembers["Consent"]):
    def last_answer(self, member: "Member", purpose: str) -> "Consent | None":
        """Return the member's last answer for `purpose`; None without any."""
        return self.filter(member=member, purpose=purpose).order_by("-id").first()

    def consenting(self, members: QuerySet["Member"], purpose: str) -> QuerySet["Member"]:
        """Return those of `members` whose last answer for `purpose` is yes."""
        answers = self.filter(member=OuterRef("pk"), purpose=Purpose(purpose)).order_by("-id").values("given")
        return members.alias(agreed=Subquery(answers[:1])).filter(agreed=True)

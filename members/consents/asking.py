"""Whether sensitive data may be used for a purpose: called before each such use. PIPL art. 29."""

from django.db.models import QuerySet

from members.consents.models import Consent
from members.register.models.member import Member


def allows(member: Member, purpose: str) -> bool:
    """Return whether the member's last answer for this purpose (a Purpose) is yes."""
    word = Consent.objects.last_word(member, purpose)
    return word is not None and word.given


def consenting(members: QuerySet[Member], purpose: str) -> QuerySet[Member]:
    """Return those of `members` who allow this purpose (a Purpose)."""
    return Consent.objects.narrow(members, purpose)

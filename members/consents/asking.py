"""Whether sensitive data may be used for a purpose: every desk asks here before it does. PIPL art. 29."""

from django.db.models import QuerySet

from members.consents.models import Consent
from members.register.models.member import Member


def allows(member: Member, purpose: str) -> bool:
    """Whether the member's last word on this purpose (of codes.Purpose) is yes."""
    word = Consent.objects.last_word(member, purpose)
    return word is not None and word.given


def consenting(members: QuerySet, purpose: str) -> QuerySet:
    """Those of `members` who allow this purpose (of codes.Purpose), in the same query."""
    return Consent.objects.narrow(members, purpose)

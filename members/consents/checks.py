"""Whether members have consented to a purpose, to be asked before sensitive data is kept or used. PIPL art. 29."""

from django.db.models import QuerySet

from members.consents.models import Consent
from members.register.models.member import Member


def allows(member: Member, purpose: str) -> bool:
    """Return whether the member's last answer for `purpose`, a Purpose, is yes."""
    answer = Consent.objects.last_answer(member, purpose)
    return answer is not None and answer.given


def consenting(members: QuerySet[Member], purpose: str) -> QuerySet[Member]:
    """Return those of `members` whose last answer for `purpose`, a Purpose, is yes."""
    return Consent.objects.consenting(members, purpose)

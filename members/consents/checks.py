"""Whether a member has consented to a purpose, to be asked before sensitive data is kept or used. PIPL art. 29."""

from members.consents.models import Consent
from members.register.models.member import Member


def allows(member: Member, purpose: str) -> bool:
    """Return whether the member's last answer for `purpose`, a Purpose, is yes."""
    answer = Consent.objects.last_answer(member, purpose)
    return answer is not None and answer.given

from typing import TYPE_CHECKING, Self

from consultation.deadlines.querysets import WithDeadlines
from consultation.permissions import ConsultationPermission
from consultation.referrals import rules
from members import access

if TYPE_CHECKING:
    from consultation.referrals.models import Referral


class Referrals(WithDeadlines["Referral"]):
    clock_field = "referral"
    open_states = rules.OPEN

    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return those to departments in reach by REPLY_REFERRAL, those of questions in reach by any other right."""
        field = "unit" if perm == ConsultationPermission.REPLY_REFERRAL else "question__unit"
        return self.filter(access.within(user, perm, field=field))

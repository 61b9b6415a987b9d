from typing import Any, Self

from consultation.choices import ReferralState
from consultation.deadlines.querysets import Timed
from consultation.permissions import ConsultationPermission
from members import access


class Referrals(Timed):
    clock_field = "referral"

    def visible_to(self, user: Any, perm: str) -> Self:
        """By `consultation.reply_referral` a department's own, by rights on questions those of the question's unit."""
        field = "unit" if perm == ConsultationPermission.REPLY_REFERRAL else "question__unit"
        return self.filter(access.within(user, perm, field=field))

    def open(self) -> Self:
        return self.filter(state=ReferralState.SENT)

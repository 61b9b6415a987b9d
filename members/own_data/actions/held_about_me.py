from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent

A_DAY = 5


@transaction.atomic
def hand_out_holdings(member: Member, *, by: User) -> None:
    """Put on the record that a member takes the file of everything held about them; at most A_DAY in 24 hours.

    Raises NotAllowed for anybody else's, and past the limit. PIPL art. 45.
    """
    if member.user_id != by.pk:
        raise NotAllowed(_("This file is for the member alone."))
    since = timezone.now() - timedelta(days=1)
    if AuditEvent.objects.about(member).filter(verb="member.holdings", at__gt=since).count() >= A_DAY:
        raise NotAllowed(_("You have taken this file several times today. Please come back tomorrow."))
    audit.record("member.holdings", member, by=by, unit=member.unit)

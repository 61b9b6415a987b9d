from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent

MOST_A_DAY = 5


@transaction.atomic
def record_download(member: Member, *, by: User) -> None:
    """Record that a member downloads the file of everything held about them.

    Raises NotAllowed for another person's file, and for more than MOST_A_DAY downloads in 24 hours. PIPL art. 45.
    """
    if member.user_id != by.pk:
        raise NotAllowed(_("This file is for the member alone."))
    since = timezone.now() - timedelta(days=1)
    if AuditEvent.objects.about(member).filter(verb="member.holdings", at__gt=since).count() >= MOST_A_DAY:
        raise NotAllowed(_("You have taken this file several times today. Please come back tomorrow."))
    audit.record("member.holdings", member, by=by, unit=member.unit)

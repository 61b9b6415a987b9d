"""What the member's page says of a member's benefits in a few figures."""

from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.front.member_sections import Facts
from members.register.models.member import Member
from office.money import yuan
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import TO_RECEIVE
from welfare.permissions import WelfarePermission


def benefit_facts(member: Member, user: User) -> Facts:
    """Return what the member received this year and what waits to be received, as `user` may see it. One query."""
    year = timezone.localdate().year
    received = Q(received_at__isnull=False, occasion__on__year=year)
    grants = Grant.objects.visible_to(user, WelfarePermission.VIEW_GRANT).issued().filter(member=member)
    sums = grants.aggregate(
        times=Count("pk", filter=received), money=Sum("amount", filter=received), waiting=Count("pk", filter=TO_RECEIVE)
    )
    told = _("%(times)s times, %(money)s") % {"times": sums["times"], "money": yuan(sums["money"] or Decimal(0))}
    return [(_("Received in %(year)s") % {"year": year}, told), (_("Not yet signed for"), str(sums["waiting"]))]

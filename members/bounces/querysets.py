from django.db.models import QuerySet

from members import access
from members.permissions import MembersPermission
from office.outbox.models import ChannelChoice


def refused_addresses(user: access.Account) -> QuerySet[ChannelChoice]:
    """Return the addresses that a channel refused, of members whose data `user` may correct, each with its member."""
    reach = access.within(user, MembersPermission.CHANGE_MEMBER, field="account__member__unit")
    refused = ChannelChoice.objects.filter(reach, bounced_at__isnull=False, account__member__isnull=False)
    return refused.select_related("account__member__unit")

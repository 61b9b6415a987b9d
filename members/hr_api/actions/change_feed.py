"""What keeps the API for other systems in order: old answers go, stamps of another cluster become of this one."""

from django.db import transaction
from django.utils import timezone

from members.hr_api.models.api_calls import ApiCall
from members.hr_api.models.change_stamps import MemberStamp
from members.hr_api.querysets.change_stamps import this_transaction


@transaction.atomic
def tidy_api() -> None:
    """Forget old answers; count members whose stamp lies ahead, after a restore, as changed now."""
    ApiCall.objects.expired(timezone.now()).delete()
    MemberStamp.objects.from_ahead().update(transaction=this_transaction())

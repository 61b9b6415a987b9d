"""Upkeep of the API's tables: old answers, and stamps that come from another database cluster."""

from django.db import transaction
from django.utils import timezone

from members.hr_api.models.api_calls import ApiCall
from members.hr_api.models.change_stamps import MemberStamp
from members.hr_api.querysets.change_stamps import current_transaction


@transaction.atomic
def tidy_api() -> None:
    """Delete expired calls, and set stamps of transactions not begun yet, as after a restore, to this transaction."""
    ApiCall.objects.expired(timezone.now()).delete()
    MemberStamp.objects.of_future_transactions().update(transaction=current_transaction())

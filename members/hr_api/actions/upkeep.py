"""Upkeep of the stamps of the API, which may come from another database cluster."""

from django.db import transaction

from members.hr_api.models.change_stamps import MemberStamp
from members.hr_api.querysets.change_stamps import current_transaction


@transaction.atomic
def tidy_api() -> None:
    """Set stamps of transactions not begun yet, as after a restore, to this transaction."""
    MemberStamp.objects.of_future_transactions().update(transaction=current_transaction())

"""Housekeeping of the API: deletes old answers, and renews stamps that come from another database cluster."""

from django.db import transaction
from django.utils import timezone

from members.hr_api.models.api_calls import ApiCall
from members.hr_api.models.change_stamps import MemberStamp
from members.hr_api.querysets.change_stamps import this_transaction


@transaction.atomic
def tidy_api() -> None:
    """Delete old answers, and stamp members anew whose stamp is of the future, as after a restore."""
    ApiCall.objects.expired(timezone.now()).delete()
    MemberStamp.objects.from_ahead().update(transaction=this_transaction())

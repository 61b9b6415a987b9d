from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from members.authority.models import User
    from members.hr_api.models.api_calls import ApiCall

KEPT = timedelta(hours=24)


class ApiCalls(models.QuerySet["ApiCall"]):
    def lock_call(self, by: "User", key: str, body_hash: str) -> "ApiCall":
        """Return the call with this key, created if need be, and locked: the same call meanwhile waits."""
        self.bulk_create([self.model(by=by, key=key, body_hash=body_hash)], ignore_conflicts=True)
        return self.select_for_update().get(by=by, key=key)

    def expired(self, now: datetime) -> Self:
        """Return the calls older than KEPT."""
        return self.filter(called_at__lt=now - KEPT)

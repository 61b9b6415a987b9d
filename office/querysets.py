from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models


class AuditEvents(models.QuerySet):
    def about(self, obj: models.Model) -> Self:
        """The timeline of one object, oldest first."""
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(object_type=kind, object_id=obj.pk).select_related("actor").order_by("id")


class Notices(models.QuerySet):
    def own(self, user: Any) -> Self:
        return self.filter(to=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

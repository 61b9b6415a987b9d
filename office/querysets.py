from typing import TYPE_CHECKING, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from office.models import AuditEvent, Notice


class AuditEvents(models.QuerySet["AuditEvent"]):
    def about(self, obj: models.Model) -> Self:
        """Return the events of one object, oldest first, each with its actor."""
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(object_type=kind, object_id=obj.pk).select_related("actor").order_by("id")


class Notices(models.QuerySet["Notice"]):
    def own(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.filter(to_id=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from office.models import AuditEvent, Notice

UNREAD = """
SELECT count(*), count(*) FILTER (WHERE url = ANY(%s))
FROM (SELECT url FROM office_notice WHERE to_id = %s AND read_at IS NULL LIMIT %s) AS unread
"""


class AuditEvents(models.QuerySet["AuditEvent"]):
    def about(self, obj: models.Model) -> Self:
        """Return the events of one object, oldest first, each with its actor."""
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(object_type=kind, object_id=obj.pk).select_related("actor").order_by("id")

    def about_any(self, objects: models.QuerySet[models.Model]) -> Self:
        """Return the events of any of these objects, oldest first, each with its actor."""
        kind = ContentType.objects.get_for_model(objects.model)
        found = self.filter(object_type=kind, object_id__in=objects.order_by().values("pk"))
        return found.select_related("actor").order_by("id")


class Notices(models.QuerySet["Notice"]):
    def own(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.filter(to_id=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def about(self, addresses: Iterable[str]) -> Self:
        """Return the notices whose URL begins with one of `addresses`."""
        pattern = "|".join(re.escape(address) for address in addresses)
        return self.filter(url__regex=f"^({pattern})")

    def count_unread(self, user_id: int, *, upto: int, urls: Iterable[str] = ()) -> tuple[int, int]:
        """Return how many unread notices this account has, `upto` at most, and how many of those are about `urls`.

        One scan of the index of unread ones.

        Every page asks this. Plain SQL saves Django the half of a millisecond in which it compiles the query.
        """
        with connection.cursor() as cursor:
            cursor.execute(UNREAD, [[url for url in urls if "\0" not in url], user_id, upto])
            found: tuple[int, int] = cursor.fetchone()
        return found

"""What may be done in the admin with rows that the portal writes."""

from django.db import models
from django.http import HttpRequest


class DeletableOnly:
    """Mixin for the admin of rows that can be deleted, but neither added nor changed."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnly(DeletableOnly):
    """Mixin for the admin of rows that only the portal itself writes."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

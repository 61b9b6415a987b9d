"""The doors of the API: the same rights as the pages, the same rows."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request

from members import access


class HoldsItsRight(BasePermission):
    """Lets in whoever holds the view's `perm` in some unit; rows go through `visible_to` all the same."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return access.holds(request.user, view.perm)


class InReach:
    """A viewset whose rows are those where the caller has `perm`; any other row does not exist (404).

    Its `queryset` needs `visible_to(user, perm)`.
    """

    perm: str
    request: Any
    queryset: Any
    permission_classes: Any = [IsAuthenticated, HoldsItsRight]

    def get_queryset(self) -> QuerySet:
        return self.queryset.all().visible_to(self.request.user, self.perm)

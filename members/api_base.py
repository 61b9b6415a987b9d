"""Base of the API's views: they ask for the same permissions as the pages and show the same rows."""

from typing import TypeVar, cast

from django.db.models import Model, QuerySet
from rest_framework import viewsets
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from members import access

M = TypeVar("M", bound=Model)


class HoldsPermission(BasePermission):
    """Refuse, with 403, callers without the view's `perm` in any unit; rows are filtered by `visible_to`."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(view, ScopedViewSet) and access.holds(request.user, view.perm)


class ScopedViewSet(viewsets.ReadOnlyModelViewSet[M]):
    """Lists and shows rows where the caller has `perm`, 404 for others. `queryset` needs `visible_to(user, perm)`."""

    perm: str
    permission_classes = [IsAuthenticated, HoldsPermission]

    def get_queryset(self) -> QuerySet[M]:
        rows = cast(access.ScopedQuerySet[M], super().get_queryset())
        return rows.visible_to(self.request.user, self.perm)

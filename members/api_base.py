"""Base of the API's views: they ask for the same permissions as the pages and show the same rows."""

from typing import TypeVar, cast

from django.db.models import Model, QuerySet
from rest_framework import serializers, viewsets
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from members import access
from office.once.api import OncePerKeyMixin
from office.types import FieldValues

M = TypeVar("M", bound=Model)


class RefusalSerializer(serializers.Serializer[None]):
    detail = serializers.CharField(help_text="The rule that forbids it, as a sentence.")
    code = serializers.CharField(help_text="The same for programs; it never changes.")


class HoldsPermission(BasePermission):
    """Refuse, with 403, callers without the view's `perm` in any unit; rows are filtered by `visible_to`."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(view, ScopedViewSet) and access.holds(request.user, view.perm)


class ScopedViewSet(OncePerKeyMixin, viewsets.ReadOnlyModelViewSet[M]):
    """Lists and shows rows where the caller has `perm`, 404 for others. `queryset` needs `visible_to(user, perm)`."""

    perm: str
    permission_classes = [IsAuthenticated, HoldsPermission]

    def get_queryset(self) -> QuerySet[M]:
        rows = cast(access.ScopedQuerySet[M], super().get_queryset())
        return rows.visible_to(self.request.user, self.perm)


def validated(serializer_class: type[Serializer[M]], request: Request) -> FieldValues:
    """Return what was sent as this serializer reads it. Raises ValidationError (400) for a wrong field."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    fields: FieldValues = serializer.validated_data
    return fields

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from members.api_base import ScopedViewSet
from members.documents.reach import documents_visible_to
from office.documents.actions import file_of
from office.documents.models import IssuedDocument
from office.documents.responses import issued
from office.permissions import OfficePermission


class IssuedDocumentSerializer(serializers.ModelSerializer[IssuedDocument]):
    number = serializers.CharField(source="full_number", help_text="As it is printed: unit code, year, running number.")
    unit = serializers.CharField(source="unit.code")
    issued_by = serializers.CharField(source="issued_by.name")

    class Meta:
        model = IssuedDocument
        fields = ["id", "kind", "number", "unit", "subject", "file_hash", "issued_at", "issued_by", "voided_at"]


class IssuedDocumentViewSet(ScopedViewSet[IssuedDocument]):
    """The issued documents that the caller may read, the latest first; of kinds whose own permission they hold."""

    perm = OfficePermission.VIEW_ISSUEDDOCUMENT
    queryset = IssuedDocument.objects.none()
    serializer_class = IssuedDocumentSerializer

    def get_queryset(self) -> QuerySet[IssuedDocument]:
        return documents_visible_to(self.request.user, self.perm).select_related("unit", "issued_by").order_by("-pk")

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: str | None = None) -> HttpResponse:
        """Return the document as PDF."""
        document = self.get_object()
        return issued(document, file_of(document))

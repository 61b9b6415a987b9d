from typing import cast

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from members import access
from members.api_base import HoldsPermission, RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.units.serializers import UnitBriefSerializer
from office.wake import wake_worker
from welfare.auditing.actions.asking import ask_for_pack
from welfare.auditing.models import AuditPack
from welfare.auditing.tasks import make_audit_packs
from welfare.permissions import WelfarePermission


class AuditPackSerializer(serializers.ModelSerializer[AuditPack]):
    """An auditor's pack: of which unit and year, as of when, how far it is; the archive's size and SHA-256."""

    unit = UnitBriefSerializer()
    download_url = serializers.SerializerMethodField(
        help_text="Where the archive is fetched, logged in; empty while there is none."
    )

    class Meta:
        model = AuditPack
        fields = [
            *("id", "unit", "year", "reason", "state", "as_of", "asked_at", "finished_at", "size", "sha256"),
            "download_url",
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_download_url(self, pack: AuditPack) -> str:
        if not pack.can_be_fetched:
            return ""
        request: Request = self.context["request"]
        return request.build_absolute_uri(reverse("welfare:audit_pack_file", args=[pack.pk]))


class NewAuditPackSerializer(serializers.Serializer[AuditPack]):
    """The unit by its id, the year, and what the pack is for."""

    unit = serializers.IntegerField()
    year = serializers.IntegerField()
    reason = serializers.CharField(max_length=200)


class AuditPackViewSet(ScopedViewSet[AuditPack]):
    """Auditor's packs of the caller's units, the latest first; POST asks for one, which workers make."""

    perm = WelfarePermission.VIEW_AUDITPACK
    queryset = AuditPack.objects.select_related("unit")
    serializer_class = AuditPackSerializer
    filterset_fields = ["state", "year"]

    def get_permissions(self) -> list[HoldsPermission]:
        """Ask for the permission to have packs made where one is asked for."""
        if self.action == "create":
            self.perm = WelfarePermission.MAKE_AUDITPACK
        return cast("list[HoldsPermission]", super().get_permissions())

    @extend_schema(request=NewAuditPackSerializer, responses={201: AuditPackSerializer, 409: RefusalSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a pack; workers make it."""
        said, user = validated(NewAuditPackSerializer, request), user_of(request)
        unit = access.units(user, WelfarePermission.MAKE_AUDITPACK).filter(pk=said["unit"]).first()
        if unit is None:
            raise NotFound
        pack = ask_for_pack(unit, said["year"], by=user, reason=said["reason"], address=request.build_absolute_uri("/"))
        wake_worker(make_audit_packs, times=2)
        return Response(self.get_serializer(pack).data, status=status.HTTP_201_CREATED)

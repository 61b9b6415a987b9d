"""Family, honours and documents in the admin, with the permissions of the member; hardship marks with their own."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.choices import Purpose
from members.consents.models import Consent
from members.permissions import MembersPermission
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.personal_file.querysets import Documents
from members.register.actions.entry_lock import write_refusal
from members.register.models.member import Member
from office.admin import ReadOnly


class OfMemberAdmin(PortalAdmin):
    unit_field = "member__unit"
    list_select_related = ["member__unit"]
    autocomplete_fields = ["member"]
    search_fields = ["member__name", "member__employee_number__istartswith"]

    def permission_name(self, verb: str) -> str:
        return MembersPermission.VIEW_MEMBER if verb == "view" else MembersPermission.CHANGE_MEMBER

    def is_allowed(self, request: HttpRequest, verb: str, obj: Model | None = None) -> bool:
        assert obj is None or isinstance(obj, FamilyMember | HardshipMark | Honour | MemberDocument)
        writable = verb == "view" or obj is None or not write_refusal(obj.member, request.user)
        return writable and super().is_allowed(request, verb, obj)


@admin.register(FamilyMember)
class FamilyMemberAdmin(ReadOnly, OfMemberAdmin):
    """Kin of members who consent to it; read only, since `save_kin` checks more than the admin would."""

    list_display = ["name", "relation", "member", "birth_date", "is_dependent", "deceased_on"]
    list_filter = ["relation", "is_dependent"]
    exclude = ["id_number", "phone"]
    readonly_fields = ["masked_phone", "masked_id_number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        agreed = Consent.objects.consenting(Member.objects.all(), Purpose.FAMILY)
        return super().get_queryset(request).filter(member__in=agreed)

    @admin.display(description=_("phone"))
    def masked_phone(self, kin: FamilyMember) -> str:
        return kin.masked_phone or "—"

    @admin.display(description=_("certificate number"))
    def masked_id_number(self, kin: FamilyMember) -> str:
        return kin.masked_id_number or "—"


@admin.register(Honour)
class HonourAdmin(OfMemberAdmin):
    list_display = ["title", "level", "member", "awarded_by", "awarded_on"]
    list_filter = ["level", "awarded_on"]


@admin.register(HardshipMark)
class HardshipMarkAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "kind", "starts_on", "review_on", "ended_on"]
    list_filter = ["kind", "review_on"]
    list_select_related = ["member__unit"]
    search_fields = ["member__name", "member__employee_number__istartswith"]


@admin.register(MemberDocument)
class MemberDocumentAdmin(ReadOnly, OfMemberAdmin):
    list_display = ["__str__", "kind", "member", "added_at", "added_by"]
    list_filter = ["kind", "added_at"]
    list_select_related = ["member__unit", "added_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        assert isinstance(rows, Documents)
        return rows.readable_by(request.user)

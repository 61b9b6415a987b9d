from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.hardship.models.files import HardshipAid, HardshipAssessment, HardshipFile
from welfare.hardship.models.settings import AidRule, HardshipRule, LocalFigure
from welfare.permissions import WelfarePermission


class SettingAdmin(PortalAdmin):
    """The base of the settings of hardship. Those of a region or for everywhere are a superuser's."""

    unit_field = "unit"
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code", "source"]
    autocomplete_fields = ["unit"]
    date_hierarchy = "effective_from"


@admin.register(HardshipRule)
class HardshipRuleAdmin(SettingAdmin):
    list_display = [
        *("place", "deep_times", "relative_times", "accident_times", "at_the_line", "asks_province_income"),
        *("effective_from", "effective_to", "certainty", "source"),
    ]
    list_filter = ["region", "certainty", "effective_from"]


@admin.register(LocalFigure)
class LocalFigureAdmin(SettingAdmin):
    list_display = ["place", "figure", "amount", "effective_from", "effective_to", "certainty", "source"]
    list_filter = ["figure", "region", "certainty", "effective_from"]


@admin.register(AidRule)
class AidRuleAdmin(SettingAdmin):
    list_display = [
        *("place", "kind", "stage", "level", "months", "share", "amount"),
        *("effective_from", "effective_to", "certainty", "source"),
    ]
    list_filter = ["kind", "stage", "level", "region", "certainty"]


class FileAdmin(ReadOnly, PortalAdmin):
    """Shown under the one right to see files; what they say is never shown in the admin."""

    def permission_name(self, verb: str) -> str:
        return WelfarePermission.VIEW_HARDSHIPFILE


@admin.register(HardshipFile)
class HardshipFileAdmin(FileAdmin):
    unit_field = "member__unit"
    list_display = ["member", "state", "level", "since", "review_on", "leaves_on"]
    list_filter = ["state", "level", "review_on"]
    list_select_related = ["member__unit"]
    search_fields = ["member__name", "member__employee_number__istartswith"]
    exclude = ["content", "answer"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(pk__in=HardshipFile.objects.handed_in())


@admin.register(HardshipAssessment)
class HardshipAssessmentAdmin(FileAdmin):
    unit_field = "file__member__unit"
    list_display = ["file", "level", "state", "made_by", "made_at", "review_on"]
    list_filter = ["state", "level"]
    list_select_related = ["file__member__unit", "made_by"]
    search_fields = ["file__member__name"]
    exclude = ["reckoning"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(file__in=HardshipFile.objects.handed_in())


@admin.register(HardshipAid)
class HardshipAidAdmin(FileAdmin):
    unit_field = "file__member__unit"
    list_display = ["file", "kind", "amount", "given_on", "basis", "limited_by"]
    list_filter = ["kind", "given_on"]
    list_select_related = ["file__member__unit"]
    search_fields = ["file__member__name", "basis"]

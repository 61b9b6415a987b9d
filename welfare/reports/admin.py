"""Counts of coverage in the admin, read only, for superusers: whether they were counted, and why one failed."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.reports.models import CoverageCount


@admin.register(CoverageCount)
class CoverageCountAdmin(ReadOnly, PortalAdmin):
    list_display = ["id", "year", "on", "asked_at", "done_at", "attempts"]
    list_filter = ["year"]

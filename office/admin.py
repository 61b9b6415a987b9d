"""The office's tables in the admin; for superusers only, since their rows belong to no unit.

Notices are not among them: one about a grievance tells, by its receiver, who has reported it.
"""

from django.contrib import admin
from django.db import models

from office.admin_lookups import LimitedLookups
from office.admin_rights import DeletableOnly as DeletableOnly
from office.admin_rights import ReadOnly as ReadOnly
from office.clocks import admin as clocks
from office.days import DayField
from office.models import Attachment, AuditEvent, DayOverride, SavedView
from office.outbox.admin import ChannelAdmin as ChannelAdmin


class ReadOnlyModelAdmin(ReadOnly, LimitedLookups):
    list_per_page = 50
    show_full_result_count = False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyModelAdmin):
    list_display = ["at", "actor", "verb", "object_label", "unit", "reason"]
    list_filter = ["verb", "at", "object_type"]
    list_select_related = ["actor", "unit"]
    search_fields = ["object_label__startswith", "verb__startswith", "actor__username", "actor__name"]
    date_hierarchy = "at"


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyModelAdmin):
    list_display = ["name", "object_type", "object_id", "size", "added_at", "added_by", "copy_state", "scanned"]
    list_filter = ["object_type", "added_at", "copy_state", "scanned"]
    list_select_related = ["object_type", "added_by"]
    search_fields = ["name"]
    # Files are given out under the rights of the object that they belong to, not through the admin.
    exclude = ["file", "copy"]


@admin.register(DayOverride)
class DayOverrideAdmin(clocks.RecountsLimits):
    formfield_overrides = {models.DateField: {"form_class": DayField}}
    list_display = ["day", "working", "source"]
    list_filter = ["working", "day"]
    search_fields = ["source"]


@admin.register(SavedView)
class SavedViewAdmin(DeletableOnly, LimitedLookups):
    list_display = ["name", "account", "address", "saved_at"]
    list_select_related = ["account"]
    search_fields = ["name__startswith", "account__username", "account__name"]

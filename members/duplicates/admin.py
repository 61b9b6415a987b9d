from django.contrib import admin

from members.admin_base import PortalAdmin
from members.duplicates.models import DoubleCandidate, MemberToCompare, Merge
from office.admin import ReadOnly


@admin.register(DoubleCandidate)
class DoubleCandidateAdmin(ReadOnly, PortalAdmin):
    """Pairs that may be one person, read only: they are decided on the portal's page, which checks both records."""

    list_display = ["a", "b", "score", "state", "found_at", "decided_by", "decided_at"]
    list_filter = ["state", "found_at"]
    list_select_related = ["a", "b", "decided_by"]
    search_fields = ["a__name", "b__name"]


@admin.register(Merge)
class MergeAdmin(ReadOnly, PortalAdmin):
    """Merges and their undoing, read only; the sealed values are not shown."""

    list_display = ["winner", "loser", "by", "at", "undone_by", "undone_at"]
    list_filter = ["at", "undone_at"]
    list_select_related = ["winner", "loser", "by", "undone_by"]
    search_fields = ["winner__name", "loser__name"]
    exclude = ["facts"]


@admin.register(MemberToCompare)
class MemberToCompareAdmin(ReadOnly, PortalAdmin):
    """Members to compare with the register, read only."""

    list_display = ["member_id"]

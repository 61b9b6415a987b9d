from django.contrib import admin

from members.admin_base import PortalAdmin, ReadOnly
from members.duplicates.models import DoubleCandidate, MemberToCompare, Merge


@admin.register(DoubleCandidate)
class DoubleCandidateAdmin(ReadOnly, PortalAdmin):
    """Pairs that may be one person; the portal's own page decides, since it sees to both records."""

    list_display = ["a", "b", "score", "state", "found_at", "decided_by", "decided_at"]
    list_filter = ["state", "found_at"]
    list_select_related = ["a", "b", "decided_by"]
    search_fields = ["a__name", "b__name"]


@admin.register(Merge)
class MergeAdmin(ReadOnly, PortalAdmin):
    """What was merged and undone; the sealed facts stay sealed."""

    list_display = ["winner", "loser", "by", "at", "undone_by", "undone_at"]
    list_filter = ["at", "undone_at"]
    list_select_related = ["winner", "loser", "by", "undone_by"]
    search_fields = ["winner__name", "loser__name"]
    exclude = ["facts"]


@admin.register(MemberToCompare)
class MemberToCompareAdmin(ReadOnly, PortalAdmin):
    """Who waits to be compared."""

    list_display = ["member_id"]

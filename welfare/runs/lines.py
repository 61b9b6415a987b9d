"""What a run has decided about one member: the grant, or the exclusion with its reason."""

from members.register.models.member import Member
from welfare.grants.models import Exclusion, Grant
from welfare.runs.models import Run


def line_of(run: Run, member: Member) -> Grant | Exclusion | None:
    """Return what the run has decided about the member; None where it did not consider them, or is not counted yet.

    Records that were merged into the member count as the member: a grant of any of them goes before an exclusion, and
    the exclusion of the member's own record before those of the others. At most three queries.
    """
    records = [member.pk, *Member.objects.filter(merged_into=member).order_by("pk").values_list("pk", flat=True)]
    grant = Grant.objects.filter(run=run, member__in=records).select_related("unit", "occasion").first()
    if grant is not None:
        return grant
    found = Exclusion.objects.filter(run=run, member__in=records).select_related("unit")
    return min(found, key=lambda one: records.index(one.member_id), default=None)

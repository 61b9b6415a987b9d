"""Pass up what is late, and what too few people are left to approve."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.approvals.kinds import KINDS
from members.approvals.models import ApprovalRound
from members.approvals.people import approvers_of
from members.approvals.rules import Verdict
from office import audit
from office.notices import notify
from office.types import JsonValue


def pass_up_late(today: date) -> int:
    """Let those above step in where a stage should have ended before `today`, and where people are too few.

    Tell them, and return how many rounds were passed up.
    """
    late = Q(due_on__lt=today, escalated_at=None)
    rounds = ApprovalRound.objects.open().filter(kind__in=KINDS)
    return sum(_pass_up(pk, today) for pk in rounds.filter(late | Q(widened=False)).values_list("pk", flat=True))


@transaction.atomic
def _pass_up(pk: int, today: date) -> int:
    locked = ApprovalRound.objects.open().select_for_update(of=("self",), no_key=True, skip_locked=True)
    round = locked.select_related("unit").filter(pk=pk).first()
    if round is None:
        return 0
    is_late = round.due_on is not None and round.due_on < today and round.escalated_at is None
    given = round.decisions.filter(stage=round.stage, verdict=Verdict.APPROVE).count()
    before = {one.acting for one in approvers_of(round)}
    if not is_late and len(before) >= round.stage_needed - given:
        return 0
    round.widened = True
    if is_late:
        round.escalated_at = timezone.now()
    round.save(update_fields=["widened", "escalated_at"])
    about = KINDS[round.kind].rows([round.object_id]).get(round.object_id)
    above = {one.acting for one in approvers_of(round)}
    if about is None:
        return 0
    late = gettext_lazy("%(title)s has waited for approval in %(unit)s for too long: you may step in.")
    few = gettext_lazy("Too few people in %(unit)s can approve %(title)s: you may step in.")
    notify(above - before, late if is_late else few, round.get_absolute_url(), title=about, unit=round.unit)
    if is_late:
        told: dict[str, JsonValue] = {"due": str(round.due_on), "stage": round.stage}
        audit.record("approval.pass_up", about, by=None, unit=round.unit, changes=told)
    return 1

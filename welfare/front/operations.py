"""How much work in the background benefits have: slices of runs, recounts of them, and notices to their members."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from office.operations.rules import Work, WorkKind
from welfare.auditing.models import AuditPack
from welfare.auditing.rules import MAX_ATTEMPTS as PACK_ATTEMPTS
from welfare.auditing.rules import PackState
from welfare.choices import RunState, SliceState
from welfare.fairness.models import Recount, RecountState
from welfare.fairness.querysets import MAX_ATTEMPTS as RECOUNT_ATTEMPTS
from welfare.runs.models.announcements import Announcement
from welfare.runs.models.slices import Slice
from welfare.runs.rules import MAX_ATTEMPTS


def _slices() -> Work:
    waiting = Slice.objects.filter(state=SliceState.WAITING, run__state=RunState.COUNTING)
    counted = waiting.aggregate(
        waiting=Count("pk", filter=Q(attempts__lt=MAX_ATTEMPTS)),
        failed=Count("pk", filter=Q(attempts__gte=MAX_ATTEMPTS)),
    )
    return Work(waiting=counted["waiting"], failed=counted["failed"])


def _clearing() -> Work:
    """Slices of runs that are cancelled or revoked; those that failed are tried again at each sweep."""
    left = Slice.objects.to_clear().aggregate(
        waiting=Count("pk", filter=Q(error="")), failed=Count("pk", filter=~Q(error=""))
    )
    return Work(waiting=left["waiting"], failed=left["failed"])


def _recounts() -> Work:
    unfinished = Recount.objects.filter(state=RecountState.WAITING)
    counted = unfinished.aggregate(
        waiting=Count("pk", filter=Q(attempts__lt=RECOUNT_ATTEMPTS)),
        failed=Count("pk", filter=Q(attempts__gte=RECOUNT_ATTEMPTS)),
        since=Min("at", filter=Q(attempts__lt=RECOUNT_ATTEMPTS)),
    )
    return Work(waiting=counted["waiting"], failed=counted["failed"], waits_since=counted["since"])


def _announcements() -> Work:
    counted = Announcement.objects.filter(done_at=None).aggregate(waiting=Count("pk"), since=Min("at"))
    return Work(waiting=counted["waiting"], waits_since=counted["since"])


def _packs() -> Work:
    counted = AuditPack.objects.filter(state=PackState.MAKING).aggregate(
        waiting=Count("pk", filter=Q(attempts__lt=PACK_ATTEMPTS)),
        failed=Count("pk", filter=Q(attempts__gte=PACK_ATTEMPTS)),
        since=Min("asked_at", filter=Q(attempts__lt=PACK_ATTEMPTS)),
    )
    return Work(waiting=counted["waiting"], failed=counted["failed"], waits_since=counted["since"])


WORK = {
    "run_slices": WorkKind(_("Parts of benefit runs being counted"), _slices, "welfare:run_list"),
    "run_clearing": WorkKind(_("Parts of cancelled and revoked runs being cleared"), _clearing, "welfare:run_list"),
    "run_recounts": WorkKind(_("Figures and replays of runs being counted"), _recounts, "welfare:run_list"),
    "audit_packs": WorkKind(_("Auditor's packs being made"), _packs, "welfare:audit_pack_list"),
    "announcements": WorkKind(_("Notices to members of runs"), _announcements, "welfare:run_list"),
}

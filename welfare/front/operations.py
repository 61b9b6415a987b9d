"""How much work in the background benefits have: slices of runs, and notices to their members."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from office.operations.rules import Work, WorkKind
from welfare.choices import RunState, SliceState
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


def _announcements() -> Work:
    counted = Announcement.objects.filter(done_at=None).aggregate(waiting=Count("pk"), since=Min("at"))
    return Work(waiting=counted["waiting"], waits_since=counted["since"])


WORK = {
    "run_slices": WorkKind(_("Parts of benefit runs being counted"), _slices, "welfare:run_list"),
    "announcements": WorkKind(_("Notices to members of runs"), _announcements, "welfare:run_list"),
}

from django.db.models import Count, Min, Q
from django.utils import timezone

from office.chunked_files.models import ChunkedFile
from office.chunked_files.rules import WORKING, FileState
from office.operations.rules import FAILED_WITHIN, Work


def count_work(model: type[ChunkedFile]) -> Work:
    """Return how many files workers have to read or apply, and how many have failed lately."""
    late = timezone.now() - FAILED_WITHIN
    counted = model._default_manager.aggregate(
        waiting=Count("pk", filter=Q(state__in=WORKING)),
        failed=Count("pk", filter=Q(state=FileState.FAILED, finished_at__gte=late)),
        since=Min("started_at", filter=Q(state__in=WORKING)),
    )
    return Work(waiting=counted["waiting"], failed=counted["failed"], waits_since=counted["since"])

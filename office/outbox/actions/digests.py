"""One notice a day to each officer: how much waits for them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from office.desk import DeskItem
from office.notices import notify
from office.outbox.models import Digest
from office.outbox.rules import is_quiet
from office.workdays import is_day_off

# Filled by the apps when they start. Any: an account, whose class lies above.
WAITING: list[Callable[[Any], Sequence[DeskItem]]] = []
"""What waits for an officer, as on their desk."""
OFFICERS: list[Callable[[date], Iterable[Any]]] = []
"""The accounts that hold a post on a day."""


def write_digests() -> int:
    """Tell every officer for whom something waits how much it is, once a working day; return how many were told."""
    now = timezone.localtime()
    if is_quiet(now, is_day_off):
        return 0
    told = set(Digest.objects.filter(on=now.date()).values_list("to", flat=True))
    officers = (officer for find in OFFICERS for officer in find(now.date()))
    return sum(_write(officer, now.date()) for officer in officers if officer.pk not in told)


@transaction.atomic
def _write(officer: Any, today: date) -> int:
    """Tell one officer unless another worker does; return 1, or 0 where nothing waits or it was told already."""
    _digest, made = Digest.objects.get_or_create(to=officer, on=today)
    if not made:
        return 0
    items = [item for waiting in WAITING for item in waiting(officer)]
    if not items:
        return 0
    late = sum(1 for item in items if item.due_on is not None and item.due_on <= today)
    text = ngettext_lazy(
        "%(count)d matter waits for you today, %(late)d of them due.",
        "%(count)d matters wait for you today, %(late)d of them due.",
        len(items),
    )
    # How many, not what: it tells nothing of any matter.
    notify(officer, text, reverse("desk"), sensitive=False, count=len(items), late=late)
    return 1

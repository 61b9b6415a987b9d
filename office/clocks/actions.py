"""Entering the calendar of a year, and recounting the limits that run through its days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office import audit
from office.clocks.days import write_days
from office.clocks.models import CalendarNotice
from office.clocks.notices import ReadNotice, read_notice
from office.errors import NotAllowed
from office.notices import notify
from office.types import Message


@dataclass(frozen=True)
class MovedLimit:
    """A limit whose last day is another one by a new calendar."""

    label: str
    """The number of the case, such as ZX-2026-000123, and the limit's name."""
    before: date
    after: date
    url: str = ""
    receivers: tuple[AbstractBaseUser | None, ...] = ()
    """The accounts that are told, at `url`."""
    worker: AbstractBaseUser | None = None
    """The worker who was promised the day, told at `worker_url`."""
    worker_url: str = ""


@dataclass(frozen=True)
class Recount:
    """What a recount is about: limits that run between two days, by whose calendar, and who changed it."""

    first: date
    last: date
    source: str
    by: AbstractBaseUser | AnonymousUser | None


RECOUNTS: list[Callable[[Recount], list[MovedLimit]]] = []
"""Each recounts one table of running limits in one statement and returns those that moved; the apps add theirs."""
MOVED: Message = _("%(number)s: the day moves from %(before)s to %(after)s, by %(source)s.")


@dataclass(frozen=True)
class EnteredCalendar:
    read: ReadNotice
    changed: list[date]
    """The days of which another thing holds than before."""
    moved: list[MovedLimit]
    notice: CalendarNotice | None = None


def ensure_calendar() -> None:
    """Write the days of the calendar that aren't there, and recount limits where the installed one knows a new year."""
    with transaction.atomic():
        changed = write_days()
        if changed:
            recount(Recount(changed[0], changed[-1], str(_("the announced calendar")), None))


def recount(about: Recount, *, tell: bool = True) -> list[MovedLimit]:
    """Recount the running limits that touch the days, and tell their people; return those that moved."""
    moved = [limit for each in RECOUNTS for limit in each(about)]
    if tell:
        for limit in moved:
            _tell(limit, about.source)
    return moved


def _tell(limit: MovedLimit, source: str) -> None:
    for to, url in ((limit.receivers, limit.url), ((limit.worker,), limit.worker_url)):
        notify(
            to,
            MOVED,
            url,
            before=limit.before.isoformat(),
            after=limit.after.isoformat(),
            source=source,
            number=limit.label,
        )


def enter_calendar(year: int, text: str, *, document: str, dated: date, by: AbstractBaseUser) -> EnteredCalendar:
    """Take the notice of a year: its days, all running limits that touch them, and word to their people.

    Raises NotAllowed where the notice contradicts itself.
    """
    with transaction.atomic():
        return _enter(year, text, document=document, dated=dated, by=by, tell=True)


def preview_calendar(year: int, text: str, *, document: str, dated: date, by: AbstractBaseUser) -> EnteredCalendar:
    """Return what `enter_calendar` would do, and do nothing; with the faults of a notice that can't be taken."""
    read = read_notice(text, year)
    if read.faults:
        return EnteredCalendar(read, [], [])
    with transaction.atomic():
        entered = _enter(year, text, document=document, dated=dated, by=by, tell=False)
        transaction.set_rollback(True)
    return entered


def _enter(year: int, text: str, *, document: str, dated: date, by: AbstractBaseUser, tell: bool) -> EnteredCalendar:
    read = read_notice(text, year)
    if read.faults:
        raise NotAllowed("\n".join(read.faults))
    notice = CalendarNotice.objects.create(
        year=year,
        document=document.strip(),
        dated=dated,
        text=text,
        days={day.isoformat(): known for day, known in sorted(read.days.items())},
        entered_by_id=by.pk,
        entered_at=timezone.now(),
    )
    changed = write_days()
    moved = []
    if changed:
        moved = recount(Recount(changed[0], changed[-1], notice.document, by), tell=tell)
    audit.record("calendar.enter", notice, by=by, changes={"days": len(changed), "moved": len(moved)})
    return EnteredCalendar(read, changed, moved, notice)

"""What an administrator is told about the work in the background. Pure: no database, no clock, no request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from office.types import Message

# A sweep that begins later than this many intervals after the last time is late, and never within the first minutes.
LATE_AFTER, AT_LEAST = 3, timedelta(minutes=2)
# What failed longer ago is history, which its own list shows.
FAILED_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Work:
    """One kind of work: how much waits or is being done, and how much has failed lately and is not tried again."""

    waiting: int = 0
    failed: int = 0
    waits_since: datetime | None = None
    """Since when the oldest has waited."""


@dataclass(frozen=True)
class WorkKind:
    """A kind of work, with the function that counts it and the list that shows it."""

    label: Message
    count: Callable[[], Work]
    url_name: str = ""


# Filled by the apps in AppConfig.ready, by a word for the metrics.
KINDS: dict[str, WorkKind] = {}


@dataclass(frozen=True)
class Sweep:
    """A task that beat starts again and again, and what became of it."""

    name: str
    every: timedelta
    started_at: datetime | None = None
    ended_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""

    def is_late(self, now: datetime, since: datetime | None = None) -> bool:
        """Return whether it should have begun again by now.

        One that never began is late once that time has passed `since` the portal was installed or upgraded, at once
        where that is not known.
        """
        last = self.started_at or since
        return last is None or now - last > max(self.every * LATE_AFTER, AT_LEAST)

    @property
    def has_failed(self) -> bool:
        """Whether the last time that it ended was a failure."""
        return self.failed_at is not None and self.failed_at == self.ended_at

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and (self.ended_at is None or self.ended_at < self.started_at)


def interval_of(schedule: object) -> timedelta:
    """Return the time between two beginnings in an entry of CELERY_BEAT_SCHEDULE, given in seconds.

    Raises TypeError for any other schedule.
    """
    if not isinstance(schedule, int | float):
        raise TypeError(f"a schedule in seconds, not {schedule!r}")
    return timedelta(seconds=schedule)


def sweeps(schedule: Mapping[str, Mapping[str, object]], records: Mapping[str, Sweep]) -> list[Sweep]:
    """Return the sweeps of a schedule as CELERY_BEAT_SCHEDULE, by name, each as it was recorded."""
    found = []
    for entry in schedule.values():
        name, every = str(entry["task"]), interval_of(entry["schedule"])
        recorded = records.get(name)
        found.append(
            Sweep(name, every, recorded.started_at, recorded.ended_at, recorded.failed_at, recorded.failure)
            if recorded
            else Sweep(name, every)
        )
    return sorted(found, key=lambda sweep: sweep.name)

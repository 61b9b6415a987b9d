"""What happens at which time of the demonstration's year."""

from collections.abc import Callable
from datetime import date, datetime, time

import time_machine
from django.utils import timezone


class Schedule:
    """Actions to call, each at a time; sorted by time, so that later rows have higher keys."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.entries: list[tuple[datetime, Callable[[], object]]] = []

    def add(self, moment: datetime, action: Callable[[], object]) -> None:
        """Plan to call `action` with the clock at `moment`."""
        self.entries.append((moment, action))

    def run(self) -> None:
        """Call all actions."""
        for moment, action in sorted(self.entries, key=lambda entry: entry[0]):
            with time_machine.travel(moment, tick=False):
                action()


def at(day: date, hour: int) -> datetime:
    """Return that hour of the day in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour)))

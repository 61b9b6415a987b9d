"""Celery's beat, for clocks that are set back."""

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Forgets what seems to have run in the future, so that no task waits until the clock is there again.

    Celery's own waits: with the clock set back a day, it starts no sweep for a day, in a running beat and in a new one.
    """

    def tick(self, *args: object, **options: object) -> float:
        """Start what is due, and return the seconds until the next look."""
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at > entry.default_now()]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        if ahead:
            # Computed from the times of before; None has it computed anew.
            self._heap = None
        seconds: float = super().tick(*args, **options)
        return seconds

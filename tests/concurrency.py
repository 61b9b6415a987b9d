"""Run actions at the same time, in threads with a database connection each."""

import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

from office.errors import NotAllowed

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T | Exception]:
    """Run all acts in threads that begin together; return what each returned, or the exception it raised."""
    outcomes: list[T | Exception] = [TimeoutError("an act has not ended") for _act in acts]
    gate = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            gate.wait(timeout=30)
            outcomes[place] = acts[place]()
        except Exception as why:
            outcomes[place] = why
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refusals(outcomes: list[T | Exception]) -> list[str]:
    """Return the reasons of refused acts; raise any exception that is not a refusal."""
    told = []
    for outcome in outcomes:
        if isinstance(outcome, NotAllowed):
            told.append(str(outcome))
        elif isinstance(outcome, Exception):
            raise outcome
    return told


def results(outcomes: list[T | Exception]) -> list[T]:
    """Return the results of acts that were not refused; raise any exception that is not a refusal."""
    refusals(outcomes)
    return [outcome for outcome in outcomes if not isinstance(outcome, Exception)]

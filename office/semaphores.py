"""Semaphores over all processes of the portal, for work of which only so much may be done at once; kept in Redis."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache

ASK_AGAIN_SECONDS = 0.1


@dataclass(frozen=True)
class Semaphore:
    """Lets `most` hold it at once, each for `seconds` at most; `waiting` others wait up to `wait_seconds` for it.

    What a killed process held is free again after `seconds`. While Redis is away each process has a semaphore of its
    own: work goes on, and is bounded by the number of processes.
    """

    name: str
    most: int
    seconds: int
    waiting: int = 0
    wait_seconds: int = 0


@contextmanager
def held(semaphore: Semaphore) -> Iterator[bool]:
    """Hold the semaphore until the block ends and yield True; yield False where others hold it and no more may wait."""
    key, mark = "", secrets.token_hex(8)
    try:
        key = _take(f"semaphore:{semaphore.name}", semaphore.most, semaphore.seconds, mark)
        if not key and semaphore.waiting:
            key = _wait(semaphore, mark)
        yield bool(key)
    finally:
        _leave(key, mark)


def _wait(semaphore: Semaphore, mark: str) -> str:
    waiting = _take(f"semaphore:{semaphore.name}:waiting", semaphore.waiting, semaphore.wait_seconds + 1, mark)
    if not waiting:
        return ""
    try:
        until = time.monotonic() + semaphore.wait_seconds
        while time.monotonic() < until:
            time.sleep(ASK_AGAIN_SECONDS)
            if key := _take(f"semaphore:{semaphore.name}", semaphore.most, semaphore.seconds, mark):
                return key
        return ""
    finally:
        _leave(waiting, mark)


def _take(name: str, most: int, seconds: int, mark: str) -> str:
    keys = (f"{name}:{number}" for number in range(most))
    return next((key for key in keys if cache.add(key, mark, seconds)), "")


def _leave(key: str, mark: str) -> None:
    # After its seconds somebody else may hold it.
    if key and cache.get(key) == mark:
        cache.delete(key)

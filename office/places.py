"""Places for work of which only so much may be done at once, over all processes of the portal; counted in Redis."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache

ASK_AGAIN_SECONDS = 0.1


@dataclass(frozen=True)
class Places:
    """`most` at once, each for `seconds` at most; `waiting` others wait up to `wait_seconds` for one.

    A place whose process was killed is free again after `seconds`. While Redis is away each process has as many places
    of its own: work goes on, and is bounded by the number of processes.
    """

    name: str
    most: int
    seconds: int
    waiting: int = 0
    wait_seconds: int = 0


@contextmanager
def place_of(places: Places) -> Iterator[bool]:
    """Take a place until the block ends; yield False, without one, where all are taken and nobody more may wait."""
    key, mark = "", secrets.token_hex(8)
    try:
        key = _take(f"place:{places.name}", places.most, places.seconds, mark)
        if not key and places.waiting:
            key = _wait(places, mark)
        yield bool(key)
    finally:
        _leave(key, mark)


def _wait(places: Places, mark: str) -> str:
    waiting = _take(f"place:{places.name}:waiting", places.waiting, places.wait_seconds + 1, mark)
    if not waiting:
        return ""
    try:
        until = time.monotonic() + places.wait_seconds
        while time.monotonic() < until:
            time.sleep(ASK_AGAIN_SECONDS)
            if key := _take(f"place:{places.name}", places.most, places.seconds, mark):
                return key
        return ""
    finally:
        _leave(waiting, mark)


def _take(name: str, most: int, seconds: int, mark: str) -> str:
    keys = (f"{name}:{number}" for number in range(most))
    return next((key for key in keys if cache.add(key, mark, seconds)), "")


def _leave(key: str, mark: str) -> None:
    # After its seconds the place may be somebody else's.
    if key and cache.get(key) == mark:
        cache.delete(key)

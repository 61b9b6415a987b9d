"""Pausing Python's search for cycles while rows by the thousand are in memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Free only what nothing refers to during the block: rows are in no cycles.

    As they grow in number, Python would look through all of them again and again, for half of the time of reading them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

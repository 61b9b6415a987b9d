"""The cache, in Redis; in the memory of each process for as long as Redis is away."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

T = TypeVar("T")


class RedisOrMemory(RedisCache):
    """Keeps what may be lost at any time: marks of forms sent, and what allauth counts.

    Pages work without Redis; then each process knows only what it has stored itself.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memory = LocMemCache("while Redis is away", {})

    def add(self, *args: Any, **options: Any) -> bool:
        return _first(super().add, self._memory.add, *args, **options)

    def get(self, *args: Any, **options: Any) -> Any:
        return _first(super().get, self._memory.get, *args, **options)

    def set(self, *args: Any, **options: Any) -> None:
        _first(super().set, self._memory.set, *args, **options)

    def delete(self, *args: Any, **options: Any) -> bool:
        return _first(super().delete, self._memory.delete, *args, **options)

    def clear(self) -> None:
        self._memory.clear()
        _first(super().clear, self._memory.clear)


def _first(in_redis: Callable[..., T], in_memory: Callable[..., T], *args: Any, **options: Any) -> T:
    """Return what Redis answers, else what the memory of this process does."""
    try:
        return in_redis(*args, **options)
    except (NoConnection, NoAnswer):
        return in_memory(*args, **options)

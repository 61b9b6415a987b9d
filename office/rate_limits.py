"""Counts tries in Redis, in a way from which nobody can find out afterwards who made them. ADR 12."""

import hashlib
import hmac
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from office.addresses import client_network

logger = logging.getLogger(__name__)
# How long to count in memory before Redis is asked again, so that nobody waits for a server that is away.
RETRY_SECONDS = 5

# Returns the text at the key; where there is none, stores ARGV[1] there for ARGV[2] seconds first.
GET_OR_SET = """
local known = redis.call('GET', KEYS[1])
if known then return known end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return ARGV[1]
"""
# ARGV: seconds to keep, then for each key the amount to add and the most allowed. Adds all amounts, or none if one of
# them would pass what is allowed. Redis runs a script as one step, so nobody counts in between.
ADD_ALL_OR_NONE = """
for i, key in ipairs(KEYS) do
    if tonumber(redis.call('GET', key) or '0') + tonumber(ARGV[2 * i]) > tonumber(ARGV[2 * i + 1]) then return 0 end
end
for i, key in ipairs(KEYS) do
    redis.call('INCRBY', key, ARGV[2 * i])
    redis.call('EXPIRE', key, ARGV[1])
end
return 1
"""
# ARGV: seconds to keep, the most members of a set, then for each key a member. Returns a text with 1 for each that is
# in its set now, and 0 for each for which there was no room any more.
ADD_TO_SETS = """
local answers = {}
for i, key in ipairs(KEYS) do
    local member = ARGV[i + 2]
    if redis.call('SISMEMBER', key, member) == 1 then answers[i] = '1'
    elseif redis.call('SCARD', key) >= tonumber(ARGV[2]) then answers[i] = '0'
    else
        redis.call('SADD', key, member)
        redis.call('EXPIRE', key, ARGV[1])
        answers[i] = '1'
    end
end
return table.concat(answers)
"""
SUBTRACT = """
for i, key in ipairs(KEYS) do
    if redis.call('EXISTS', key) == 1 then redis.call('DECRBY', key, ARGV[i]) end
end
"""


@dataclass(frozen=True)
class Limit:
    """How many tries, and bytes with them, one sender and all senders may send in a window of `seconds`; 0: any."""

    name: str
    seconds: int
    most: int = 0
    most_of_all: int = 0
    most_bytes: int = 0
    most_bytes_of_all: int = 0


@dataclass(frozen=True)
class _Counter:
    what: str
    amount: int
    most: int


class _Memory:
    """The counters of this process, for as long as Redis is away."""

    def __init__(self) -> None:
        self.salt = secrets.token_hex(32)
        self.counted: dict[str, tuple[int, float]] = {}
        self.sets: dict[str, tuple[set[str], float]] = {}
        self.lock = threading.Lock()

    def add(self, counters: Mapping[str, _Counter], seconds: int) -> bool:
        now = time.monotonic()
        with self.lock:
            self.counted = {key: value for key, value in self.counted.items() if value[1] > now}
            sums = {key: self.counted.get(key, (0, 0))[0] + one.amount for key, one in counters.items()}
            if any(sums[key] > one.most for key, one in counters.items()):
                return False
            self.counted |= {key: (value, now + seconds) for key, value in sums.items()}
            return True

    def add_to_sets(self, members: Iterable[tuple[str, str]], most: int, seconds: int) -> str:
        now = time.monotonic()
        with self.lock:
            self.sets = {key: value for key, value in self.sets.items() if value[1] > now}
            answers = []
            for key, member in members:
                found, _until = self.sets.setdefault(key, (set(), now + seconds))
                if member not in found and len(found) < most:
                    found.add(member)
                answers.append(str(int(member in found)))
            return "".join(answers)

    def subtract(self, counters: Mapping[str, _Counter]) -> None:
        with self.lock:
            for key, one in counters.items():
                if key in self.counted:
                    value, until = self.counted[key]
                    self.counted[key] = (value - one.amount, until)


_memory = _Memory()
_away_until = 0.0


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def limited(limit: Limit) -> Callable[[View], View]:
    """Declare how many POSTs, with how many bytes, a view takes from one sender and from all.

    `office.middleware.PostLimitMiddleware` refuses more before it reads their body. A test asks for it at every view
    that takes a POST from strangers.
    """

    def declare(view: View) -> View:
        view.__dict__["post_limit"] = limit
        return view

    return declare


def sender(request: HttpRequest) -> str:
    """Return the text under which the tries of this request's network are counted."""
    return f"address {client_network(request)}"


def take(limit: Limit, who: str, size: int = 0) -> bool:
    """Count a try of `who`, with `size` bytes, and return True; False, counting nothing, where it passes the limit.

    Of any number of tries at once exactly as many are counted as the limit has room for. While Redis is away each
    process counts for itself: no limit is lifted and nobody is refused for it, but every process has its own count.
    """
    counters, left = _counters(limit, who, size), seconds_left(limit)
    if (redis := _redis()) is not None:
        try:
            keys = _keys(counters, limit, _salt(redis, limit, left))
            words = [word for one in counters for word in (one.amount, one.most)]
            return bool(redis.execute_command("EVAL", ADD_ALL_OR_NONE, len(keys), *keys, left, *words))
        except (NoConnection, NoAnswer):
            _redis_is_away()
    return _memory.add(_keys(counters, limit, _memory.salt), left)


def give_back(limit: Limit, who: str, size: int = 0) -> None:
    """Uncount a try that `take` has counted, such as one with the right code."""
    counters = _counters(limit, who, size)
    if (redis := _redis()) is not None:
        try:
            keys = _keys(counters, limit, _salt(redis, limit, seconds_left(limit)))
            redis.execute_command("EVAL", SUBTRACT, len(keys), *keys, *(one.amount for one in counters))
        except (NoConnection, NoAnswer):
            _redis_is_away()
    _memory.subtract(_keys(counters, limit, _memory.salt))


def take_different(limit: Limit, tries: Sequence[tuple[str, str]]) -> list[bool]:
    """Count each (who, what) that is new in the window, and return of each whether it is among the counted ones.

    False where `limit.most` others of `who` are counted already; the same thing asked again is counted once. Without
    Redis as `take`.
    """
    if not tries:
        return []
    left = seconds_left(limit)
    if (redis := _redis()) is not None:
        try:
            sets = _sets(limit, tries, _salt(redis, limit, left))
            keys, members = zip(*sets, strict=True)
            told = redis.execute_command("EVAL", ADD_TO_SETS, len(keys), *keys, left, limit.most, *members)
            return [answer == "1" for answer in str(told)]
        except (NoConnection, NoAnswer):
            _redis_is_away()
    told = _memory.add_to_sets(_sets(limit, tries, _memory.salt), limit.most, left)
    return [answer == "1" for answer in told]


def _sets(limit: Limit, tries: Sequence[tuple[str, str]], salt: str) -> list[tuple[str, str]]:
    return [(f"limit:{limit.name}:{_hash(salt, who)}", _hash(salt, what)[:16]) for who, what in tries]


def pseudonym(who: str, seconds: int) -> str:
    """Return a name for `who` that stays the same for a window of `seconds`, and can't be led back to it afterwards."""
    limit = Limit("pseudonym", seconds)
    if (redis := _redis()) is not None:
        try:
            return _hash(_salt(redis, limit, seconds_left(limit)), who)
        except (NoConnection, NoAnswer):
            _redis_is_away()
    return _hash(_memory.salt, who)


def _counters(limit: Limit, who: str, size: int) -> list[_Counter]:
    """Return what the try adds to which counters, those of one sender and those of all."""
    counters = [
        _Counter(f"tries of {who}", 1, limit.most),
        _Counter("tries", 1, limit.most_of_all),
        _Counter(f"bytes of {who}", size, limit.most_bytes),
        _Counter("bytes", size, limit.most_bytes_of_all),
    ]
    return [counter for counter in counters if counter.most]


def seconds_left(limit: Limit) -> int:
    """Return how many seconds the current window still lasts."""
    return limit.seconds - int(timezone.now().timestamp()) % limit.seconds


def _salt(redis: Redis, limit: Limit, left: int) -> str:
    """Return the random salt of the current window, which is kept nowhere but in Redis and ends with the window.

    Whoever reads the counters later can't try out addresses: the salt is gone.
    """
    window = int(timezone.now().timestamp()) // limit.seconds
    key = f"limit:salt:{limit.seconds}:{window}"
    salt: str = redis.execute_command("EVAL", GET_OR_SET, 1, key, secrets.token_hex(32), left)
    return salt


def _keys(counters: list[_Counter], limit: Limit, salt: str) -> dict[str, _Counter]:
    return {f"limit:{limit.name}:{_hash(salt, f'{limit.name} {one.what}')}": one for one in counters}


def _hash(salt: str, text: str) -> str:
    return hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


@lru_cache
def _client(address: str) -> Redis:
    return Redis.from_url(address, decode_responses=True, **settings.REDIS_OPTIONS)


def _redis() -> Redis | None:
    """Return the client of the cache's Redis; None while it is known to be away."""
    return None if time.monotonic() < _away_until else _client(str(settings.CACHES["default"]["LOCATION"]))


def _redis_is_away() -> None:
    global _away_until
    logger.warning("Redis does not answer: each process counts tries for itself until it does.")
    _away_until = time.monotonic() + RETRY_SECONDS

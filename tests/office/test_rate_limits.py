"""Tries are counted to the number, and nothing of them leads to an address afterwards."""

import hashlib
import hmac
import re
import time
from ipaddress import ip_network

import pytest
import time_machine
from django.conf import settings as project_settings
from django.core.cache import cache
from django.test import RequestFactory
from redis import Redis

from office import rate_limits
from office.checks import cache_keeps_nothing
from office.rate_limits import Limit, give_back, pseudonym, sender, take, take_different
from tests import factories as make
from tests.concurrency import at_once

LIMIT = Limit("trial", seconds=3600, most=10)


@pytest.fixture(autouse=True)
def redis(services):
    """The Redis of the cache, empty."""
    address = str(project_settings.CACHES["default"]["LOCATION"])
    client = Redis.from_url(address, decode_responses=True, encoding_errors="replace")
    client.flushdb()
    return client


@pytest.fixture
def no_redis(settings, monkeypatch, tmp_path):
    """A Redis that can't be reached."""
    address = f"unix://{tmp_path}/nobody.sock?db=0"
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    monkeypatch.setattr(rate_limits, "_memory", rate_limits._Memory())
    monkeypatch.setattr(rate_limits, "_away_until", 0.0)


def everything_in(redis):
    """Return all keys and values, as text."""
    return " ".join(f"{key} {redis.get(key)}" for key in redis.keys("*"))


def test_of_thirty_tries_at_once_exactly_ten_pass(redis):
    outcomes = at_once(*[lambda: take(LIMIT, "address 10.0.0.1")] * 30)
    assert outcomes.count(True) == 10
    assert outcomes.count(False) == 20


def test_of_thirty_uploads_at_once_exactly_as_many_pass_as_fit_by_bytes(redis):
    limit = Limit("bytes", seconds=3600, most=25, most_bytes=1000)
    outcomes = at_once(*[lambda: take(limit, "address 10.0.0.1", 100)] * 30)
    assert outcomes.count(True) == 10


def test_a_refused_try_is_not_counted_against_all_others(redis):
    limit = Limit("both", seconds=3600, most=1, most_of_all=2)
    assert [take(limit, "a"), take(limit, "a"), take(limit, "b"), take(limit, "c")] == [True, False, True, False]


def test_a_try_that_is_given_back_can_be_taken_again(redis):
    limit = Limit("once", seconds=3600, most=1)
    assert take(limit, "a")
    give_back(limit, "a")
    assert take(limit, "a") and not take(limit, "a")


def test_counting_begins_anew_with_the_next_window(redis):
    limit = Limit("once", seconds=3600, most=1)
    with time_machine.travel("2026-03-01 09:59+08:00", tick=False):
        assert take(limit, "a") and not take(limit, "a")
    with time_machine.travel("2026-03-01 10:00+08:00", tick=False):
        assert take(limit, "a")


def test_every_key_is_gone_when_its_window_ends(redis):
    with time_machine.travel("2026-03-01 09:50+08:00", tick=False):
        take(LIMIT, "address 10.0.0.1")
    ages = {redis.ttl(key) for key in redis.keys("*")}
    assert ages and all(0 < age <= 600 for age in ages)


def test_who_holds_all_keys_of_the_portal_can_not_enumerate_the_addresses_of_a_past_window(redis, settings):
    """The attack: try every address of the network with each key, after the salt has gone with its window."""
    request = RequestFactory().post("/", REMOTE_ADDR="10.23.45.67")
    take(LIMIT, sender(request))
    assert "10.23.45" not in everything_in(redis)
    salts = redis.keys("limit:salt:*")
    (counter,) = set(redis.keys("limit:*")) - set(salts)
    redis.delete(*salts)
    keys = [settings.HASH_KEY, settings.SECRET_KEY, *settings.ENCRYPTION_KEYS, ""]
    found = [
        address
        for address in ip_network("10.23.45.0/24")
        for key in keys
        for text in (f"trial tries of address {address}", f"address {address}", str(address))
        if hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()[:32] in counter
    ]
    assert found == []


def test_each_window_has_a_salt_of_its_own_and_a_lost_redis_counts_anew(redis):
    names = set()
    for hour in ("09", "10"):
        with time_machine.travel(f"2026-03-01 {hour}:30+08:00", tick=False):
            names.add(pseudonym("address 10.0.0.1", 3600))
            assert pseudonym("address 10.0.0.1", 3600) in names
            redis.flushdb()
            names.add(pseudonym("address 10.0.0.1", 3600))
    assert len(names) == 4


def test_without_redis_each_process_counts_for_itself_and_refuses_nobody_for_it(no_redis, caplog):
    assert [take(LIMIT, "a") for _ in range(11)] == [True] * 10 + [False]
    give_back(LIMIT, "a")
    assert take(LIMIT, "a") and take(LIMIT, "b")
    assert pseudonym("a", 3600) == pseudonym("a", 3600) != pseudonym("b", 3600)
    assert caplog.messages == ["Redis does not answer: each process counts tries for itself until it does."]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "unix:///nowhere/redis.sock?db=0"])
def test_without_redis_pages_answer_at_once_and_limits_hold(client, settings, no_redis, address):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    began = time.monotonic()
    make.user("chair")
    wrong, right = ({"login": "chair", "password": word} for word in ("wrong", "correct horse"))
    for _ in range(5):
        assert client.post("/accounts/login/", wrong).status_code == 200
    assert client.post("/accounts/login/", right).status_code == 200, "the limit holds"
    assert client.post("/accounts/login/", right, REMOTE_ADDR="203.0.113.2").status_code == 302
    assert client.post("/accounts/password/reset/", {"email": "a@example.com"}).status_code == 302
    assert client.post("/report/follow/", {"code": "1"}).status_code == 422
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302
    assert time.monotonic() - began < 5


def test_without_redis_the_cache_keeps_what_this_process_has_stored(no_redis):
    assert cache.add("once", 1) and not cache.add("once", 1)
    cache.set("key", "value")
    assert cache.get("key") == "value"
    cache.delete("key")
    cache.clear()
    assert cache.get("key") is None and cache.get("once") is None


def test_the_portals_own_redis_writes_nothing_to_disk(redis):
    assert redis.config_get("save")["save"] == ""
    assert redis.config_get("appendonly")["appendonly"] == "no"


def test_the_check_of_a_deployment_finds_a_redis_that_writes_to_disk(redis):
    assert cache_keeps_nothing(None) == []
    redis.config_set("save", "3600 1")
    try:
        (found,) = cache_keeps_nothing(None)
    finally:
        redis.config_set("save", "")
    assert found.id == "office.W001" and "writes to disk" in found.msg


def test_the_check_of_a_deployment_passes_over_a_redis_that_is_away(no_redis):
    assert cache_keeps_nothing(None) == []


@pytest.mark.django_db
def test_the_counters_of_the_log_in_hold_no_address(client, redis):
    client.post("/accounts/login/", {"login": "nobody", "password": "wrong"}, REMOTE_ADDR="203.0.113.77")
    client.post("/accounts/password/reset/", {"email": "a@example.com"}, REMOTE_ADDR="203.0.113.77")
    client.post("/report/follow/", {"code": "1"}, REMOTE_ADDR="203.0.113.77")
    keys = everything_in(redis)
    assert "limit:" in keys and "203.0.113" not in keys
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", keys)


DIFFERENT = Limit("different", seconds=3600, most=2)


def test_different_things_are_counted_once_each_and_by_whom(redis):
    asked = [("a", "1"), ("a", "2"), ("a", "1"), ("a", "3"), ("b", "3")]
    assert take_different(DIFFERENT, asked) == [True, True, True, False, True]
    assert take_different(DIFFERENT, [("a", "2"), ("a", "4")]) == [True, False]
    assert take_different(DIFFERENT, []) == []
    assert "a" not in {key.rpartition(":")[2] for key in redis.keys("limit:different:*")}


def test_different_things_are_counted_without_redis_too(no_redis):
    assert take_different(DIFFERENT, [("a", "1"), ("a", "2"), ("a", "3")]) == [True, True, False]
    assert take_different(DIFFERENT, [("a", "1"), ("a", "3")]) == [True, False]


def test_a_redis_that_is_emptied_in_between_begins_to_count_anew_and_refuses_nobody_for_it(redis):
    """The choice: only who commands the machine can empty it, and people must be able to work after it."""
    for _round in range(2):
        assert [take(LIMIT, "a") for _try in range(11)] == [True] * 10 + [False]
        assert take_different(DIFFERENT, [("a", "1"), ("a", "2"), ("a", "3")]) == [True, True, False]
        redis.flushdb()


def test_a_redis_that_goes_away_in_between_leaves_no_limit_lifted(redis, monkeypatch, settings, tmp_path):
    assert [take(LIMIT, "a") for _try in range(10)] == [True] * 10
    away = settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/nobody.sock?db=0"}
    monkeypatch.setattr(rate_limits, "_memory", rate_limits._Memory())
    monkeypatch.setattr(rate_limits, "_away_until", 0.0)
    settings.CACHES = {"default": away}
    assert [take(LIMIT, "a") for _try in range(11)] == [True] * 10 + [False], "this process counts for itself"

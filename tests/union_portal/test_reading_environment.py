import pytest
from django.core.exceptions import ImproperlyConfigured

from union_portal.reading_environment import cache_url, proxies_of


@pytest.mark.parametrize(
    ("broker", "cache"),
    [
        ("redis://host:6379/0", "redis://host:6379/8"),
        ("redis://:word@host:6379", "redis://:word@host:6379/8"),
        ("rediss://host/12?ssl_cert_reqs=required", "rediss://host/4?ssl_cert_reqs=required"),
        ("redis+socket:///var/run/redis.sock", "unix:///var/run/redis.sock?db=8"),
        ("redis+socket:///var/run/redis.sock?virtual_host=1", "unix:///var/run/redis.sock?db=9"),
    ],
)
def test_the_cache_lies_in_another_database_of_the_brokers_redis(broker, cache):
    assert cache_url(broker) == cache


@pytest.mark.parametrize("broker", ["sentinel://a:26379;sentinel://b:26379", "redis://host/name", "memory://"])
def test_a_broker_that_does_not_tell_asks_for_the_address_of_the_cache(broker):
    with pytest.raises(ImproperlyConfigured, match="Set CACHE_URL"):
        cache_url(broker)


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("", 0), ("False", 0), ("1", 1), ("true", 1), ("on", 1), ("2", 2), (" 3 ", 3)]
)
def test_proxies_are_counted_and_a_yes_from_before_means_one(text, count):
    assert proxies_of(text) == count


def test_anything_else_than_a_number_of_proxies_is_refused():
    with pytest.raises(ImproperlyConfigured, match="number of proxies"):
        proxies_of("10.0.0.1")

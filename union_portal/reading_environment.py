"""Values of settings that are worked out from what the environment says."""

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Between the broker's database and that of the cache, of the 16 that a Redis has.
APART, DATABASES = 8, 16


def cache_url(broker: str) -> str:
    """Return the address of the cache: the broker's Redis, another of its numbered databases.

    Raises ImproperlyConfigured where the broker's address names no Redis of which that can be told.
    """
    parts = urlsplit(broker)
    numbered = parse_qs(parts.query).get("virtual_host", ["0"])[0] if parts.scheme == "redis+socket" else parts.path
    number = numbered.strip("/") or "0"
    if not number.isdecimal() or parts.scheme not in ("redis", "rediss", "redis+socket"):
        raise ImproperlyConfigured("Set CACHE_URL: REDIS_URL doesn't tell which database of Redis the cache may use.")
    database = (int(number) + APART) % DATABASES
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}?db={database}"
    return parts._replace(path=f"/{database}").geturl()


def proxies_of(text: str) -> int:
    """Return the number of trusted proxies: a count, or a yes or no as BEHIND_PROXY took it before."""
    words = {"true": 1, "yes": 1, "on": 1, "false": 0, "no": 0, "off": 0, "": 0}
    word = text.strip().lower()
    if word in words:
        return words[word]
    if word.isascii() and word.isdecimal():
        return int(word)
    raise ImproperlyConfigured("BEHIND_PROXY is the number of proxies in front of the portal, such as 1.")

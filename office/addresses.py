"""The network address that a request came from, behind the proxies that the operator named."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

# One customer of a provider has a network of this size and may change the rest of the address at will. RFC 6177.
IPV6_CUSTOMER_BITS = 64


def client_address(request: HttpRequest) -> str:
    """Return the address of the person's side of the connection; "" where the server knows none.

    With TRUSTED_PROXIES proxies it is that many places from the right in X-Forwarded-For, since each of them appends
    the address that it saw; what senders write themselves stands to the left. With fewer places, or with something
    else than an address there, it is the address that the server itself saw.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    seen = _parsed(request.META.get("REMOTE_ADDR", ""))
    address = _parsed(forwarded[-count]) if 0 < count <= len(forwarded) else None
    return str(address or seen or "")


def client_network(request: HttpRequest) -> str:
    """Return what limits count by: an IPv4 address, or the network of an IPv6 address."""
    address = client_address(request)
    if ":" in address:
        return str(IPv6Network((address, IPV6_CUSTOMER_BITS), strict=False))
    return address


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address in `text`, which may carry a port; IPv4 inside IPv6 as IPv4. None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address

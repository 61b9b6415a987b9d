"""HTTP requests to addresses that an administrator typed: never into the portal's own network, and never for long.

The address that was checked is the one that is connected to, so that a name can't lead elsewhere the second time it is
looked up. No redirect is followed, no proxy of the environment is used, and of an answer only its beginning is read.
"""

import ipaddress
import json
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util.connection import create_connection

CONNECT_SECONDS = 4
READ_SECONDS = 8
WHOLE_SECONDS = 15
MOST_BYTES = 64 * 1024
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
PROTOCOL_ASSIGNMENTS = ipaddress.IPv4Network("192.0.0.0/24")


class OwnNetworkError(Exception):
    """The address lies in the portal's own network, which the channel may not reach."""


@dataclass(frozen=True)
class Reply:
    status: int
    text: str
    retry_after: str = ""

    def json(self) -> dict[str, Any]:
        """Return the JSON object of the answer; an empty one where it is none."""
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet; also for IPv4 written as IPv6.

    Of IPv6 only 2000::/3 is: `is_global` takes ::127.0.0.1, fec0::1 and 64:ff9b:1::7f00:1 for public too.
    """
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        ip = inner or ip
    if isinstance(ip, ipaddress.IPv6Address) and ip in ipaddress.ip_network("64:ff9b::/96"):
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if isinstance(ip, ipaddress.IPv6Address):
        return ip.is_global and ip in GLOBAL_UNICAST
    return ip.is_global and not ip.is_multicast and ip not in PROTOCOL_ASSIGNMENTS


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name. Raises OSError where it has none."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def require_public(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name. Raises OwnNetworkError unless all are public, OSError where it has none."""
    addresses = resolved(host, port)
    if not all(is_public(address) for address in addresses):
        raise OwnNetworkError(_("This address lies in the portal's own network, which this channel may not reach."))
    return addresses


class _GuardedConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect_checked(self)


class _GuardedTlsConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect_checked(self)


def _connect_checked(connection: HTTPConnection) -> socket.socket:
    """Connect to the very address that was checked."""
    addresses = require_public(connection.host, connection.port)
    try:
        return create_connection(
            (addresses[0], connection.port), CONNECT_SECONDS, socket_options=connection.socket_options
        )
    except TimeoutError as why:
        raise ConnectTimeoutError(connection, f"Connection to {connection.host} timed out") from why
    except OSError as why:
        raise NewConnectionError(connection, str(why)) from why


class _GuardedPool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _GuardedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTlsConnection


class _GuardedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _GuardedPool, "https": _GuardedTlsPool}


def request(
    method: str,
    url: str,
    *,
    own_network: bool,
    headers: dict[str, str] | None = None,
    json_body: dict[str, Any] | None = None,
    form: dict[str, str] | None = None,
    params: dict[str, str] | None = None,
    seconds: float = WHOLE_SECONDS,
) -> Reply:
    """Send one request and return the answer, whatever its status.

    Raises OwnNetworkError, and requests.RequestException where there is no answer within `seconds`.
    """
    until = time.monotonic() + seconds
    with requests.Session() as session:
        session.trust_env = False
        if not own_network:
            session.mount("http://", _GuardedAdapter())
            session.mount("https://", _GuardedAdapter())
        with session.request(
            method,
            url,
            headers=headers,
            json=json_body,
            data=form,
            params=params,
            timeout=(min(CONNECT_SECONDS, seconds), min(READ_SECONDS, seconds)),
            allow_redirects=False,
            stream=True,
        ) as response:
            said = _beginning(response, until).decode("utf-8", "replace")
            return Reply(response.status_code, said, response.headers.get("Retry-After", ""))


def _beginning(response: requests.Response, until: float) -> bytes:
    """Return at most MOST_BYTES of an answer. Raises Timeout where it hasn't ended at `until`."""
    read = bytearray()
    try:
        # `read1` gives what has arrived, where `iter_content` waits for a whole chunk.
        while len(read) < MOST_BYTES and (part := response.raw.read1(4096, decode_content=True)):
            read += part
            if time.monotonic() > until:
                raise requests.Timeout("the answer did not end")
    except HTTPError as why:
        raise requests.ConnectionError(why) from why
    return bytes(read[:MOST_BYTES])


def why_unreachable(error: Exception) -> str:
    """Return a failure of a connection in a line, without the address, which may hold a secret."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OwnNetworkError):
            return str(cause)
        if isinstance(cause, ssl.SSLError):
            return f"TLS: {getattr(cause, 'reason', '') or 'refused'}"
        inner = getattr(cause, "reason", None)
        found = inner if isinstance(inner, BaseException) else None
        found = found or next((one for one in cause.args if isinstance(one, BaseException)), None)
        if found is None:
            break
        cause = found
    if isinstance(error, requests.Timeout):
        return _("No answer in time.")
    return f"{_('No connection.')} {type(cause or error).__name__}"

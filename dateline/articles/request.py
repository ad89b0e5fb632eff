"""One request to one checked public address: bounded in time and size, never following where it is sent."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from dateline.errors import InputError

if TYPE_CHECKING:
    import urllib3

TIMEOUT_S = 20.0  # for the connection and each wait
TOTAL_S = 60.0  # for the whole answer, however it trickles in
MAX_BYTES = 20_000_000
MAX_URL = 4_000
_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes one answer may take."""

    wait: float = TIMEOUT_S
    total: float = TOTAL_S
    size: int = MAX_BYTES


@dataclass(frozen=True)
class Hop:
    """One answer: status, headers, and the body of a 200, unpacked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def location(self) -> str | None:
        """Where a redirect leads."""
        return self.headers.get("Location") if self.status in (301, 302, 303, 307, 308) else None


def send(
    url: str, headers: Mapping[str, str], limits: Limits | None = None, private: bool | Collection[str] = False
) -> Hop:
    """The answer to a GET.

    Raises `InputError` for other schemes, addresses that are not public, and answers that are too large, too slow or
    broken. `private` lifts the refusal of private addresses: for all, or for these "host:port".
    """
    limits = limits or Limits()
    parts, host, port = checked(url)
    allowed = private if isinstance(private, bool) else f"{host}:{port}" in private
    address = _address(host, port, allowed)
    from urllib3.exceptions import HTTPError

    connection = _connection(parts.scheme, host, address, port, limits.wait)
    slow = InputError(f"{url}: no whole answer within {limits.total:g} seconds")
    try:
        connection.connect()
        with _deadline(connection.sock, limits.total) as overdue:
            try:
                hop = _exchange(url, parts, connection, headers, limits)
            except (HTTPError, OSError, ValueError, AttributeError):
                if overdue.is_set():
                    raise slow from None
                raise
    except (HTTPError, OSError, ValueError, AttributeError) as error:
        raise InputError(f"{url}: {_plainly(error)}") from None
    finally:
        connection.close()
    if overdue.is_set():
        raise slow
    return hop


def checked(url: str) -> tuple[SplitResult, str, int]:
    """The parts of an address that may be asked for, its host in ASCII, and its port. Raises `InputError`."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{url[:200]}: not an address: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{url[:200]}: only http and https addresses are fetched")
    if len(url) > MAX_URL:
        raise InputError(f"{url[:200]}…: an address of {len(url):,} characters")
    return parts, host, port or (443 if parts.scheme == "https" else 80)


def _address(host: str, port: int, private: bool) -> str:
    """The IP address to connect to; it is used as it is, so that a second name look-up cannot lead elsewhere."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host}: {error}") from None
    addresses = [str(address[0]) for *_, address in found]
    for ip in addresses:
        if not private and not _public(ip):
            raise InputError(f"{host}: {ip} is not a public address")
    return addresses[0]


def _public(ip: str) -> bool:
    """Whether an address is on the open network, and any IPv4 address inside it as well."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and any(address in network for network in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not inner.is_global:
            return False
    return address.is_global and not address.is_multicast


def _connection(scheme: str, host: str, address: str, port: int, wait: float) -> urllib3.connection.HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if scheme == "http":
        return HTTPConnection(address, port, timeout=wait)
    return HTTPSConnection(address, port, timeout=wait, assert_hostname=host, server_hostname=host)


@contextlib.contextmanager
def _deadline(connected: socket.socket | None, seconds: float) -> Iterator[threading.Event]:
    """Cuts a connection when time is up: a server that sends a byte now and then never runs into a timeout."""
    overdue = threading.Event()

    def cut() -> None:
        overdue.set()
        if connected is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield overdue
    finally:
        timer.cancel()


def _exchange(
    url: str, parts: SplitResult, connection: urllib3.connection.HTTPConnection, headers: Mapping[str, str],
    limits: Limits,
) -> Hop:  # fmt: skip
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    named = {"Host": parts.netloc.rpartition("@")[2].encode("idna").decode("ascii"), "Accept-Encoding": "gzip, deflate"}
    connection.request("GET", target, headers=named | dict(headers), preload_content=False, decode_content=True)
    answer = connection.getresponse()
    try:
        return Hop(answer.status, answer.headers, _body(url, answer, limits.size) if answer.status == 200 else b"")
    finally:
        answer.close()


def _body(url: str, answer: urllib3.BaseHTTPResponse, size: int) -> bytes:
    too_large = InputError(f"{url}: larger than {size:,} bytes")
    declared = answer.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > size:
        raise too_large
    body = bytearray()
    for chunk in answer.stream(65536, decode_content=True):
        body += chunk
        if len(body) > size:
            raise too_large
    return bytes(body)


def _plainly(error: Exception) -> str:
    text = str(error)
    return text.rpartition("): ")[2] or type(error).__name__ if "object at 0x" in text else text or type(error).__name__

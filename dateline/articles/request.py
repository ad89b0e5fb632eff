"""One request to one checked public address: bounded in time and size, never following where it is sent."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import socket
import threading
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from dateline.articles.unpack import Budget, unpacked
from dateline.errors import InputError, Unavailable

if TYPE_CHECKING:
    import urllib3

TIMEOUT_S = 20.0  # for the connection and each wait
TOTAL_S = 60.0  # for the whole answer, however it trickles in
MAX_BYTES = 20_000_000
MAX_URL = 4_000
_GIVEN_OUT = ipaddress.ip_network("2000::/3")  # all IPv6 addresses of the open network (IANA's registry)
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

    Raises `InputError` for other schemes, addresses that are not public, and answers that are too large; `Unavailable`
    for those that do not come, are too slow or broken. `private` lifts the refusal of private addresses: for all, or
    for these "host:port".
    """
    limits = limits or Limits()
    parts, host, port = checked(url)
    allowed = private if isinstance(private, bool) else f"{host}:{port}" in private
    address = _address(host, port, allowed)
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    connection = _connection(parts.scheme, host, address, port, limits.wait)
    lines = _lines(connection)
    slow = Unavailable(f"{url}: no whole answer within {limits.total:g} seconds")
    with _deadline(lines, limits.total) as overdue:
        try:
            connection.connect()
            hop = _exchange(url, parts, connection, headers, limits)
        except (HTTPError, HTTPException, OSError, ValueError, AttributeError) as error:
            raise slow if overdue.is_set() else Unavailable(f"{url}: {_plainly(error)}") from None
        finally:
            connection.close()
            for line in lines:
                line.close()
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
    if "@" in parts.netloc:
        raise InputError(f"{host}: an address with a user name or password is not fetched")
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{url[:200]}: only http and https addresses are fetched")
    if len(url) > MAX_URL:
        raise InputError(f"{url[:200]}…: an address of {len(url):,} characters")
    return parts, host, port or (443 if parts.scheme == "https" else 80)


def _address(host: str, port: int, private: bool) -> str:
    """The IP address to connect to; it is used as it is, so that a second name look-up cannot lead elsewhere."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise InputError(f"{host}: {error}") from None
    except OSError as error:
        raise Unavailable(f"{host}: {error.strerror or error}") from None
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
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if address not in _GIVEN_OUT:
            return False
    return address.is_global and not address.is_multicast


def _connection(scheme: str, host: str, address: str, port: int, wait: float) -> urllib3.connection.HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if scheme == "http":
        return HTTPConnection(address, port, timeout=wait)
    return HTTPSConnection(address, port, timeout=wait, assert_hostname=host, server_hostname=host)


def _lines(connection: urllib3.connection.HTTPConnection) -> list[socket.socket]:
    """Where a second handle on each line that the connection opens will be: TLS takes the first one over."""
    opened, real = list[socket.socket](), connection._new_conn

    def opening() -> socket.socket:
        line = real()
        opened.append(line.dup())
        return line

    connection._new_conn = opening  # type: ignore[method-assign]
    return opened


@contextlib.contextmanager
def _deadline(lines: list[socket.socket], seconds: float) -> Iterator[threading.Event]:
    """Cuts the lines when time is up: a server that sends a byte now and then never runs into a timeout."""
    overdue = threading.Event()

    def cut() -> None:
        overdue.set()
        for line in tuple(lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

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
    connection.request("GET", target, headers=named | dict(headers), preload_content=False, decode_content=False)
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
    for chunk in answer.stream(65536, decode_content=False):
        body += chunk
        if len(body) > size:
            raise too_large
    plain = _plain(url, bytes(body), answer.headers.get("Content-Encoding", "").strip().lower(), size)
    if len(plain) > size:
        raise too_large
    return plain


def _plain(url: str, body: bytes, coding: str, size: int) -> bytes:
    """A body unpacked, but for no more than one byte above `size`: it may be a bomb, also one inside another."""
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        try:
            return unpacked(io.BytesIO(body), "gzip", Budget(len(body))).read(size + 1)
        except InputError as error:
            raise Unavailable(f"{url}: {error}") from None
    if coding != "deflate":
        raise InputError(f"{url}: packed as {coding[:40]!r}, which was not asked for")
    zlib_wrapped = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0  # RFC 1950 2.2; some send without
    try:
        return zlib.decompressobj(zlib.MAX_WBITS if zlib_wrapped else -zlib.MAX_WBITS).decompress(body, size + 1)
    except zlib.error as error:
        raise Unavailable(f"{url}: damaged: {error}") from None


def _plainly(error: Exception) -> str:
    text = str(error)
    return text.rpartition("): ")[2] or type(error).__name__ if "object at 0x" in text else text or type(error).__name__

"""One page from the web, on request only: http and https, public addresses, bounded in time, size and redirects."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import urllib3

from dateline.errors import InputError

TIMEOUT_S = 20.0
MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
AGENT = "dateline (news coder; one page on a reader's request)"


def fetch(url: str) -> tuple[bytes, str]:
    """Body and final address of a page.

    Raises `InputError` for other schemes, private or local addresses, too many redirects, too large or slow answers.
    """
    for _ in range(MAX_REDIRECTS + 1):
        body, location = _get(url)
        if location is None:
            return body, url
        url = urljoin(url, location)
    raise InputError(f"{url}: more than {MAX_REDIRECTS} redirects")


def _get(url: str) -> tuple[bytes, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{url}: only http and https addresses are fetched")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    pool = _pool(parts.scheme, parts.hostname, _public_address(parts.hostname, port), port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept": "text/html,text/plain"}
    try:
        answer = pool.request("GET", target, headers=headers, redirect=False, preload_content=False)
        return _read(url, answer)
    except urllib3.exceptions.HTTPError as error:
        raise InputError(f"{url}: {error}") from None
    finally:
        pool.close()


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    """A connection to the checked address itself, so that a second name look-up cannot lead elsewhere."""
    timeout = urllib3.Timeout(total=TIMEOUT_S)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, retries=False, assert_hostname=host, server_hostname=host
    )


def _public_address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(f"{host}: {error}") from None
    for *_, address in found:
        ip = str(address[0])
        if not ipaddress.ip_address(ip.partition("%")[0]).is_global:
            raise InputError(f"{host}: {ip} is not a public address")
    return str(found[0][4][0])


def _read(url: str, answer: urllib3.BaseHTTPResponse) -> tuple[bytes, str | None]:
    location = answer.headers.get("Location")
    if answer.status in (301, 302, 303, 307, 308) and location:
        return b"", location
    if answer.status != 200:
        raise InputError(f"{url}: the server answered {answer.status}")
    body = bytearray()
    for chunk in answer.stream(65536, decode_content=True):
        body += chunk
        if len(body) > MAX_BYTES:
            raise InputError(f"{url}: larger than {MAX_BYTES:,} bytes")
    return bytes(body), None

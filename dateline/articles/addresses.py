"""One form for the many addresses of one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from dateline.articles.outlets import host_of, original

# Parameters that say how a reader came to a page, never which page it is.
_TRACKING = re.compile(
    r"^(?:utm_\w+|at_(?:medium|campaign|link_\w+|format|bbc_team|ptr_name)|fbclid|gclid|dclid|msclkid|twclid|yclid|igshid"
    r"|mc_cid|mc_eid|cmpid|ocid|guccounter|guce_\w+|smid|smtyp|ref_src|ref_url|ftag|taid|xtor|ncid|traffic_source|tpcc"
    r"|__twitter_impression)$",
    re.I,
)
_CLOSING = re.compile(r"[\s/]+\Z")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The address under which a page is known whichever way it was found: https, lower-case host without ``www.``,
    no default port, credentials, fragment, tracking parameters or closing slash; parameters sorted.

    For comparing, not for fetching. An address that is none comes back as it is.
    """
    url = original(url.strip())
    host = host_of(url)
    if not host or host.split() != [host]:
        return url
    parts = urlsplit(url)
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    return urlunsplit(("https", _netloc(parts.scheme, host, _port(parts.netloc)), _CLOSING.sub("", parts.path),
                       urlencode(query), ""))  # fmt: skip


def whole(base: str | None, url: str) -> str:
    """An address made whole by the one of the page it stands on; what cannot be an address comes back as it is."""
    try:
        return urljoin(base or "", url.strip())
    except ValueError:
        return url.strip()


def _netloc(scheme: str, host: str, port: int | None) -> str:
    host = f"[{host}]" if ":" in host else host.removeprefix("www.")
    return host if port in (None, _DEFAULT_PORTS.get(scheme.lower())) else f"{host}:{port}"


def _port(netloc: str) -> int | None:
    found = re.search(r":([0-9]{1,5})\Z", netloc)
    return int(found[1]) if found else None

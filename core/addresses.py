"""Which address somebody calls from. Everything that asks for it asks here (security S53).

`settle` runs once, before anything else looks at a request; after it `REMOTE_ADDR` is the caller.
"""

from collections.abc import Iterable, MutableMapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

FORWARDED = (
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"),
    *("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA"),
)
REQUEST_ID = "HTTP_X_REQUEST_ID"
"""What proxies write into the head, and what a stranger can write there too."""
BELIEVED = ("HTTP_X_FORWARDED_PROTO", REQUEST_ID)
"""What a trusted proxy says and the application goes by, besides the caller's address."""
HIDDEN = "core.caller_is_hidden"
"""Set where a proxy that nobody has configured stands between the caller and us."""

Network = IPv4Network | IPv6Network


def settle(meta: MutableMapping[str, Any]) -> None:
    """Replace a trusted proxy's address by its caller's: the rightmost hop, which the proxy itself has written.

    What anybody else has forwarded is dropped.
    """
    forwarded = {name: meta.pop(name) for name in (*FORWARDED, REQUEST_ID) if name in meta}
    if not _stands_in(_parsed(meta.get("REMOTE_ADDR")), settings.TRUSTED_PROXIES):
        meta[HIDDEN] = not forwarded.keys().isdisjoint(FORWARDED)
        return
    caller = _parsed(forwarded.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
    meta["REMOTE_ADDR"] = str(caller or "")
    meta.update({name: forwarded[name] for name in BELIEVED if name in forwarded})


def address_of(request: HttpRequest) -> str:
    """The caller's address; empty where it is not known."""
    return str(request.META.get("REMOTE_ADDR") or "")


def may_watch(request: HttpRequest) -> bool:
    """Whether the caller is one of the addresses that may read figures and the schema (`METRICS_ADDRESSES`).

    A server always tells an address, if an empty one; without any it was called from within the process.
    """
    if request.META.get(HIDDEN):
        return False
    if "REMOTE_ADDR" not in request.META:
        return True
    return _stands_in(_parsed(address_of(request)), settings.METRICS_ADDRESSES)


def _parsed(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address((text or "").strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _stands_in(address: IPv4Address | IPv6Address | None, networks: Iterable[Network]) -> bool:
    return address is not None and any(address in network for network in networks)

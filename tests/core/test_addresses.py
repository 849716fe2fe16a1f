"""Who calls is settled once, for everything that asks (security S53, S58)."""

import re
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.test import Client

from core import addresses
from tests.house import APPS

ROOT = Path(__file__).resolve().parents[2]
WATCHED = ("/metrics", "/api/v1/schema/", "/api/v1/docs/")


@pytest.fixture(autouse=True)
def _proxy(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.5/32")]
    settings.METRICS_ADDRESSES = [ip_network("127.0.0.1/32"), ip_network("10.7.0.0/16")]


def settled(peer, **heads):
    meta = {"REMOTE_ADDR": peer, **{f"HTTP_X_FORWARDED_{name}": value for name, value in heads.items()}}
    addresses.settle(meta)
    return meta


@pytest.mark.req("S53")
@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        ("10.0.0.5", "10.7.1.1", "10.7.1.1"),
        ("10.0.0.5", "127.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.5", "::ffff:203.0.113.9", "203.0.113.9"),
        ("::ffff:10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "", ""),
        ("10.0.0.5", "<script>", ""),
        ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", "10.7.1.1", "127.0.0.1"),
        ("", "127.0.0.1", ""),
    ],
)
def test_the_caller_is_the_rightmost_hop_that_our_own_proxy_has_written(peer, forwarded, caller):
    assert settled(peer, FOR=forwarded)["REMOTE_ADDR"] == caller


@pytest.mark.req("S53")
def test_what_a_stranger_forwards_is_dropped():
    stranger = settled("203.0.113.9", FOR="127.0.0.1", PROTO="https", HOST="evil.example", PORT="443")
    ours = settled("10.0.0.5", FOR="203.0.113.9", PROTO="https", HOST="evil.example", PORT="443")

    assert not stranger.keys() & set(addresses.FORWARDED)
    assert {name for name in addresses.FORWARDED if name in ours} == {"HTTP_X_FORWARDED_PROTO"}


@pytest.mark.req("S58")
@pytest.mark.django_db
@pytest.mark.parametrize("path", WATCHED)
@pytest.mark.parametrize(
    ("peer", "heads", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.7.3.4", {}, 200),
        ("203.0.113.9", {}, 404),
        ("203.0.113.9", {"x-forwarded-for": "127.0.0.1"}, 404),
        ("10.0.0.5", {"x-forwarded-for": "10.7.3.4"}, 200),
        ("10.0.0.5", {"x-forwarded-for": "127.0.0.1, 203.0.113.9"}, 404),
        ("10.0.0.5", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, 404),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, 404),
        ("127.0.0.1", {"x-real-ip": "203.0.113.9"}, 404),
        ("127.0.0.1", {"forwarded": "for=203.0.113.9"}, 404),
        ("127.0.0.1", {"via": "1.1 proxy"}, 404),
    ],
    ids=(
        *("own", "network", "foreign", "spoofed", "by proxy", "spoofed by proxy", "unsaid", "unknown proxy"),
        *("its head", "another head", "a standard head", "via"),
    ),
)
def test_what_is_for_watchers_is_shown_to_their_addresses_alone(path, peer, heads, status):
    assert Client(REMOTE_ADDR=peer).get(path, headers=heads).status_code == status


@pytest.mark.req("S53")
def test_one_module_alone_knows_where_an_address_stands():
    heads = re.compile(r"REMOTE_ADDR|FORWARDED_FOR|x-forwarded-for|X_REAL_IP|get_client_ip", re.IGNORECASE)
    files = (path for app in (*APPS, "config") for path in (ROOT / app).rglob("*.py"))

    assert [str(path.relative_to(ROOT)) for path in files if heads.search(path.read_text(encoding="utf-8"))] == [
        "core/addresses.py"
    ]

"""The deployed form as a stranger, a browser and a watcher see it."""

import re
import socket
import ssl

import pytest
import requests

from tests.deployed.compose import HTTP, HTTPS

pytestmark = [pytest.mark.services, pytest.mark.req("S71")]
LOGIN = "/accounts/login/"
PROTECTING = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self)",
    "X-Frame-Options": "DENY",
}


def test_every_health_command_of_compose_passes(house):
    asked = [name for name, service in house.compose.services.items() if "healthcheck" in service]

    assert {"web1", "web2", "database", "broker"} <= set(asked)
    assert [name for name in asked if not house.is_healthy(name)] == []


@pytest.mark.req("S49")
@pytest.mark.req("S50")
def test_headers_and_cookies_through_the_proxy(calls):
    answer = calls().get(LOGIN)
    cookies = answer.headers["Set-Cookie"]

    assert {name: answer.headers.get(name) for name in PROTECTING} == PROTECTING
    assert re.match(r"__Host-csrf=\w+;.*HttpOnly;.*Path=/; SameSite=Lax; Secure", cookies)
    assert "Domain" not in cookies


@pytest.mark.req("S49")
def test_no_version_is_told_no_folder_listed_no_method_traced(calls):
    told = [calls().get(path) for path in (LOGIN, "/static/", "/nothing/", "/healthz")]

    for answer in told:
        assert answer.headers["Server"] == "nginx"
        assert not {"X-Powered-By", "Via"} & answer.headers.keys()
        assert not re.search(r"nginx/\d|gunicorn|Index of|Django", answer.text)
    assert told[1].status_code in (403, 404)
    assert calls().request("TRACE", LOGIN).status_code == 405


@pytest.mark.req("S49")
def test_plain_http_leads_to_https_and_old_tls_nowhere(house, calls):
    host = house.compose.host("proxy")
    plain = requests.get(f"http://{host}:{HTTP}/ledger/?a=b", allow_redirects=False, timeout=20)

    assert (plain.status_code, plain.headers["Location"]) == (301, f"https://{host}/ledger/?a=b")
    assert shaken_hands(host, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
    assert shaken_hands(host, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
    assert "PROTOCOL_VERSION" in shaken_hands(host, ssl.TLSVersion.TLSv1_1)


def shaken_hands(host, version):
    """The protocol that is agreed on, or why none is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    with socket.create_connection((host, HTTPS), timeout=20) as plain:
        try:
            with context.wrap_socket(plain, server_hostname=host) as line:
                return line.version()
        except ssl.SSLError as refused:
            return refused.reason


@pytest.mark.req("S53")
def test_another_host_is_refused_and_heads_of_a_stranger_change_nothing(calls):
    foreign = calls().get(LOGIN, headers={"Host": "evil.example"})
    heads = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Forwarded-Port": "80"}
    told = calls().get("/ledger/", headers={**heads, "Forwarded": "for=127.0.0.1;host=evil.example"})

    assert foreign.status_code == 400
    assert (told.status_code, told.headers.get("Location")) == (302, f"{LOGIN}?next=/ledger/"), told.text


@pytest.mark.req("S58")
@pytest.mark.parametrize("path", ["/metrics", "/api/v1/schema/", "/api/v1/docs/"])
def test_figures_and_schema_are_for_known_addresses_alone(calls, path):
    spoofed = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}

    assert calls(0).get(path).status_code == 200
    assert calls().get(path).status_code == 404
    assert calls().get(path, headers=spoofed).status_code == 404


@pytest.mark.req("S53")
def test_a_login_is_noted_with_the_address_that_the_proxy_has_seen(house, county, calls):
    caller = calls(88)
    caller.headers["X-Forwarded-For"] = "203.0.113.5"

    caller.logged_in("ecology")
    with house.connect("web1") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT address FROM accounts_loginsession WHERE user_id = %s", [county["people"]["ecology"]])
        noted = {address for (address,) in cursor.fetchall()}

    assert noted == {f"{house.compose.front}88"}


def test_pages_travel_compressed_and_files_for_good(calls):
    page = calls().get(LOGIN)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(files) >= 5
    for name in files:
        answer = calls().get(name)
        assert answer.status_code == 200, name
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers.get("Content-Encoding") == "gzip"


def test_the_figures_are_those_of_all_workers_of_a_web_process(house):
    figures = f"http://{house.compose.host('web1')}:8000/metrics"
    for _time in range(24):
        requests.get(f"http://{house.compose.host('web1')}:8000/accounts/login/", allow_redirects=False, timeout=20)

    told = [requests.get(figures, timeout=20).text for _time in range(8)]
    counts = [
        float(re.search(r"^django_http_requests_before_middlewares_total (\S+)", text, re.MULTILINE).group(1))
        for text in told
    ]

    assert counts[0] >= 24
    assert len(set(counts)) == 1
    assert 'yuanan_queue_length{queue="celery"}' in told[0]

"""What production insists on, asked of a fresh process with production's environment."""

import base64
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
GOOD_KEY = secrets.token_urlsafe(64)
FIELD_KEY = base64.b64encode(secrets.token_bytes(32)).decode()


def start(code, **environment):
    """Run Django code under the given environment, without what this test run has set."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE")}
    program = f"import django; django.setup()\n{code}"
    if "VAR_DIR" in environment:
        kept["DATABASE_URL"] = f"sqlite://{environment['VAR_DIR']}/yuanan.sqlite3"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONDONTWRITEBYTECODE": "1"}
        | {"FIELD_KEYS": FIELD_KEY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.req("S59")
@pytest.mark.parametrize(
    "key",
    ["", "short-key-of-20-chars", "only-for-development-and-demonstration-never-in-production", "a" * 60],
    ids=["none", "short", "sample", "no entropy"],
)
def test_production_does_not_start_without_a_good_secret_key(key, tmp_path):
    done = start("print('started')", SECRET_KEY=key, VAR_DIR=str(tmp_path))

    assert done.returncode != 0
    assert "SECRET_KEY must be set" in done.stderr
    assert "started" not in done.stdout


@pytest.mark.req("S59")
def test_a_secret_key_can_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(GOOD_KEY + "\n", encoding="utf-8")

    done = start("print('started')", SECRET_KEY_FILE=str(tmp_path / "key"), VAR_DIR=str(tmp_path))

    assert done.stdout.strip() == "started", done.stderr


@pytest.mark.req("S58")
def test_production_does_not_start_on_the_embedded_database_without_a_word(tmp_path):
    told = {"SECRET_KEY": GOOD_KEY, "VAR_DIR": str(tmp_path)}

    silent = start("print('started')", **told, DATABASE_URL="")
    said = start("print('started')", **told, DATABASE_URL=f"sqlite://{tmp_path}/county.sqlite3")
    shown = start("print('started')", VAR_DIR=str(tmp_path), DATABASE_URL="", DEMO="yes")

    assert silent.returncode != 0
    assert "DATABASE_URL must be set in production" in silent.stderr
    assert [said.stdout.strip(), shown.stdout.strip()] == ["started", "started"]


@pytest.mark.req("S53")
@pytest.mark.parametrize("name", ["TRUSTED_PROXIES", "METRICS_ADDRESSES"])
def test_a_mistyped_address_is_named(name, tmp_path):
    done = start("print('started')", SECRET_KEY=GOOD_KEY, VAR_DIR=str(tmp_path), **{name: "10.0.0.300"})

    assert done.returncode != 0
    assert f"{name} must list addresses or networks" in done.stderr


@pytest.mark.req("S32")
@pytest.mark.parametrize(
    "keys",
    ["", "short", base64.b64encode(b"a" * 32).decode(), f"{FIELD_KEY},{FIELD_KEY[:40]}"],
    ids=["none", "short", "no entropy", "one of two"],
)
def test_production_does_not_start_without_keys_for_its_encrypted_columns(keys, tmp_path):
    done = start("print('started')", SECRET_KEY=GOOD_KEY, FIELD_KEYS=keys, VAR_DIR=str(tmp_path))

    assert done.returncode != 0
    assert "FIELD_KEYS must name" in done.stderr
    assert "started" not in done.stdout


HEADERS = """
import json
from django.test import Client
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
answer = Client(enforce_csrf_checks=True).get("/accounts/login/", secure=True, headers={"host": "localhost"})
cookies = {name: {key: str(morsel[key]) for key in ("secure", "httponly", "samesite", "path", "domain")}
           for name, morsel in answer.cookies.items()}
plain = Client().get("/accounts/login/", headers={"host": "localhost"})
print(json.dumps({"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies,
                  "plain": [plain.status_code, plain.headers.get("Location", "")]}))
"""


@pytest.fixture(scope="module")
def login_page(tmp_path_factory, django_db_setup):
    folder = tmp_path_factory.mktemp("var")
    prepared.KeptFile().copy_to(folder / "yuanan.sqlite3")
    done = start(HEADERS, SECRET_KEY=GOOD_KEY, VAR_DIR=str(folder))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.mark.req("S49")
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(self), geolocation=(self)"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_production_answers_with_the_protecting_headers(login_page, header, value):
    assert login_page["status"] == 200
    assert login_page["headers"][header] == value
    assert "Server" not in login_page["headers"]


@pytest.mark.req("S49")
def test_plain_http_is_sent_to_https(login_page):
    assert login_page["plain"] == [301, "https://localhost/accounts/login/"]


@pytest.mark.req("S50")
def test_cookies_are_bound_to_the_host_and_to_https(login_page):
    assert set(login_page["cookies"]) == {"__Host-csrf"}
    for morsel in login_page["cookies"].values():
        assert morsel == {"secure": "True", "httponly": "True", "samesite": "Lax", "path": "/", "domain": ""}


@pytest.mark.req("S47")
def test_the_policy_of_content_lets_nothing_inline_run(login_page):
    policy = login_page["headers"]["Content-Security-Policy"]
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}

    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["object-src"] == ["'none'"]
    assert "unsafe" not in policy


SEED = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "seed_demo"])
"""


@pytest.mark.req("S01")
def test_demonstration_logins_can_not_exist_in_production(tmp_path, django_db_setup):
    prepared.KeptFile().copy_to(tmp_path / "yuanan.sqlite3")
    production = {"SECRET_KEY": GOOD_KEY, "VAR_DIR": str(tmp_path)}

    done = start(SEED, DEMO_PASSWORD="Yanchuan-demo-2026", **production)
    made = start("from accounts.models import User; print(User.objects.count())", **production)

    assert done.returncode == 1
    assert made.stdout.strip() == "0"

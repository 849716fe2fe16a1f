"""A production county begins: from an empty PostgreSQL database to the first login, by processes (contract C6)."""

import base64
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.authenticator import Authenticator

pytestmark = [pytest.mark.services, pytest.mark.req("S66")]
HOUSE = Path(settings.BASE_DIR)
PASSWORD = "Ganjing-De-Mima-88"
THREE = ["--sysadmin", "zhang:张三", "--secadmin", "li:李四", "--auditadmin", "wang:王五"]
BEGIN = (["migrate"], ["load_catalogs"], ["collectstatic", "--noinput"])


@pytest.fixture(scope="module")
def empty_database():
    """A database in which nothing is, beside that of the tests."""
    of_tests, name = settings.DATABASES["default"], f"founding_{secrets.token_hex(4)}"
    login = {key.lower(): of_tests[key] for key in ("HOST", "PORT", "USER", "PASSWORD") if of_tests[key]}
    server = psycopg2.connect(dbname="postgres", **login)
    server.autocommit = True
    asked = server.cursor()
    asked.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    password = f":{login['password']}" if "password" in login else ""
    yield f"postgres://{login['user']}{password}@{login['host']}:{login['port']}/{name}"
    asked.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.fixture(scope="module")
def production(empty_database, tmp_path_factory):
    """The environment of production; nothing of the demonstration."""
    mine = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "REDIS_URL") if name in os.environ}
    return {
        **mine,
        "DATABASE_URL": empty_database,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FIELD_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "TRUSTED_PROXIES": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
    }


def manage(production, *command):
    made = [sys.executable, "manage.py", *command]
    return subprocess.run(made, cwd=HOUSE, env=production, capture_output=True, text=True, check=False, timeout=600)


@pytest.fixture(scope="module")
def county(production):
    """What the founding has printed: the page of each one's password."""
    for command in BEGIN:
        done = manage(production, *command)
        assert done.returncode == 0, done.stderr
    done = manage(production, "found_county", "--county", "试点县人民政府", *THREE)
    assert done.returncode == 0, done.stderr
    return [urlsplit(link).path for link in re.findall(r"https://\S+", done.stdout)]


@pytest.fixture
def web(production):
    """The web server as it runs behind the proxy."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(made, cwd=HOUSE, env=production, stderr=subprocess.DEVNULL)
    for _try in range(150):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.2)
    yield Browser(port)
    server.terminate()
    server.wait(20)


class Browser:
    """Keeps the cookies that are for https alone, as the proxy ends it."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, path, given=None):
        """Status, address and text of the answer."""
        caller = HTTPConnection("127.0.0.1", self.port, timeout=30)
        heads = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1{path}"}
        heads["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = urlencode(given) if given else None
        if body:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        caller.request("POST" if given else "GET", path, body=body, headers=heads)
        answer = caller.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def send(self, path, **given):
        """Fill in the form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask(path)[2]).group(1)
        return self.ask(path, {**given, "csrfmiddlewaretoken": token})


def test_from_nothing_to_the_first_login(county, web):
    assert len(county) == 3

    status, location, _text = web.send(county[0], new_password1=PASSWORD, new_password2=PASSWORD)
    assert (status, location) == (302, "/accounts/login/")
    assert web.ask(county[0])[0] == 410, "the link opens once"
    status, location, _text = web.send("/accounts/login/", username="zhang", password=PASSWORD)
    assert (status, location) == (302, "/")
    set_up_what_an_administrator_needs(web)

    assert "张三" in web.ask("/accounts/users/")[2]


def set_up_what_an_administrator_needs(web):
    """The second factor, before anything else: every page leads there."""
    page = web.ask("/accounts/users/")[1]
    seed = re.search(r"<code>([A-Z2-7 ]+)</code>", web.ask(page)[2]).group(1)

    status, _location, text = web.send(page, code=Authenticator(seed.replace(" ", "")).code())

    assert (status, "zhang" in text) == (200, True)


def test_where_there_are_administrators_nobody_is_made(county, production):
    again = manage(production, "found_county", "--sysadmin", "a:甲", "--secadmin", "b:乙", "--auditadmin", "c:丙")

    assert (again.returncode, again.stdout) == (1, "")
    assert "administrators already" in again.stderr or "已有管理员" in again.stderr
    assert connection.vendor == "postgresql"

"""Nothing that anybody sends breaks a page: odd values in every parameter, part of a path and field (S72)."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from rectification.serializers.steps import BODIES
from tests.doors.addresses import ASKED, addresses, plain, routes
from tests.doors.odd import ODD, ODD_JSON, ODD_PARTS, asked_for, is_met, share_of, values_for
from tests.doors.world import World, things

ID = re.compile(r"<(?:id|uuid|slug|str):\w+>|\(\?P<pk>[^)]*\)")
LONG_WAYS = re.compile(r"/(docx|pdf|xlsx)/$|/export/$|^/dashboards/|^/api/v1/(schema|docs)/$")
NOT_SENT = frozenset({"csrfmiddlewaretoken", "version", "next", "language"})
pytestmark = [pytest.mark.django_db, pytest.mark.req("S72")]


class Sender:
    """Somebody who sends odd things; what each does is taken back, logging out as well."""

    def __init__(self, user: Any) -> None:
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(user)
        self.sent, self.broken = 0, []

    def send(self, method: str, path: str, what: str = "", **body: Any) -> Any:
        self.sent += 1
        cookies = self.browser.cookies.copy()
        with transaction.atomic():
            answer = getattr(self.browser, method)(path, **body)
            transaction.set_rollback(True)
        self.browser.cookies = cookies
        if answer.status_code > 499:
            self.broken.append(f"{answer.status_code} {method} {path[:120]} {what[:80]!r}")
        return answer


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return World().fill()


@pytest.fixture
def sender(world):
    return Sender(world.users["coordinator"])


def one_of_each(world: World) -> list[str]:
    """One address of each kind."""
    kinds: dict[str, str] = {}
    for _name, path in addresses(things(world)):
        kinds.setdefault(re.sub(r"\d+", "#", path), path)
    return sorted(kinds.values())


def odd_query(name: str, value: str) -> str:
    return f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}"


def test_no_parameter_of_an_address_breaks_it(world, sender):
    for path in one_of_each(world):
        with asked_for() as names:
            answer = sender.send("get", path + ASKED if path.startswith("/ledger/") else path)
        if answer.status_code != 200:
            continue
        for name in sorted(names - NOT_SENT):
            for value in values_for(f"{path} {name}")[:: 4 if LONG_WAYS.search(path) else 1]:
                sender.send("get", f"{path}?{odd_query(name, value)}", value)

    assert "\n".join(sender.broken) == ""
    assert sender.sent > 800


def test_no_part_of_a_path_breaks_a_page(sender):
    for route, _name, _pattern in routes():
        path = ID.sub("#", plain(re.sub(r"<(?:id|uuid|slug|str):\w+>", "#", route)).replace("*", "pdf"))
        for part in share_of(ODD_PARTS, path) if "#" in path else ():
            sender.send("get", path.replace("#", part))

    assert "\n".join(sender.broken) == ""


def test_no_field_of_a_form_breaks_a_page(world, sender):
    for path in one_of_each(world):
        if path.startswith("/api/"):
            continue
        with asked_for() as names:
            sender.send("post", path, data={"x": "y"})
        for value in share_of(ODD, path) if names - NOT_SENT else ():
            body = {name: value for name in names - NOT_SENT if value < "\ud800" or value > "\udfff"}
            sender.send("post", path, value, data={**body, "version": "1"})

    assert "\n".join(sender.broken) == ""
    assert sender.sent > 900


def bodies(world: World) -> Iterator[tuple[str, str, list[str]]]:
    """Method, path and names of the fields of each body of the API."""
    for name, body in BODIES.items():
        yield "post", f"/api/v1/rectifications/{world.item.pk}/{name}/", list(body().fields)
    finding = "title description level category source source_number park enterprise project place found_on legal_basis"
    yield "post", "/api/v1/findings/", [*finding.split(), "evidence"]
    yield "post", "/api/v1/rectifications/", [*finding.split(), "evidence", "finding"]
    yield "post", "/api/v1/auth/token/", ["username", "password"]
    for noun, row in (("parks", world.plant.park), ("enterprises", world.plant), ("projects", world.project)):
        fields = [field.name for field in row._meta.concrete_fields]
        yield "patch", f"/api/v1/{noun}/{row.pk}/", fields


def test_no_field_of_a_body_breaks_the_api(world, sender):
    for method, path, fields in bodies(world):
        for value in share_of(ODD_JSON, path):
            odd: list[Any] = [dict.fromkeys(fields, value) | {"version": world.item.version}]
            odd += [value, {"version": value}] if is_met(f"{path} {value!r}") else []
            alone = [name for name in fields if is_met(f"{path} {name} {value!r}")]
            odd += [{name: value, "version": world.item.version} for name in alone]
            for body in odd:
                sent = json.dumps(body, allow_nan=True)
                sender.send(method, path, repr(value), data=sent, content_type="application/json")

    assert "\n".join(sender.broken) == ""

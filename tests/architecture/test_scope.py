"""Every URL stands in a list: public, for everybody who has logged in, or scoped; and is asked as a stranger."""

import re
from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver

from accounts.states import Role
from core import clock
from rectification.workflow import TRANSITIONS
from safety.models import (
    Drill,
    EmergencyPlan,
    Guarantor,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from tests.factories import EnterpriseFactory, HazardSourceFactory, ItemFactory, ProjectFactory, UserFactory
from tests.same_page import said

LIST = Path(__file__).resolve().parent / "urls.txt"
KINDS = {"public", "own", "scoped", "admin"}


def routes(patterns=None, prefix="", space=""):
    """Route and name of every URL of the resolver."""
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, route, inner)
        else:
            yield route, f"{space}{pattern.name}"


def listed():
    lines = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    steps = {line: TRANSITIONS if "<step>" in line else [""] for _kind, line in lines}
    return {line.replace("<step>", step): kind for kind, line in lines for step in steps[line]}


def address(route, pk):
    """A route with ids filled in."""
    plain = re.sub(r"<step:name>", "assign", route)
    plain = re.sub(r"<(slug|str):code>", "mail", plain)
    plain = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", plain)
    plain = re.sub(r"\(\?P<act>(\w+)[^)]*\)", r"\1", plain)
    plain = re.sub(r"<id:\w+>|\(\?P<pk>[^)]*\)", str(pk), plain)
    return "/" + re.sub(r"\\Z|[\^$\\]|\(\?P<format>[^)]*\)\??/?", "", plain)


@pytest.mark.req("S14")
def test_every_url_stands_in_the_list_once():
    names = {name for _route, name in routes()}

    assert names - listed().keys() == set(), "add it to urls.txt as public, own, scoped or admin"
    assert listed().keys() - names == set(), "it is gone; take it off the list"
    assert set(listed().values()) <= KINDS


@pytest.mark.req("S72")
def test_ids_in_addresses_are_bounded():
    assert [route for route, _name in routes() if "<int:" in route] == [], "an id is `<id:pk>` (core/converters.py)"


@pytest.mark.req("S14")
@pytest.mark.django_db
def test_what_is_not_public_asks_who_is_there(client):
    kinds = listed()
    for route, name in routes():
        if kinds[name] == "public":
            continue
        answer = client.get(address(route, 1), REMOTE_ADDR="10.9.8.7")
        is_asked = answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]
        assert is_asked or answer.status_code in (401, 403, 404, 405), (name, answer.status_code)


@pytest.fixture
def foreign():
    """One of each thing, of another enterprise."""
    project = ProjectFactory()
    item = ItemFactory(enterprise=project.enterprise, rectifying=True)
    source = HazardSourceFactory(enterprise=project.enterprise)
    person = KeyPerson.objects.create(enterprise=project.enterprise, name="李某", post="PRINCIPAL")
    return {
        "source": source.pk,
        "hazard": source.pk,
        "person": person.pk,
        "plan": EmergencyPlan.objects.create(
            enterprise=project.enterprise, name="预案", kind="SAFETY", issued_on=clock.today()
        ).pk,
        "drill": Drill.objects.create(enterprise=project.enterprise, kind="ON_SITE", held_on=clock.today()).pk,
        "assessment": StatusAssessment.objects.create(enterprise=project.enterprise, assessed_on=clock.today()).pk,
        "guarantor": Guarantor.objects.create(source=source, duty="PRINCIPAL", person=person, since=clock.today()).pk,
        "certificate": person.certificates.create(kind="OTHER").pk,
        "process": OperatedProcess.objects.create(enterprise=project.enterprise, process_id="KP04").pk,
        "chemical": HeldChemical.objects.create(enterprise=project.enterprise, chemical_id="KC02").pk,
        "item": item.pk,
        "enterprise": project.enterprise_id,
        "project": project.pk,
        "rectification": item.pk,
        "finding": item.finding_id,
        "organization": project.enterprise.organization_id,
    }


@pytest.mark.req("S15")
@pytest.mark.django_db
def test_a_foreign_thing_answers_exactly_like_a_missing_one(client, foreign):
    mine = EnterpriseFactory()
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=mine.organization))
    asked = 0
    for route, name in routes():
        noun = name.split(":")[-1].split("-")[0]
        if listed()[name] != "scoped" or noun not in foreign or not re.search(r"pk", route):
            continue
        asked += 1
        there, missing = client.get(address(route, foreign[noun])), client.get(address(route, 999_999_999))
        assert there.status_code == missing.status_code, name
        assert there.status_code in (404, 405), name
        assert said(there) == said(missing), name
    assert asked >= 8


@pytest.mark.req("S13")
@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN])
def test_administrators_get_no_business_data(client, foreign, role):
    client.force_login(UserFactory(role=role))

    answers = [client.get(f"/api/v1/{name}/").json() for name in ("rectifications", "findings", "enterprises", "parks")]

    assert [answer["count"] for answer in answers] == [0, 0, 0, 0]
    assert client.get(f"/ledger/{foreign['item']}/").status_code == 404

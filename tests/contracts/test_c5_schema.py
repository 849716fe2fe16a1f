"""The schema is true: valid by itself, complete, and kept under any input (contract C5, reliability V9)."""

import os
from contextlib import contextmanager

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from rectification import workflow
from tests.contracts.people import County
from tests.factories import ItemFactory, ProjectFactory
from tests.sharing import made_up

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("API_EXAMPLES", "20"))
CALLERS = ("coordinator", "emergency", "park", "enterprise", "superior", None)
# What fits the schema may still name what does not exist, or break a rule of the trade.
BEYOND_THE_SCHEMA = [positive_data_acceptance]
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture
def county():
    county = County()
    ProjectFactory(enterprise=county.plant)
    for state in ("assigned", "rectifying", "under_review"):
        ItemFactory(enterprise=county.plant, **{state: True})
    return county


@contextmanager
def connected():
    """A call over WSGI begins by closing the connection, which holds what the test has made.

    Django's own browser sees to that by itself, and connects the signals again after each call.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def any_case(operation):
    """Input that fits the schema and, where there is something to break, input that does not."""
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if not (operation.body or operation.query or operation.path_parameters):
        return fitting
    return fitting | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def test_the_schema_is_valid_and_complete(capsys):
    call_command("spectacular", "--validate", "--fail-on-warn")

    told = capsys.readouterr().out
    for step in workflow.TRANSITIONS:
        assert f"/api/v1/rectifications/{{id}}/{step}/" in told


def test_each_step_asks_for_its_own_fields():
    spoken = SCHEMA.raw_schema["components"]["schemas"]

    assert set(spoken["AssignBodyRequest"]["required"]) == {"version", "lead_organization"}
    submit = spoken["SubmitBodyRequest"]
    assert set(submit["properties"]) == {"version", "work_done", "evidence", "funds_spent", "mode"}
    assert "mode" not in submit["required"]


@pytest.mark.req("V9")
@pytest.mark.embedded
@pytest.mark.parametrize("label", OPERATIONS)
def test_the_api_keeps_its_contract_under_any_input(county, label):
    headers = {name: getattr(county, name).headers if name else {} for name in CALLERS}

    @made_up(EXAMPLES)
    @given(case=any_case(OPERATIONS[label]), caller=st.sampled_from(CALLERS))
    def keep(case, caller):
        answer = case.call(headers=headers[caller])
        case.validate_response(answer, headers=headers[caller], excluded_checks=BEYOND_THE_SCHEMA)

    with connected():
        keep()


@pytest.mark.req("S58")
@pytest.mark.parametrize("path", ["/api/v1/schema/", "/api/v1/docs/"])
def test_how_the_api_looks_is_told_to_known_addresses_and_people(path, county):
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    person = Client(REMOTE_ADDR="203.0.113.9")
    person.force_login(county.users["enterprise"])

    assert stranger.get(path).status_code == 404
    assert person.get(path).status_code == 200
    assert Client().get(path).status_code == 200

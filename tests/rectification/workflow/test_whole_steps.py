"""A step is whole: what its row, its inputs, its effect, its words or its tests lack is said in words."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from rectification.forms import steps as forms
from rectification.serializers import steps as bodies
from rectification.services import effects
from rectification.services.notice_kinds import KINDS
from rectification.services.reading import BESIDE
from rectification.workflow import TRANSITIONS, Input, Kind
from rectification.workflow.inputs import Asks, refuse_half
from tests.rectification.workflow.model import OF_OTHER_ITEMS, STANDS_AT, STEPS_FROM

STEP = TRANSITIONS["decline"]
REASON = Input("reason", Kind.TEXT, "Reason")
HALVES = {
    "no row": (None, "ASKS has no row for it"),
    "not declared": (Asks(beside=()), "it must be given 'reason', which its row of ASKS does not declare"),
    "not typed": (Asks(REASON, Input("hours", Kind.DAYS, "Hours"), beside=()), "Given has no type for 'hours'"),
    "no label": (Asks(Input("reason", Kind.TEXT), beside=()), "'reason' has no label"),
    "no choices": (Asks(REASON, Input("level", Kind.LIST, "Measure"), beside=()), "'level' has no choices"),
    "no ends": (Asks(Input("reason", Kind.YES_NO, "Reason"), beside=()), "'reason' has no `ends`"),
}


@pytest.mark.parametrize(("asks", "told"), HALVES.values(), ids=HALVES.keys())
def test_what_a_step_asks_is_told_where_it_is_half(asks, told):
    with pytest.raises(ImproperlyConfigured, match="decline") as refusal:
        refuse_half("decline", ("reason",), asks, ("reason", "level"))

    assert told in str(refusal.value)


def test_a_step_without_an_effect_is_named(monkeypatch):
    monkeypatch.delitem(effects.EFFECTS, "decline")

    with pytest.raises(ImproperlyConfigured, match="No effect for 'decline'"):
        effects.gather()


@pytest.mark.parametrize(("step", "told"), [("decline", "both the effect of"), ("declien", "no step of the table")])
def test_an_effect_is_of_one_step_of_the_table(step, told):
    with pytest.raises(ImproperlyConfigured, match=told):
        effects.effect(step)(lambda item, actor, given: None)


def test_what_no_field_of_a_page_takes_is_named():
    step = replace(STEP, asks=Asks(REASON, Input("officers", Kind.PEOPLE, "Officers"), beside=()))

    with pytest.raises(ImproperlyConfigured, match="'decline' is given 'officers': no field of a page"):
        forms.form_of(step)


def test_what_no_field_of_the_api_takes_is_named(monkeypatch):
    monkeypatch.delitem(bodies.FIELDS, Kind.TEXT)

    with pytest.raises(ImproperlyConfigured, match="'decline' is given 'reason': no serializer field"):
        bodies.body_of(STEP)


def test_form_and_body_ask_for_the_same():
    """Files have a field for each kind on the page and one name in the API; some things systems alone are asked."""
    for name, step in TRANSITIONS.items():
        on_page = {each.name: each for each in step.asks.inputs if each.on_page}
        fields = forms.FORMS[name].base_fields.keys() - {"version"}
        body = bodies.BODIES[name]().fields

        assert fields == on_page.keys(), name
        assert body.keys() - {"version"} == {each.given_as for each in step.asks.inputs}, name
        assert {field for field in body if body[field].required} == {"version", *step.required}, name


def test_the_written_rules_of_the_tests_know_every_step():
    """A new step: its rows in tests/rectification/workflow/model.py; the tests of the workflow walk them."""
    told = STEPS_FROM.keys() | OF_OTHER_ITEMS

    assert told == TRANSITIONS.keys()
    assert STANDS_AT.keys() == STEPS_FROM.keys()


def test_every_step_is_heard_of_in_one_way():
    for name in TRANSITIONS:
        assert len([kind for kind in KINDS if name in kind.rules]) == 1, name


def test_what_stands_beside_a_form_can_be_shown():
    for name, step in TRANSITIONS.items():
        assert set(step.asks.beside) <= BESIDE.keys(), name

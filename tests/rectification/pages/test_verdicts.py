"""The product nudges towards no verdict: lists name the turn, the evidence comes first, no opinion is pre-written."""

import re

import pytest
from django.urls import reverse

from rectification import workflow
from rectification.forms.steps import FORMS
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
VERDICTS = {str(workflow.TRANSITIONS[name].label) for name in workflow.TURNS}
TURNS = [
    ("under_review", "inspector", "propose-pass", "去复查"),
    ("plan_review", "coordinator", "approve-plan", "审方案"),
    ("awaiting_sign_off", "coordinator", "sign-off", "审销号"),
]
FOR_SYSTEMS = "pass"


def verdicts_of(step):
    """All verdicts of the turn that pages offer, in the order of the table."""
    return [name for name, turn in workflow.TURNS.items() if turn == workflow.TURNS[step] and name != FOR_SYSTEMS]


def an_item(state):
    return ItemFactory(**{state: True}, major=state == "plan_review")


@pytest.mark.parametrize(("state", "who", "step", "word"), TURNS)
def test_desk_and_page_name_the_turn_and_no_verdict(client, state, who, step, word):
    item = an_item(state)
    client.force_login(item.people[who])

    for address in (reverse("rectification:today"), item.get_absolute_url()):
        page = client.get(address).content.decode()
        buttons = [text.strip() for text in re.findall(r'<(?:a class="btn|strong data-turn)[^>]*>([^<]*)</', page)]
        assert word in buttons, address
        assert not VERDICTS & set(buttons), address


@pytest.mark.parametrize(("state", "who", "step", "word"), TURNS)
def test_verdicts_stand_side_by_side_after_the_evidence_and_look_alike(client, state, who, step, word):
    item = an_item(state)
    client.force_login(item.people[who])

    page = client.get(reverse("rectification:item-turn", args=[item.pk, step])).content.decode()

    links = re.findall(r'<a class="([^"]*)" data-step="([^"]*)"', page)
    assert [name for _look, name in links] == verdicts_of(step)
    assert len(links) > 1
    assert len({look for look, _name in links}) == 1
    assert page.rindex("</section>", 0, page.index("data-step")) > page.index("<h1")


@pytest.mark.parametrize("name", sorted(workflow.TURNS))
def test_no_opinion_is_written_beforehand(name):
    item = ItemFactory(under_review=True)

    form = FORMS[name](None, item=item, user=item.people["inspector"])

    written = {name: form.initial.get(name) or field.initial for name, field in form.fields.items()}
    assert {written.get(name) for name in ("opinion", "reason", "granted", "officer")} <= {None}


@pytest.mark.parametrize("name", sorted(workflow.TURNS))
def test_a_form_that_can_end_both_ways_offers_words_for_both(name):
    if {"granted", "opinion"} <= FORMS[name].base_fields.keys():
        assert len(FORMS[name].base_fields["opinion"].phrases) >= 2


def test_the_table_says_of_every_verdict_which_turn_it_is():
    pairs = {"propose-pass": "fail", "pass": "fail", "approve-plan": "reject-plan", "sign-off": "return"}

    assert {name for pair in pairs.items() for name in pair} <= workflow.TURNS.keys()
    assert all(workflow.TURNS[yes] == workflow.TURNS[no] for yes, no in pairs.items())

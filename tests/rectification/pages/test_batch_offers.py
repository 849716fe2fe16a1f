"""What the ledger offers for many items at once fits them: every act comes from the workflow (E21)."""

import pytest
from django.test import Client

from accounts.states import Role
from rectification.models import Item
from rectification.services import bulk
from tests.factories import ItemFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14")]


@pytest.fixture
def desk():
    """The coordinator's list with one item of each kind, and the browser."""
    items = {trait: ItemFactory(**{trait: True}) for trait in ("assigned", "rectifying", "closed")}
    items["fresh"] = ItemFactory()
    browser, person = Client(), UserFactory(role=Role.COORDINATOR)
    browser.force_login(person)
    return browser, person, items


def test_a_line_names_the_acts_that_the_workflow_allows_there(desk):
    browser, _person, items = desk

    page = browser.get("/ledger/")

    acts = {item.pk: [act.name for act in item.acts] for item in page.context["page"].object_list}
    assert acts == {
        items["fresh"].pk: ["assign"],
        items["assigned"].pk: ["chase"],
        items["rectifying"].pk: ["chase"],
        items["closed"].pk: [],
    }


def test_the_bar_offers_nothing_that_fits_no_line(desk):
    browser, _person, _items = desk

    page = browser.get("/ledger/?state=CLOSED").content.decode()

    assert "data-act=" not in page
    assert "/ledger/assign/" not in page


def test_all_hits_are_offered_with_how_many_an_act_fits(desk):
    browser, person, _items = desk

    offers = browser.get("/ledger/?all=yes").context["batch"]["offers"]

    assert [(offer.act.name, offer.count) for offer, _url in offers] == [("assign", 1), ("chase", 2)]
    for offer, _url in offers:
        assert offer.count == sum(bulk.allows(offer.act, item, person) for item in Item.objects.all())


def test_the_check_page_leaves_out_what_the_workflow_does_not_allow(desk):
    browser, _person, items = desk
    ticked = [f"{item.pk}.{item.version}" for item in items.values()]

    answer = browser.get("/ledger/assign/", {"item": ticked})

    assert answer.context["items"] == [items["fresh"]]
    assert {item.pk for item in answer.context["left_out"]} == {items[name].pk for name in items if name != "fresh"}
    assert browser.get("/ledger/assign/", {"all": "yes", "query": ""}).context["items"] == [items["fresh"]]

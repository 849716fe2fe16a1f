"""What a page or the API offers can be done: every act comes from the workflow (E21)."""

import re

import pytest
from django.test import Client

from accounts.states import Role
from rectification import workflow
from rectification.models import Item
from rectification.services import bulk
from tests.doors.world import OFFICIALS, World
from tests.factories import ItemFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14")]
STEP = re.compile(r'(?:href|hx-get)="(/ledger/\d+/(?:' + "|".join(workflow.TRANSITIONS) + r")/)")
PAGES = ("/", "/ledger/", "/supervision/", "/supervision/letters/")
ACTORS = [*sorted(OFFICIALS | {"enterprise", "enterprise2"}), "observer"]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = World().fill()
    for trait in ("assigned", "plan_review", "awaiting_sign_off", "closed", "under_review"):
        ItemFactory(enterprise=made.plant, **{trait: True})
    return made


@pytest.mark.parametrize("role", ACTORS)
def test_every_step_that_is_offered_opens_with_its_form(world, role):
    browser, user = Client(), world.users[role]
    browser.force_login(user)
    pages = [*PAGES, *(item.get_absolute_url() for item in Item.objects.visible_to(user))]

    offered = {path for page in pages for path in STEP.findall(browser.get(page).content.decode())}

    for path in sorted(offered):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert f'action="{path}"' in answer.content.decode(), path
    assert offered or role in ("observer", "superior", "park", "park2", "enterprise2")


@pytest.mark.parametrize("role", ACTORS)
def test_the_api_names_exactly_the_steps_whose_pages_open(world, role):
    browser, user = Client(), world.users[role]
    browser.force_login(user)

    for row in browser.get("/api/v1/rectifications/?limit=200").json()["results"]:
        opening = {name for name in workflow.TRANSITIONS if opens(browser, f"/ledger/{row['id']}/{name}/")}
        assert opening == set(row["available"]), row["number"]


def opens(browser, path):
    """Whether the form of the step is there, or the page leads on to that of the step people take instead."""
    answer = browser.get(path, follow=True)
    asked = answer.redirect_chain[-1][0] if answer.redirect_chain else path
    return answer.status_code == 200 and f'action="{asked}"' in answer.content.decode()


def test_a_step_page_opens_only_for_who_may_take_it(world):
    browser = Client()
    browser.force_login(world.users["observer"])
    Item.objects.filter(pk=world.item.pk).update(requirement="内部要求")

    answer = browser.get(f"/ledger/{world.item.pk}/approve-plan/")

    assert answer.status_code == 403
    assert "您的角色或单位不能对本项办理" in answer.content.decode()
    assert "内部要求" not in answer.content.decode()


def test_what_was_typed_into_a_step_that_is_not_theirs_any_more_is_given_back(world):
    browser = Client()
    browser.force_login(world.users["enterprise2"])
    Item.objects.filter(pk=world.told.pk).update(enterprise=world.neighbour)
    world.told.refresh_from_db()

    answer = browser.post(
        f"/ledger/{world.told.pk}/submit/", {"version": world.told.version, "work_done": "阀门已更换"}
    )

    assert (answer.status_code, "阀门已更换" in answer.content.decode()) == (403, True)


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

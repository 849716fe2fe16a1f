"""What a page or the API offers can be done: every act comes from the workflow (E21)."""

import re

import pytest
from django.test import Client

from rectification import workflow
from rectification.models import Item
from tests.doors.world import OFFICIALS
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14")]
STEP = re.compile(r'(?:href|hx-get)="(/ledger/\d+/(?:' + "|".join(workflow.TRANSITIONS) + r")/)")
PAGES = ("/", "/ledger/", "/supervision/", "/supervision/letters/")
ACTORS = [*sorted(OFFICIALS | {"enterprise", "enterprise2"}), "observer"]


@pytest.fixture(scope="module")
def world(kept_world, django_db_blocker):
    with django_db_blocker.unblock():
        for trait in ("assigned", "plan_review", "awaiting_sign_off", "closed", "under_review"):
            ItemFactory(enterprise=kept_world.plant, **{trait: True})
    return kept_world


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
    version = Item.objects.get(pk=world.told.pk).version

    answer = browser.post(f"/ledger/{world.told.pk}/submit/", {"version": version, "work_done": "阀门已更换"})

    assert (answer.status_code, "阀门已更换" in answer.content.decode()) == (403, True)

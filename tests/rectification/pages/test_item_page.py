"""The page of one item: what it is, whose turn it is, what was decided, and the way on in the list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import OrganizationKind, Role
from inspections.models import FindingSource
from rectification.services import advance
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory, UserFactory
from tests.rectification.pages.test_item_list import PINNED
from tests.rectification.workflow.model import STEPS_FROM, Life, Person

pytestmark = pytest.mark.django_db


def watcher_of(park):
    group = OrganizationFactory(kind=OrganizationKind.SUPERVISION_GROUP)
    park.supervision_groups.add(group)
    return UserFactory(role=Role.OBSERVER, organization=group)


def test_the_page_offers_exactly_the_steps_that_are_open(visit):
    item = ItemFactory(under_review=True)

    inspector = visit(item.people["inspector"]).get(item.get_absolute_url())
    enterprise = visit(item.people["enterprise"]).get(item.get_absolute_url())

    life, person = Life(lead="plant", major=False, state="UNDER_REVIEW"), Person("inspector", "INSPECTOR", "bureau")
    assert {step.name for step in inspector.context["steps"]} == {step for step in STEPS_FROM if life.may(step, person)}
    assert inspector.context["next_step"].name == "propose-pass"
    assert enterprise.context["steps"] == []


def test_neighbours_are_those_of_the_list_the_item_was_opened_from(visit):
    plant = EnterpriseFactory()
    first, second, third = (ItemFactory(enterprise=plant, due_in=days, rectifying=True) for days in (3, 6, 9))
    ItemFactory(enterprise=plant, due_in=5, assigned=True)
    browser = visit(first.people["coordinator"])
    links = re.findall(r'href="(/ledger/\d+/\?list=[^"]+)"', browser.get("/ledger/?state=RECTIFYING").content.decode())

    page = browser.get(links[1].replace("&amp;", "&"))

    assert page.context["item"] == second
    assert (page.context["before"].pk, page.context["after"].pk) == (first.pk, third.pk)
    forward = re.search(r'rel="next"[^>]*href="([^"]+)"', page.content.decode())[1]
    assert browser.get(forward.replace("&amp;", "&")).context["before"].pk == second.pk


def test_an_item_that_has_left_its_list_still_leads_to_the_next_one(visit):
    plant = EnterpriseFactory()
    first, second, third = (ItemFactory(enterprise=plant, due_in=days, assigned=True) for days in (3, 6, 9))
    advance(second.pk, "decline", actor=second.people["enterprise"], version=second.version, reason="不属本单位")

    page = visit(second.people["coordinator"]).get(f"{second.get_absolute_url()}?list=state%3DASSIGNED&at=1")

    assert (page.context["before"].pk, page.context["after"].pk) == (first.pk, third.pk)


@pytest.mark.parametrize("at", ["-1", "x", "99999999999999999999", "900"])
def test_a_place_that_makes_no_sense_shows_the_item_without_neighbours(visit, at):
    item = ItemFactory()

    page = visit(item.people["coordinator"]).get(f"{item.get_absolute_url()}?at={at}")

    assert page.status_code == 200
    assert not page.context.get("after")


def test_decisions_only_leaves_out_what_the_unit_did(visit):
    item = ItemFactory(awaiting_sign_off=True)
    browser = visit(item.people["coordinator"])

    everything = browser.get(item.get_absolute_url()).context["timeline"]
    decisions = browser.get(f"{item.get_absolute_url()}?decisions=yes").context["timeline"]

    assert [entry.transition for entry in everything] == ["pass", "submit", "accept", "assign", "register"]
    assert [entry.transition for entry in decisions] == ["pass", "accept", "assign"]


def test_of_several_sources_the_strictest_is_marked(visit):
    item = ItemFactory(rectifying=True)
    kept = {"finding": item.finding, "added_by": item.people["coordinator"], "added_at": item.registered_at}
    for day in ("2031-03-01", "2031-02-01"):
        FindingSource.objects.create(kind="PROV_FEEDBACK", deadline=day, **kept)

    page = visit(item.people["coordinator"]).get(item.get_absolute_url()).content.decode()

    assert page.count("最严，以此为准") == 1
    assert "2031年2月1日" in page


@pytest.mark.req("S18")
def test_who_watches_the_public_part_reads_no_names_and_no_words_of_officials(visit):
    item = ItemFactory(awaiting_sign_off=True)
    watcher = visit(watcher_of(item.park))

    page = watcher.get(item.get_absolute_url()).content.decode()
    table = watcher.get("/ledger/?cols=person&cols=title").content.decode()

    assert item.title in page
    for secret in (item.people["inspector"].name, item.people["enterprise"].name, "李某", "2万元", "合格"):
        assert secret not in page, secret
        assert secret not in table, secret


@pytest.mark.req("S14")
def test_a_foreign_item_is_not_found(visit):
    item = ItemFactory(rectifying=True)
    stranger = visit(UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization))

    for path in ("", "correct/", "assign/", "submit/"):
        assert stranger.get(f"{item.get_absolute_url()}{path}").status_code == 404
    assert stranger.get(f"{item.get_absolute_url()}fly/").status_code == 404


def test_a_correction_keeps_the_old_words_in_the_history(visit):
    item = ItemFactory(title="围堰破损")
    browser = visit(item.people["coordinator"])
    form = browser.get(f"{item.get_absolute_url()}correct/").context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value()}

    browser.post(f"{item.get_absolute_url()}correct/", {**values, "title": "围堰开裂", "reason": "名称不准"})

    item.refresh_from_db()
    assert item.title == "围堰开裂"
    assert item.history.last().before["title"] == "围堰破损"


def test_the_page_asks_a_fixed_number_of_queries(visit):
    item = ItemFactory(awaiting_sign_off=True)
    browser = visit(item.people["coordinator"])
    browser.get(item.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        browser.get(item.get_absolute_url())

    assert len(asked) == PINNED["/ledger/<pk>/"]


def test_whoever_watches_the_public_part_is_led_to_no_closed_door(visit):
    item = ItemFactory(rectifying=True)
    watcher = visit(watcher_of(item.park))

    page = watcher.get(item.get_absolute_url()).content.decode()

    assert item.enterprise.name in page
    for link in set(re.findall(r'<a [^>]*href="(/[^"?]*)"', page)):
        assert watcher.get(link, follow=True).status_code == 200, link

"""The desk: 0 clicks after login, and every figure opens what it counts."""

import re
from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock
from rectification.services import advance
from rectification.states import State
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
WAITING = ("assigned", "plan_review", "rectifying", "under_review", "awaiting_sign_off", "closed", "void_proposed")


def county_at_work():
    """Items of every kind in one park; answers the people of one of them."""
    plant = EnterpriseFactory()
    items = [ItemFactory(enterprise=plant, major=trait == "plan_review", **{trait: True}) for trait in WAITING]
    items += [ItemFactory(enterprise=plant), ItemFactory(enterprise=plant, overdue=True, rectifying=True)]
    items.append(ItemFactory(enterprise=plant, rectifying=True, due_in=3))
    superior = UserFactory(role=Role.SUPERIOR, organization=plant.county)
    park = UserFactory(role=Role.PARK, organization=plant.park.committee)
    return {**items[2].people, "superior": superior, "park": park}


def figures(page):
    """Link and number of each figure of the page."""
    found = re.findall(r'href="(/ledger/\?[^"]+)"[^>]*>[^<]*<strong>([\d,]+)</strong>', page)
    return [(link.replace("&amp;", "&"), int(number.replace(",", ""))) for link, number in found]


@pytest.mark.req("V17")
@pytest.mark.parametrize("person", ["coordinator", "inspector", "head", "enterprise", "park"])
def test_every_figure_of_the_desk_opens_as_many_items_as_it_says(visit, person):
    browser = visit(county_at_work()[person])

    shown = figures(browser.get("/").content.decode())

    assert len(shown) >= 2
    for link, number in shown:
        assert browser.get(link).context["page"].paginator.count == number, link


def test_each_line_that_waits_has_the_button_of_a_step_that_is_open(visit):
    person = county_at_work()["coordinator"]
    browser = visit(person)

    items = browser.get("/").context["items"]

    assert items
    for item in items:
        shown = browser.get(item.turn.url).context
        assert "turn" in shown or shown["refusal"] == "", item


def test_what_waits_is_what_the_ledger_lists_as_waiting(visit):
    browser = visit(county_at_work()["enterprise"])

    desk = {item.pk for item in browser.get("/").context["items"]}
    listed = {item.pk for item in browser.get("/ledger/?mine=waiting").context["page"].object_list}

    assert desk
    assert desk == listed


def test_an_empty_desk_says_what_comes_next(visit):
    item = ItemFactory(rectifying=True, due_in=9)
    coordinator = item.people["coordinator"]

    page = visit(coordinator).get("/")

    assert page.context["items"] == []
    assert page.context["ahead"].day == clock.today() + timedelta(days=9)
    assert "今天没有待办" in page.content.decode()


def test_nobody_finds_the_work_of_another_county_or_enterprise_on_the_desk(visit):
    item = ItemFactory(assigned=True)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    page = visit(stranger).get("/").content.decode()

    assert item.title not in page
    assert visit(item.people["enterprise"]).get("/").content.decode().count(item.title) == 1


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN])
def test_administrators_have_a_desk_without_business_data(visit, role):
    item = ItemFactory(rectifying=True)

    page = visit(UserFactory(role=role)).get("/").content.decode()

    assert item.title not in page
    assert figures(page) == []


def test_an_enterprise_signs_for_from_the_desk_with_one_form(visit):
    item = ItemFactory(assigned=True)
    browser = visit(item.people["enterprise"])

    [line] = browser.get("/").context["items"]
    answer = browser.post(
        line.turn.url,
        {"version": line.version, "measures": "更换", "responsible_person": "李某", "mode": "ENGINEERING"},
        follow=True,
    )

    item.refresh_from_db()
    assert item.state == State.RECTIFYING
    assert f"{item.number}：签收。" in answer.content.decode()


def test_while_the_publicity_runs_the_desk_names_its_end_instead_of_a_button(visit):
    item = ItemFactory(awaiting_sign_off=True, source="INSPECTORATE")
    coordinator = item.people["coordinator"]
    published = advance(item.pk, "publish", actor=coordinator, version=item.version, days=5)

    answer = visit(coordinator).get("/")

    [line] = answer.context["items"]
    assert line.next_step is None
    assert f"公示至 {published.publicity_until.month}月{published.publicity_until.day}日" in answer.content.decode()


def test_what_can_only_be_waited_for_comes_after_what_can_be_done(visit):
    published = ItemFactory(awaiting_sign_off=True, source="INSPECTORATE", due_in=1)
    coordinator = published.people["coordinator"]
    advance(published.pk, "publish", actor=coordinator, version=published.version, days=5)
    pending = ItemFactory(enterprise=published.enterprise, due_in=20)

    items = visit(coordinator).get("/").context["items"]

    assert [item.pk for item in items] == [pending.pk, published.pk]

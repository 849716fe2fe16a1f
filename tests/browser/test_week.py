"""Ten tasks of an official's week: the steps that the product asks, counted as they are done, stand in docs/steps.md.

One county and one after the other; those done on a phone or by keys alone have tests of their own, named there.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.states import Role
from rectification.models import Item
from rectification.services import advance
from rectification.states import LookBackResult
from reports.models import MonthlyReport
from superiors.models import ListPaper
from tests.browser.people import until
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = Path(__file__).resolve().parents[2] / "docs" / "steps.md"
ROW = re.compile(r"^\| (\d+) \| .+? \| (\d+) \| .+ \| (\d+) \|$", re.MULTILINE)
LEDGER = "header a[href='/ledger/']"
OF_OTHERS = {6, 7}
"""Counted by `test_clicks.py` and `test_desk.py`."""


@pytest.fixture
def scene():
    made = Scene()
    made.add("superior", Role.SUPERIOR, made.plant.county)
    return made


@pytest.fixture
def week(visit, scene):
    """At the desk at the beginning of each task, with no step counted."""
    visitor = visit("coordinator").log_in()

    def begin():
        visitor.go("/").clicks = 0
        return visitor

    return begin


def told():
    """Number of the task, steps here, steps in Excel."""
    return {int(task): (int(here), int(excel)) for task, here, excel in ROW.findall(STEPS.read_text(encoding="utf-8"))}


def test_the_week_takes_the_steps_that_are_told_and_fewer_than_excel_each(week, scene):
    found = {number: task(week(), scene) for number, task in TASKS.items()}

    steps = told()
    assert found == {number: here for number, (here, _excel) in steps.items() if number not in OF_OTHERS}
    assert [number for number, (here, excel) in steps.items() if here >= excel] == []
    assert set(steps) == set(range(1, 11))


def assigns_twenty(visitor, scene):
    items = [ItemFactory(enterprise=scene.plant) for _number in range(20)]

    visitor.go("/").click("#desk a[href*='kind=assign']").click("[data-tick-all]").click("#desk-batch button")
    visitor.fill("deadline", "2031-12-08").send()

    assert not Item.objects.filter(pk__in=[item.pk for item in items]).exclude(state="ASSIGNED").exists()
    return visitor.clicks


def filters_by_three(visitor, scene):
    visitor.click(LEDGER)
    for number, column in enumerate(("state", "lead", "category"), start=1):
        visitor.click(f"th[data-column={column}] [data-head]").click(
            f"#head-panel[data-column={column}] input[type=checkbox]"
        )
        until(visitor.page, f"() => document.querySelectorAll('.chip').length === {number}")

    return visitor.clicks


def corrects_fifteen(visitor, scene):
    items = [ItemFactory(enterprise=scene.plant) for _each in range(15)]
    mail = "\n".join(f"{item.number}\t12月8日" for item in reversed(items))

    visitor.click(LEDGER).click("main .more-menu > summary").click("main a[href='/ledger/paste/']")
    visitor.click("textarea[name=text]").page.fill("textarea[name=text]", mail)
    visitor.clicks += 1
    visitor.press("查看更改").fill("reason", "按来函更正").press("更正 (15)")

    assert not Item.objects.filter(pk__in=[item.pk for item in items], deadline=None).exists()
    return visitor.clicks


def answers_the_city(visitor, scene):
    for _number in range(3):
        ItemFactory(enterprise=scene.plant, source="CITY_ASSIGNED", rectifying=True)

    visitor.click(LEDGER).click("main .more-menu > summary").click("main a[href='/lists/']").click(
        "td a[href^='/lists/']"
    )
    visitor.press("起草报送函")

    assert ListPaper.objects.count() == 1
    return visitor.clicks


def finds_what_is_late(visitor, scene):
    late = ItemFactory(enterprise=scene.plant, rectifying=True, overdue=True)

    visitor.go("/").click("a.figure:has-text('逾期')").click("th[data-column=lead] [data-head]")
    visitor.click(f"#head-panel[data-column=lead] input[value='{late.lead_organization_id}']")
    until(visitor.page, "() => location.search.includes('lead_organization')")

    assert visitor.sees(late.number)
    return visitor.clicks


def makes_the_report(visitor, scene):
    visitor.click("header a[href='/reports/']").press("生成月报").press("审核通过，报领导")

    assert MonthlyReport.objects.latest("pk").state == "REVIEWED"
    return visitor.clicks


def finds_a_rebound(visitor, scene):
    closed = ItemFactory(enterprise=scene.plant, closed=True, title="事故池东侧渗漏")
    given = {"result": LookBackResult.REBOUND, "opinion": "又漏了", "actor": scene.users["inspector"]}
    advance(closed.pk, "look-back", version=Item.objects.get(pk=closed.pk).version, **given)

    visitor.click(LEDGER)
    visitor.page.fill("[data-search]", closed.title)
    visitor.page.keyboard.press("Enter")
    visitor.clicks += 1
    visitor.page.wait_for_url("**q=**")

    expect(visitor.page.locator("tr[data-item]", has_text="反弹")).to_have_count(1)
    return visitor.clicks


def hands_on_the_list(visitor, scene):
    visitor.click(LEDGER)
    visitor.page.evaluate("window.print = () => { window.printed = true }")
    visitor.click("[data-print]").clicks += 1

    until(visitor.page, "() => window.printed")
    return visitor.clicks


TASKS = {
    1: assigns_twenty,
    2: filters_by_three,
    3: corrects_fifteen,
    4: answers_the_city,
    5: finds_what_is_late,
    8: makes_the_report,
    9: finds_a_rebound,
    10: hands_on_the_list,
}

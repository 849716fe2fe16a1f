"""The ledger: the link is the view, and nobody sees what is not theirs."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from rectification.models import Item
from tests.factories import EnterpriseFactory, ItemFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[2] / "query_counts.json").read_text(encoding="utf-8"))


@pytest.fixture
def plant():
    return EnterpriseFactory(name="澜宁启岚医药化工有限公司")


def listed(answer):
    return [item.title for item in answer.context["page"].object_list]


def queries(browser, link):
    browser.get(link)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(link).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", ["/ledger/", "/ledger/?mine=waiting", "/ledger/?q=报警器", "/"])
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(visit, plant, link):
    people = ItemFactory(enterprise=plant, rectifying=True).people
    browser = visit(people["coordinator"])
    for _number in range(2):
        ItemFactory(enterprise=plant)
    few = queries(browser, link)
    for _number in range(27):
        ItemFactory(enterprise=plant)

    assert (few, queries(browser, link)) == (PINNED[link], PINNED[link])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=围堰", ["围堰破损"]),
        ("q=启岚 泄漏", ["法兰泄漏"]),
        ("level=MAJOR", ["法兰泄漏"]),
        ("state=RECTIFYING&level=GENERAL", ["围堰破损"]),
        ("overdue=true", ["围堰破损"]),
        ("unit=启岚&level=MAJOR", ["法兰泄漏"]),
        ("mine=overdue", ["围堰破损"]),
        ("due_in=30", ["法兰泄漏"]),
        ("supervision=LISTED", []),
    ],
)
def test_a_filter_finds_what_it_says(visit, plant, query, found):
    late = ItemFactory(enterprise=plant, title="围堰破损", rectifying=True, overdue=True)
    ItemFactory(enterprise=plant, title="法兰泄漏", description="法兰泄漏", major=True, plan_review=True)

    answer = visit(late.people["coordinator"]).get(f"/ledger/?{query}")

    assert listed(answer) == found
    assert answer.context["page"].paginator.count == len(found)


@pytest.mark.req("S20")
@pytest.mark.parametrize("query", ["state=XX", "password=1", "deadline_before=soon", "lead_organization__users=1"])
def test_a_filter_that_nobody_knows_shows_nothing_and_says_so(visit, plant, query):
    item = ItemFactory(enterprise=plant)

    answer = visit(item.people["coordinator"]).get(f"/ledger/?{query}")

    assert listed(answer) == []
    assert "无法识别的筛选条件" in answer.content.decode()


def test_each_chip_drops_its_own_filter_and_nothing_else(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True)
    browser = visit(item.people["coordinator"])

    answer = browser.get(f"/ledger/?state=RECTIFYING&enterprise={plant.pk}&q=报警器")

    assert [chip["text"] for chip in answer.context["chips"]] == [
        "状态：整改中", f"企业：{plant}", "关键词：报警器",
    ]  # fmt: skip
    assert answer.context["chips"][1]["without"] == "state=RECTIFYING&q=%E6%8A%A5%E8%AD%A6%E5%99%A8"


def test_a_filter_without_hit_says_how_many_there_are_without_it(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True)

    answer = visit(item.people["coordinator"]).get("/ledger/?state=RECTIFYING&q=没有这个词")

    assert answer.context["wider"]["count"] == 1
    assert "有 1 条" in answer.content.decode()


def test_what_the_link_asks_besides_the_boxes_stays_in_the_form(visit, plant):
    item = ItemFactory(enterprise=plant)

    page = visit(item.people["coordinator"]).get(f"/ledger/?enterprise={plant.pk}&mine=assign").content.decode()

    assert f'name="enterprise" value="{plant.pk}"' in page
    assert 'name="mine" value="assign"' in page


def test_columns_size_and_order_stand_in_the_link(visit, plant):
    first = ItemFactory(enterprise=plant)
    second = ItemFactory(enterprise=plant)

    answer = visit(first.people["coordinator"]).get("/ledger/?cols=title&cols=found_on&sort=-pk&size=50")

    assert [column.name for column in answer.context["columns"]] == ["title", "found_on"]
    assert [item.pk for item in answer.context["page"].object_list] == [second.pk, first.pk]
    assert answer.context["page"].paginator.per_page == 50


@pytest.mark.req("S15")
def test_a_stranger_finds_nothing_in_list_search_summary_and_export(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True, title="只有自己人知道")
    stranger = visit(UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization))

    for link in ("/ledger/", "/ledger/?q=自己人", f"/ledger/?enterprise={plant.pk}", "/ledger/?mine=overdue"):
        page = stranger.get(link).content.decode()
        assert (item.title in page, plant.name in page) == (False, False), link
    assert re.findall(r"<strong>(\d+)</strong>", stranger.get("/ledger/summary/").content.decode()) == ["0", "0", "0"]
    assert len(stranger.get("/ledger/export/").getvalue()) < len(
        visit(item.people["coordinator"]).get("/ledger/export/").getvalue()
    )


def test_the_summary_counts_what_its_links_open(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    ItemFactory(enterprise=EnterpriseFactory(park=ParkFactory()), rectifying=True)
    browser = visit(item.people["coordinator"])

    page = browser.get(f"/ledger/summary/?park={plant.park_id}").content.decode()

    shown = re.findall(r'href="([^"]+)"[^>]*data-figure[^>]*>[^<]*<strong>(\d+)</strong>', page)
    assert len(shown) == 3
    for link, count in shown:
        assert browser.get(link.replace("&amp;", "&")).context["page"].paginator.count == int(count)
    assert Item.objects.count() == 2


def test_the_sums_of_a_filtered_list_count_what_their_links_open(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True, overdue=True, title="围堰破损")
    ItemFactory(enterprise=plant, rectifying=True, overdue=True)
    browser = visit(item.people["coordinator"])
    page = browser.get("/ledger/?q=围堰&overdue=true").content.decode()
    sums = re.search(r'hx-get="(/ledger/summary/[^"]*)"', page)[1].replace("&amp;", "&")

    shown = re.findall(
        r'href="([^"]+)"[^>]*data-figure[^>]*>[^<]*<strong>(\d+)</strong>', browser.get(sums).content.decode()
    )

    assert [int(count) for _link, count in shown] == [1, 1, 0]
    for link, count in shown:
        assert browser.get(link.replace("&amp;", "&")).context["page"].paginator.count == int(count)


def test_no_hit_names_the_filter_without_which_there_is_something(visit, plant):
    item = ItemFactory(enterprise=plant, rectifying=True)
    browser = visit(item.people["coordinator"])

    one = browser.get("/ledger/?q=没有的词&state=RECTIFYING").context["wider"]
    both = browser.get("/ledger/?q=没有的词&state=CLOSED").context["wider"]

    assert (one["count"], one["query"]) == (1, "state=RECTIFYING")
    assert both is None

"""What has changed: the paragraph of the board and the page for the meeting say it alike, each within one's own."""

import re
from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/meetings/since/"


def yesterday():
    return (clock.today() - timedelta(days=1)).isoformat()


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def items(plant):
    """Registered today, one of them late already; one more at a plant that is nobody's business here."""
    ItemFactory(rectifying=True)
    return [
        ItemFactory(enterprise=plant, rectifying=True),
        ItemFactory(enterprise=plant, rectifying=True, overdue=True),
        ItemFactory(enterprise=plant, closed=True),
    ]


def numbers_of(page):
    """Code, link and number of each figure in the paragraph."""
    said = re.search(r'<p class="since-said".*?</p>', page, re.DOTALL)[0]
    found = re.findall(r'href="([^"]+)" data-figure="([^"]+)"[^>]*>(\d+)<', said)
    return {code: (link.replace("&amp;", "&"), int(number)) for link, code, number in found}


@pytest.mark.parametrize("who", ["superior", "coordinator", "enterprise"])
def test_each_number_of_the_paragraph_opens_as_many_items_as_it_says(plant, items, who):
    county = {"superior": UserFactory(role=Role.SUPERIOR, organization=plant.county)}
    browser = visit(({**items[0].people, **county})[who])

    found = numbers_of(browser.get(PAGE, {"day": yesterday()}).text)

    assert {"since.new", "since.closed"} <= set(found)
    for link, number in found.values():
        assert count_behind(browser, link) == number


def test_an_enterprise_reads_of_its_own_items_alone(plant, items):
    stranger = EnterpriseFactory()
    ItemFactory(enterprise=stranger, rectifying=True)
    text = visit(items[0].people["enterprise"]).get(PAGE, {"day": yesterday()}).text

    assert numbers_of(text)["since.new"][1] == 3
    assert stranger.name not in text


def test_the_board_says_at_its_top_what_the_page_says(plant, items):
    browser = visit(UserFactory(role=Role.SUPERIOR, organization=plant.county))
    board = browser.get("/dashboards/county/").text
    link = re.search(r'href="(/meetings/since/[^"]+)"', board)[1].replace("&amp;", "&")

    assert board.index("since-said") < board.index('class="sentences')
    assert numbers_of(board) == numbers_of(browser.get(link).text) != {}


def test_a_wall_and_a_past_day_have_no_last_visit(plant, items):
    browser = visit(UserFactory(role=Role.SUPERIOR, organization=plant.county))

    for asked in ({"wall": "1"}, {"as_of": yesterday()}):
        assert "since-said" not in browser.get("/dashboards/county/", asked).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"day": "2999-01-01"}, "1900"),
        ({"compare": "day"}, "请填写自哪一天起"),
        ({"compare": "report"}, "尚无此时点"),
        ({"day": "yesterday"}, "field-error"),
        ({"since": "9999-12-31T99"}, "field-error"),
        ({"day": "2026-01-05", "until": "2026-01-05"}, "请选择晚于对比时点的日期"),
    ],
)
def test_what_is_not_understood_is_said_at_its_field(plant, items, asked, said):
    answer = visit(items[0].people["coordinator"]).get(PAGE, asked)

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("by", ["park", "lead_organization"])
def test_the_groups_add_up_to_the_whole_and_name_each_item_once(plant, items, by):
    answer = visit(items[0].people["coordinator"]).get(PAGE, {"day": yesterday(), "by": by})
    page = answer.context["page"]

    for n, head in enumerate(page.heads):
        assert sum(group.readings[n].value for group in page.groups) == head.value
    numbers = [line.item.number for group in page.groups for line in group.lines]
    assert len(numbers) == len(set(numbers)) == page.total >= len(items)


def test_the_queries_of_the_page_do_not_grow(plant, items, django_assert_max_num_queries):
    browser = visit(items[0].people["coordinator"])
    browser.get(PAGE)
    with django_assert_max_num_queries(16) as few:
        browser.get(PAGE, {"day": yesterday()})
    for _number in range(6):
        ItemFactory(rectifying=True, overdue=True)
    with django_assert_max_num_queries(16) as many:
        browser.get(PAGE, {"day": yesterday()})

    assert len(many) == len(few)

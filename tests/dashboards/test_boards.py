"""The boards: every number opens as many items as it says, for everybody, and nobody sees a foreign one."""

import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from django.utils import translation

from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from core.services.acting import take
from dashboards.services import boards
from rectification.services import trend
from reports.services import building
from reports.workflow import REPORTS
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, ItemFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
ALLOWED = {"data-figure", "data-row"}
MOST_QUERIES = 15


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def items(plant):
    traits = ("assigned", "rectifying", "under_review", "awaiting_sign_off", "closed")
    found = [ItemFactory(enterprise=plant, **{trait: True}) for trait in traits]
    found.append(ItemFactory(enterprise=plant, rectifying=True, overdue=True, source="COMPLAINT"))
    found.append(ItemFactory(enterprise=plant, plan_review=True, major=True))
    return found


@pytest.fixture
def people(plant, items):
    known = items[1].people
    return {
        "coordinator": known["coordinator"],
        "department": known["head"],
        "enterprise": known["enterprise"],
        "superior": UserFactory(role=Role.SUPERIOR, organization=plant.county),
        "park": UserFactory(role=Role.PARK, organization=plant.park.committee),
    }


def urls_of(plant, items):
    unit = items[1].lead_organization_id
    return {
        "county": "/dashboards/county/",
        "park": f"/dashboards/park/{plant.park_id}/",
        "department": f"/dashboards/department/{unit}/",
        "enterprise": f"/dashboards/enterprise/{plant.pk}/",
        "city": "/dashboards/city/",
    }


SEEN = {
    "superior": {"county", "park", "department", "enterprise", "city"},
    "coordinator": {"county", "park", "department", "enterprise", "city"},
    "department": {"county", "park", "department", "enterprise", "city"},
    "park": {"park", "enterprise"},
    "enterprise": {"enterprise"},
}


SOME = 12
FIRST_OF_THEM = {"coordinator": "superior", "department": "superior"}
"""Who sees the whole county like another one."""


@pytest.mark.parametrize("who", SEEN)
def test_who_sees_which_board(plant, items, people, who):
    browser = visit(people[who])
    seen = {name for name, url in urls_of(plant, items).items() if browser.get(url).status_code == 200}

    assert seen == SEEN[who]


@pytest.mark.parametrize("who", SEEN)
def test_every_figure_opens_as_many_items_as_it_says(plant, items, people, who):
    """Of two who see the same, the second is asked for what the first is not shown; of noughts, some are opened."""
    browser, first = visit(people[who]), FIRST_OF_THEM.get(who)
    for name in SEEN[who]:
        shown = shown_on(browser, urls_of(plant, items)[name])
        assert len(shown) >= 5
        known = shown_on(visit(people[first]), urls_of(plant, items)[name]) if first else set()
        noughts = sorted(pair for pair in shown - known if pair[1] == "0")
        for link, number in sorted(shown - known - set(noughts[SOME:])):
            assert count_behind(browser, link.replace("&amp;", "&")) == int(number.replace(",", "")), (name, link)


def shown_on(browser, url):
    page = browser.get(url).content.decode()
    return set(re.findall(r'href="(/ledger/[^"]+)" data-figure="[^"]+"[^>]*>([\d,]+)</a>', page))


def unnamed(text):
    """Without the names of registered figures: "due within 7 days" is a name and no number."""
    for figure in figures.registered():
        text = text.replace(str(figure.name), "")
    return text


class Printed(HTMLParser):
    """Collects the digits of a page's main part that stand in no figure, no row's value and no drawing."""

    VOID = {"input", "meta", "link", "br", "img", "path", "line", "rect", "circle"}

    def __init__(self):
        super().__init__()
        self.open, self.loose = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append((tag, {name for name, _value in attrs}))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _names in self.open}
        marked = any(names & ALLOWED for _tag, names in self.open)
        if re.search(r"\d", unnamed(data)) and "main" in tags and not marked and not tags & {"svg", "script", "label"}:
            self.loose.append(data.strip())


@pytest.mark.parametrize("who", ["superior", "coordinator"])
@pytest.mark.parametrize("name", ["county", "park", "department", "enterprise", "city"])
def test_no_number_stands_outside_a_registered_figure(plant, items, people, name, who):
    page = Printed()
    page.feed(visit(people[who]).get(urls_of(plant, items)[name]).content.decode())

    assert page.loose == []


def test_a_foreign_county_counts_for_nothing(plant, items, people):
    other = create_organization(name="邻县人民政府", kind=OrganizationKind.COUNTY, parent=None)
    stranger = UserFactory(role=Role.SUPERIOR, organization=other)

    board = boards.board("x", Asked.by(stranger))

    assert {reading.value for reading in board.now.values()} == {0}
    assert visit(stranger).get(f"/dashboards/park/{plant.park_id}/").status_code == 404


def test_a_body_above_counties_sees_them_side_by_side(plant, items):
    city = create_organization(name="市人民政府", kind=OrganizationKind.CITY, parent=None)
    counties = [create_organization(name=name, kind=OrganizationKind.COUNTY, parent=city) for name in ("甲县", "乙县")]
    for county in counties:
        own = EnterpriseFactory(county=county, park=ParkFactory(county=county))
        ItemFactory(enterprise=own, rectifying=True)
    mayor = UserFactory(role=Role.SUPERIOR, organization=city)

    lines = visit(mayor).get("/dashboards/county/", follow=True).context["lines"]

    assert [(name, readings[0].value) for name, readings in lines] == [("乙县", 1), ("甲县", 1)]


def test_counties_side_by_side_can_be_asked_for_a_past_day(plant, items, people):
    superior = visit(people["superior"])

    assert superior.get("/dashboards/city/").context["lines"]
    assert superior.get("/dashboards/city/?as_of=2020-01-01").context["lines"] == []
    assert superior.get("/dashboards/city/?as_of=yesterday").status_code == 422


def test_the_superior_begins_at_the_board(people):
    assert visit(people["superior"]).get("/").headers["Location"] == "/dashboards/county/"
    assert visit(people["coordinator"]).get("/").status_code == 200


def test_the_trend_says_what_the_figures_of_each_month_say(plant):
    today = clock.today()
    for back in (70, 40, 38, 5):
        with clock.at(clock.now() - timedelta(days=back)):
            ItemFactory(enterprise=plant, **{"closed" if back == 40 else "rectifying": True})
    asked = Asked.of_county(plant.county, month=Month.of(today))
    for point in trend.course(asked, 4):
        of_month = Asked.of_county(plant.county, month=point.month)
        read = figures.read(["ledger.new", "ledger.closed", "ledger.void", "ledger.closing"], of_month)
        assert [reading.value for reading in read.values()] == [point.new, point.closed, point.void, point.closing]


def test_a_board_of_a_past_day_shows_that_day(plant, people):
    page = visit(people["superior"]).get("/dashboards/county/?as_of=2020-01-01")

    assert page.context["past"].day.year == 2020
    assert page.context["board"].now["ledger.all"].value == 0


def test_a_month_that_is_over_is_shown_as_it_ended(plant, people):
    month = Month.of(clock.today()).previous

    page = visit(people["superior"]).get(f"/dashboards/county/?month={month}")

    assert page.context["past"].day == month.last
    assert page.context["board"].now["ledger.open"].value == 0
    assert f"month={month}&amp;as_of={month.last}" in page.content.decode()


def test_a_county_without_problems_has_gaps_and_no_rates():
    county = create_organization(name="新县", kind=OrganizationKind.COUNTY, parent=None)

    page = visit(UserFactory(role=Role.SUPERIOR, organization=county)).get("/dashboards/county/")

    board = page.context["board"]
    assert (board.heat, board.units) == (None, [])
    assert {line.change for line in board.rates} == {"上月末无可比数据"}
    assert "0.0%" not in page.content.decode()
    assert len(re.findall(r"—\s+<span", page.content.decode())) == len(board.rates)


def test_the_table_of_a_chart_opens_what_the_chart_draws(plant, items, people):
    board = visit(people["superior"]).get("/dashboards/county/").context["board"]

    months = dict(board.trend.lines)
    last = months[str(Month.of(clock.today()))]
    cells = [cell for _row, cells in board.heat.lines for cell in cells if cell]
    assert len(months) == boards.TREND_MONTHS
    assert [(point.value, point.url) for point in last] == [
        (board.now[point.code].value, board.now[point.code].url) for point in last
    ]
    assert sum(cell.value for cell in cells) == board.now["ledger.open"].value


def test_the_points_of_the_trend_open_what_they_draw(plant, items, people):
    browser = visit(people["superior"])
    board = browser.get("/dashboards/county/").context["board"]

    drawn = re.findall(r'<a href="([^"]+)" aria-label="\S+ \S+ (\d+)"', board.trend.chart.svg)

    in_the_table = [reading for _month, row in board.trend.lines for reading in row if reading.value]
    assert {unescape(link) for link, _number in drawn} == {reading.url for reading in in_the_table}
    assert drawn
    assert all(count_behind(browser, unescape(link)) == int(number) for link, number in drawn)


@pytest.mark.parametrize("link", ["?as_of=yesterday", "?month=13"])
def test_what_is_not_understood_is_said(people, link):
    assert visit(people["superior"]).get(f"/dashboards/county/{link}").status_code == 422


@pytest.mark.parametrize(
    ("code", "mine", "theirs", "said"),
    [
        ("ledger.done_rate", (9, 10), (8, 10), "提高10.0个百分点，好转"),
        ("ledger.done_rate", (8, 10), (9, 10), "降低10.0个百分点，变差"),
        ("ledger.overdue_rate", (1, 10), (2, 10), "降低10.0个百分点，好转"),
        ("ledger.done_rate", (1, 2), (2, 4), "持平"),
        ("ledger.done_rate", (1, 2), (0, 0), "无可比数据"),
    ],
)
def test_what_got_better_is_said_in_words(code, mine, theirs, said):
    now, then = (figures.Reading(figures.named(code), *pair) for pair in (mine, theirs))

    assert said in boards._change(code, now, then)


def test_what_got_better_is_said_in_english_too():
    now, then = (figures.Reading(figures.named("ledger.overdue_rate"), *pair) for pair in ((1, 10), (2, 10)))

    with translation.override("en"):
        said = boards._change("ledger.overdue_rate", now, then)

    assert said == "down 10.0 points on the end of last month, better"


@pytest.mark.parametrize(("late", "open_items", "word"), [(0, 5, "按期"), (1, 10, "部分逾期"), (2, 10, "逾期较多")])
def test_the_light_says_its_word(late, open_items, word):
    values = {"ledger.overdue": late, "ledger.open": open_items}
    by = {code: figures.Reading(figures.named(code), value) for code, value in values.items()}

    assert str(boards.light_of(by).word) == word


@pytest.mark.parametrize("who", ["superior", "coordinator", "department", "park", "enterprise"])
def test_no_board_needs_more_than_its_queries(plant, people, items, django_assert_max_num_queries, who):
    browser, urls = visit(people[who]), urls_of(plant, items)
    for name in SEEN[who]:
        browser.get(urls[name])
        with django_assert_max_num_queries(MOST_QUERIES):
            browser.get(urls[name])


@pytest.mark.parametrize("who", ["superior", "coordinator"])
def test_the_queries_of_the_county_board_do_not_grow(plant, people, items, django_assert_max_num_queries, who):
    browser = visit(people[who])
    browser.get("/dashboards/county/")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        browser.get("/dashboards/county/")
    for _number in range(6):
        ItemFactory(rectifying=True, overdue=True)
    with django_assert_max_num_queries(MOST_QUERIES) as many:
        browser.get("/dashboards/county/")

    assert len(many) == len(few)


def test_as_of_the_end_of_last_month_is_what_the_report_freezes(plant, items):
    month = Month.of(clock.today()).previous
    asked = Asked.of_county(plant.county, month=month, as_of=Moment.end_of(month.last))

    assert figures.read(["ledger.closing"], asked)["ledger.closing"].value == 0


def test_a_leader_finds_what_is_to_be_approved_with_the_way_to_it(plant, items, people):
    month = Month.of(clock.today()).previous
    report = building.build(month, plant.county)
    superior = visit(people["superior"])
    take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version)

    board = superior.get("/dashboards/county/").context["board"]

    assert [decision.url for decision in board.decisions] == [f"/reports/{report.pk}/"]
    assert superior.get("/dashboards/county/?as_of=2020-01-01").context["board"].decisions == ()

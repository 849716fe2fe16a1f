"""What the head of a column asks of the ledger, and what is left out by `_not`."""

import pytest

from inspections.models import ProblemCategory
from rectification.filters import NOT, ItemFilter, LedgerFilter
from rectification.models import Item
from rectification.querysets import DIMENSIONS, EMPTY
from tests.factories import EnterpriseFactory, ItemFactory
from tests.rectification.pages.test_item_page import watcher_of

pytestmark = pytest.mark.django_db
EXCLUDED = sorted(name.removesuffix(NOT) for name in LedgerFilter.base_filters if name.endswith(NOT))


@pytest.fixture
def county():
    plant = EnterpriseFactory(name="澜宁启岚医药化工有限公司")
    bare = ItemFactory(enterprise=plant, title="法兰泄漏")
    Item.objects.filter(pk=bare.pk).update(category=None, enterprise=None, lead_organization=None, deadline=None)
    ItemFactory(enterprise=plant, title="围堰破损", rectifying=True, overdue=True)
    return ItemFactory(title="报警器失效", major=True, plan_review=True)


def titles(answer):
    return sorted(item.title for item in answer.context["page"].object_list)


def value_of(item, dimension):
    if dimension == "source":
        return item.finding.sources.first().kind
    paths = {"supervision": "supervision_level", "category_is": "category_id"}
    value = getattr(item, paths.get(dimension, dimension))
    return str(getattr(value, "pk", value))


@pytest.mark.parametrize("dimension", EXCLUDED)
def test_what_is_left_out_is_exactly_what_would_be_found(county, dimension):
    ProblemCategory.objects.create(code="Z1", name_zh="测试类别", name_en="", source="")
    Item.objects.filter(pk=county.pk).update(supervision_level="CHASED", category="Z1")
    county.refresh_from_db()
    wanted = value_of(county, dimension)
    found = set(Item.objects.all().of_value(dimension, wanted))

    rest = set(Item.objects.all().not_of_value(dimension, wanted))

    assert county in found
    assert rest == set(Item.objects.all()) - found


def test_each_exclusion_is_of_a_dimension_and_there_for_page_and_api_alike():
    assert set(EXCLUDED) <= DIMENSIONS.keys()
    assert {f"{name}{NOT}" for name in EXCLUDED} <= ItemFilter.base_filters.keys()


@pytest.mark.parametrize("column", sorted(EMPTY))
def test_empty_and_not_empty_share_the_ledger_between_them(visit, county, column):
    browser = visit(county.people["coordinator"])

    empty, filled = (titles(browser.get("/ledger/", {word: column})) for word in ("empty", "filled"))

    assert "法兰泄漏" in empty
    assert sorted(empty + filled) == ["围堰破损", "报警器失效", "法兰泄漏"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title=围堰", ["围堰破损"]),
        ("place=启岚", ["围堰破损"]),
        ("level_not=MAJOR", ["围堰破损", "法兰泄漏"]),
        ("state=RECTIFYING&state=PENDING", ["围堰破损", "法兰泄漏"]),
        ("filled=enterprise,deadline&level_not=MAJOR", ["围堰破损"]),
    ],
)
def test_a_head_finds_what_it_says(visit, county, query, found):
    answer = visit(county.people["coordinator"]).get(f"/ledger/?{query}")

    assert titles(answer) == found


def test_what_is_left_out_is_said_by_its_name(visit, county):
    unit = county.lead_organization

    answer = visit(county.people["coordinator"]).get(f"/ledger/?lead_organization_not={unit.pk}&state_not=CLOSED")

    assert [chip["text"] for chip in answer.context["chips"]] == [f"责任单位不是：{unit}", "状态不是：已销号"]


@pytest.mark.req("S18")
def test_who_does_not_read_names_of_persons_cannot_find_them_by_asking(visit, county):
    browser = visit(watcher_of(county.park))
    Item.objects.filter(pk=county.pk).update(responsible_person="郑衍")

    assert browser.get("/ledger/?person=郑").status_code == 400
    assert titles(visit(county.people["coordinator"]).get("/ledger/?person=郑")) == ["报警器失效"]


def test_the_past_is_not_asked_for_what_only_the_present_knows(visit, county):
    browser = visit(county.people["coordinator"])

    assert browser.get("/ledger/?title=报警&as_of=2020-01-01").status_code == 400

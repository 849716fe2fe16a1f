"""Which columns somebody sees, in which order and how wide, for all and for a view; and the rows in groups."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from rectification.models import Item, SavedView
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return ItemFactory(title="围堰破损", rectifying=True, overdue=True)


@pytest.fixture
def browser(visit, item):
    return visit(item.people["coordinator"])


def arrange(browser, *names, **more):
    return browser.post("/ledger/columns/", {"column": names, **more})


def shown(browser, link="/ledger/"):
    return [column.name for column in browser.get(link).context["columns"]]


def test_columns_stand_as_the_person_has_put_them_and_as_wide(browser):
    arrange(browser, "title", "number", "state", **{"width-title": "500"})

    assert shown(browser) == ["title", "number", "state"]
    assert '<col width="500" data-width="title">' in browser.get("/ledger/").content.decode()


def test_a_view_has_columns_of_its_own(browser, item):
    view = SavedView.objects.create(owner=item.people["coordinator"], name="在办", query="state=RECTIFYING")

    arrange(browser, "title", "lead", view=view.pk)

    assert shown(browser, f"/ledger/?view={view.pk}&state=RECTIFYING") == ["title", "lead"]
    assert len(shown(browser)) > 2


def test_the_link_that_names_columns_says_their_order(browser):
    arrange(browser, "state", "title")

    assert shown(browser, "/ledger/?cols=found_on&cols=number") == ["found_on", "number"]


@pytest.mark.parametrize(
    ("way", "order"), [("left", ["title", "number", "state"]), ("right", ["number", "state", "title"])]
)
def test_a_button_moves_a_column_where_there_is_no_script(browser, way, order):
    arrange(browser, "number", "title", "state", **{way: "title"})

    assert shown(browser) == order


def test_as_usual_is_as_before(browser):
    usual = shown(browser)
    arrange(browser, "title")

    browser.post("/ledger/columns/", {"reset": "yes"})

    assert shown(browser) == usual


def test_a_width_out_of_bounds_and_a_column_that_is_not_there_do_no_harm(browser):
    answer = arrange(browser, "title", "password", **{"width-title": "99999"}, query="state=PENDING&cols=title")

    assert answer.url == "/ledger/?state=PENDING"
    assert SavedView.objects.get().columns == [["title", 800]]


@pytest.mark.req("S15")
def test_nobody_arranges_the_view_of_another(visit, browser, item):
    view = SavedView.objects.create(owner=item.people["coordinator"], name="在办", query="")

    assert arrange(visit(UserFactory()), "title", view=view.pk).status_code == 404
    view.refresh_from_db()
    assert view.columns == []


def test_the_rows_are_as_dense_as_the_person_likes_and_the_unnamed_view_is_no_tab(browser):
    browser.post("/ledger/columns/", {"density": "loose"})

    page = browser.get("/ledger/")

    assert "is-loose" in page.content.decode()
    assert list(page.context["saved_views"]) == []


def test_a_group_says_how_many_are_in_it_and_late_of_all_hits(browser, item):
    other = EnterpriseFactory(park=item.park)
    for _number in range(3):
        ItemFactory(enterprise=other, rectifying=True)

    heads = browser.get("/ledger/?group=state&size=30").context["heads"].values()
    by_unit = browser.get("/ledger/?group=lead_organization").context["heads"].values()

    assert [(head.label, head.count, head.late, head.share) for head in heads] == [("整改中", 4, 1, "100%")]
    assert sorted((head.count, head.late, head.share) for head in by_unit) == [(1, 1, "25.0%"), (3, 0, "75.0%")]


@pytest.mark.parametrize("group", ["lead_organization", "category", "source", "park", "level", "state"])
def test_the_rows_of_a_group_stand_together_and_no_row_is_lost(browser, item, group):
    for number in range(4):
        ItemFactory(enterprise=EnterpriseFactory(), major=number % 2 == 1)

    for more in ("", "&as_of=2020-01-01"):
        page = browser.get(f"/ledger/?group={group}{more}")
        keys = [row.group_key for row in page.context["page"].object_list]
        assert keys == [key for key in dict.fromkeys(keys) for _each in range(keys.count(key))]
        assert len(keys) == sum(head.count for head in page.context["heads"].values())


def test_what_is_in_no_group_comes_last_and_is_called_so(browser, item):
    Item.objects.filter(pk=ItemFactory(enterprise=item.enterprise).pk).update(category=None)

    heads = list(browser.get("/ledger/?group=category").context["heads"].values())

    assert heads[-1].label == "无"


def test_a_grouped_page_asks_no_more_for_more_rows_and_groups(browser, item):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get("/ledger/?group=lead_organization&size=1000")
        return len(queries)

    few = asked()
    for _number in range(5):
        ItemFactory(enterprise=EnterpriseFactory(park=item.park))

    assert asked() == few


def test_a_head_offers_the_values_that_there_are_with_their_numbers(browser, item):
    ItemFactory(enterprise=item.enterprise)

    panel = browser.get("/ledger/columns/state/?state=RECTIFYING", headers={"HX-Request": "true"}).context

    name, offers = panel["values"][0]
    assert name == "state"
    assert [(each.key, each.count, each.is_on) for each in offers] == [("PENDING", 1, False), ("RECTIFYING", 1, True)]


@pytest.mark.req("S15")
def test_a_head_tells_a_stranger_of_nothing(visit, item):
    stranger = visit(UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization))

    panel = stranger.get("/ledger/columns/lead/", headers={"HX-Request": "true"})

    assert panel.context["values"] == [("lead_organization", [])]
    assert stranger.get("/ledger/columns/measures/").status_code == 404

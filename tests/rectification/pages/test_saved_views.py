"""A saved view is a name for a link, and one's own."""

import pytest

from rectification.models import SavedView
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def save(browser, name, query="state=RECTIFYING"):
    return browser.post("/ledger/views/", {"name": name, "query": query})


def test_a_view_keeps_the_link_without_its_page(visit):
    person = UserFactory()

    save(visit(person), "在办", "state=RECTIFYING&page=4")

    assert SavedView.objects.get(owner=person).query == "state=RECTIFYING"


def test_the_same_name_is_given_anew(visit):
    browser = visit(UserFactory())

    save(browser, "在办")
    save(browser, "在办", "level=MAJOR")

    assert [view.query for view in SavedView.objects.all()] == ["level=MAJOR"]


@pytest.mark.parametrize("name", ["", "  ", "长" * 41])
def test_a_view_needs_a_name_of_a_sensible_length(visit, name):
    answer = save(visit(UserFactory()), name)

    assert answer.status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.req("S15")
def test_nobody_sees_or_deletes_the_view_of_another(visit):
    save(visit(UserFactory()), "我的秘密视图")
    view, stranger = SavedView.objects.get(), visit(UserFactory())

    assert "我的秘密视图" not in stranger.get("/ledger/").content.decode()
    assert stranger.post(f"/ledger/views/{view.pk}/delete/").status_code == 404
    assert SavedView.objects.count() == 1


def test_what_was_done_to_a_view_can_be_taken_back(visit):
    person = UserFactory()
    browser = visit(person)

    def taken_back():
        ticket = browser.get("/ledger/").context["undoable"].ticket
        browser.post("/undo/", {"ticket": ticket, "back": "/ledger/"})
        return {view.name: (view.query, view.columns) for view in SavedView.objects.filter(owner=person)}

    save(browser, "在办")
    assert taken_back() == {}
    save(browser, "在办")
    browser.get("/ledger/")
    save(browser, "在办", "level=MAJOR")
    assert taken_back() == {"在办": ("state=RECTIFYING", [])}
    browser.post(f"/ledger/views/{SavedView.objects.get().pk}/delete/")
    assert taken_back() == {"在办": ("state=RECTIFYING", [])}
    view = SavedView.objects.get()
    browser.post("/ledger/columns/", {"view": view.pk, "column": ["title", "number"], "query": ""})
    assert [name for name, _width in SavedView.objects.get().columns] == ["title", "number"]
    assert taken_back() == {"在办": ("state=RECTIFYING", [])}


def test_a_ticket_of_somebody_else_brings_no_view_back(visit):
    browser = visit(UserFactory())
    save(browser, "在办")
    ticket = browser.get("/ledger/").context["undoable"].ticket

    visit(UserFactory()).post("/undo/", {"ticket": ticket, "back": "/ledger/"})

    assert SavedView.objects.count() == 1

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

"""Nothing stays behind in the browser of who has logged out (security S37)."""

import pytest
from django.urls import reverse

from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    made = Scene()
    made.item = ItemFactory(enterprise=made.plant, rectifying=True, overdue=True)
    return made


# Where htmx notes the address of the very page that is shown is no place for anything else.
STORED = """async () => [
  Object.keys(sessionStorage).filter((key) => key !== "htmx-current-path-for-history").length,
  localStorage.length, document.cookie.includes('session'),
  (await indexedDB.databases()).length, (await caches.keys()).length,
]"""


@pytest.fixture
def writing(visit, scene):
    """A coordinator in front of a form, with something typed that is not sent."""
    visitor = visit("coordinator").log_in(f"/ledger/{scene.item.pk}/supervise/")
    visitor.fill("reason", "还没有写完")
    assert visitor.page.evaluate(STORED)[0] == 1
    return visitor


def log_out(visitor, *, agreeing):
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        dialog.accept() if agreeing else dialog.dismiss()

    visitor.page.on("dialog", answer)
    visitor.click(".user-menu summary").click("form[data-farewell] button")
    if agreeing:
        visitor.page.wait_for_url(f"**{reverse('accounts:login')}")
    return asked


@pytest.mark.req("S37")
def test_who_logs_out_is_asked_about_what_is_not_sent_and_leaves_nothing(writing):
    asked = log_out(writing, agreeing=True)

    assert asked == ["尚未提交的内容将从本浏览器删除，确定退出吗？"]
    assert writing.page.url.endswith(reverse("accounts:login"))
    assert writing.page.evaluate(STORED) == [0, 0, False, 0, 0]


@pytest.mark.req("S37")
def test_who_stays_keeps_what_is_typed(writing):
    log_out(writing, agreeing=False)

    assert writing.page.url.endswith("/supervise/")
    assert writing.page.evaluate(STORED)[0] == 1
    writing.page.reload()
    assert writing.page.input_value("[name=reason]") == "还没有写完"


@pytest.mark.req("S37")
def test_without_anything_typed_nobody_is_asked(visit, scene):
    visitor = visit("coordinator").log_in()

    assert log_out(visitor, agreeing=True) == []
    assert visitor.page.evaluate(STORED) == [0, 0, False, 0, 0]


@pytest.mark.req("S37")
def test_the_back_key_shows_no_data_of_persons_after_the_way_out(visit, scene):
    visitor = visit("coordinator").log_in(f"/enterprises/{scene.plant.pk}/")
    assert visitor.page.eval_on_selector(".watermark", "(picture) => picture.naturalWidth") == 2000
    log_out(visitor, agreeing=True)

    visitor.page.go_back()
    visitor.page.wait_for_load_state("networkidle")

    assert not visitor.sees(scene.plant.name)

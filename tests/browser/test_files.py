"""The files and the capture page in a browser: nothing typed is lost, nothing is sent twice."""

import pytest

from core.services import editing
from rectification.models import Item
from tests.browser.scene import photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.req("V22")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_who_was_quicker_is_told_and_what_was_typed_stays(visit, scene, script):
    park = scene.plant.park
    visitor = visit("coordinator", script=script).log_in(f"/parks/{park.pk}/edit/")
    editing.change(park, actor=scene.users["emergency"], version=1, values={"industries": "医药"})

    visitor.fill("industries", "染料").press("保存")
    assert visitor.sees(scene.users["emergency"].name)
    assert visitor.page.input_value("[name=industries]") == "染料"
    visitor.press("保存")

    park.refresh_from_db()
    assert (park.industries, park.version) == ("染料", 3)


def test_shots_add_up_and_survive_a_refused_form(visit, scene, tmp_path):
    visitor = visit("inspector", phone=True).log_in("/ledger/register/")
    for colour in ("red", "green"):
        visitor.page.set_input_files("[name=camera]", photo(tmp_path, f"{colour}.jpg", colour))
    visitor.page.set_input_files("[name=photos]", photo(tmp_path, "blue.jpg", "blue"))

    visitor.send()
    assert not visitor.serious_violations()
    visitor.page.select_option("[name=enterprise]", str(scene.plant.pk))
    visitor.fill("description", "围堰破损").send()

    visitor.page.wait_for_url("**done=*")
    assert Item.objects.get().finding.photos.count() == 3


@pytest.mark.req("V22")
def test_after_the_receipt_the_form_is_empty_but_for_the_place(visit, scene):
    visitor = visit("inspector", phone=True).log_in("/ledger/register/")
    visitor.page.select_option("[name=enterprise]", str(scene.plant.pk))

    visitor.fill("description", "围堰破损").press("提交")

    visitor.page.wait_for_url("**done=*")
    assert visitor.page.input_value("[name=description]") == ""
    assert visitor.page.input_value("[name=enterprise]") == str(scene.plant.pk)


def test_the_search_box_is_walked_with_the_arrows(visit, scene):
    visitor = visit("coordinator").log_in("/ledger/")

    visitor.page.keyboard.press("Control+k")
    visitor.page.keyboard.type("启岚")
    visitor.page.wait_for_selector("#search-hits a")
    assert not visitor.serious_violations()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")

    visitor.page.wait_for_url(f"**/enterprises/{scene.plant.pk}/")
    assert not visitor.faults

"""What the page of field capture does besides: marks, claims of the camera, place, updates, both languages, axe."""

import hashlib

import pytest
from PIL import Image
from playwright.sync_api import expect

from core.models import Attachment
from field.models import FieldReceipt
from field.views import shell
from maps.models import Place
from rectification.models import Item
from tests.browser.field import SHELL, all_are_sent, logged
from tests.browser.people import box_of, until
from tests.browser.test_evidence import large
from tests.factories import FieldReceiptFactory, ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
HERE = {"latitude": 30.25, "longitude": 120.1, "accuracy": 8}


@pytest.mark.req("S40")
def test_a_marked_photo_keeps_what_its_camera_says_and_is_made_smaller(phone, scene, tmp_path):
    original = large(tmp_path, "大.jpg", (4000, 3000))

    phone.ready().log("围堰破损 0", [original], plant=scene.plant.pk, mark=True)
    all_are_sent(phone, 1)

    stored = Attachment.objects.get()
    assert max(stored.width, stored.height) == 2560
    assert (str(stored.claimed_latitude), stored.claimed_taken_at is not None) == ("30.250000", True)
    assert stored.device_sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
    colours = Image.open(stored.file.path).convert("RGB").resize((256, 256)).getcolors(256 * 256)
    assert any(red > 180 and max(green, blue) < 70 for _times, (red, green, blue) in colours), "the mark is drawn in"


def test_marks_are_drawn_by_drag_tap_and_keys_and_undone(phone, shots):
    page = phone.ready().page
    page.set_input_files("[data-album]", shots(1))
    page.locator("[data-shots] [data-mark]").click()
    box = box_of(page.locator("[data-marking] canvas"))
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 70)
    page.mouse.up()
    page.mouse.click(box["x"] + 120, box["y"] + 60)
    page.locator("[data-marking] canvas").press("Enter")
    expect(page.locator("[data-marks-told]")).to_have_text("3 处标记")

    page.click("[data-undo]")
    page.click("[data-marks-done]")

    expect(page.locator("[data-shot-marks]")).to_have_text("2 处标记")
    assert phone.kept()["photos"] == 2, "the photo as it was taken, and as it is sent"


def test_the_place_is_noted_when_asked_and_its_distance_is_told(phone, scene, shots):
    FieldReceiptFactory(item=ItemFactory(enterprise=scene.plant), latitude="30.251000", longitude="120.100000")
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation(HERE)
    page = phone.ready().page
    page.select_option("[name=enterprise]", str(scene.plant.pk))

    page.click("[data-where]")
    expect(page.locator("[data-position]")).to_have_text("已记下位置，误差约 8 米。 距该企业上次登记处约 111 米。")
    phone.log("围堰破损 0", shots(1), plant=scene.plant.pk)

    all_are_sent(phone, 1)
    receipt = FieldReceipt.objects.latest("pk")
    assert (str(receipt.latitude), str(receipt.longitude), receipt.accuracy) == ("30.250000", "120.100000", 8)


def test_without_the_place_a_finding_is_logged_all_the_same(phone, scene, shots):
    page = phone.ready().page
    page.click("[data-where]")
    expect(page.locator("[data-position]")).to_have_text("此处无法定位，不影响登记。")

    phone.log("围堰破损 0", shots(1), plant=scene.plant.pk)

    all_are_sent(phone, 1)
    assert FieldReceipt.objects.get().latitude is None


def test_last_words_places_and_what_is_open_are_offered(phone, scene, shots):
    Place.objects.create(park=scene.plant.park, name="北门")
    phone.ready().log("围堰破损 0", shots(1), plant=scene.plant.pk)
    all_are_sent(phone, 1)
    phone.page.evaluate("indexedDB.deleteDatabase('field')")
    page = phone.open().page
    page.wait_for_selector("[data-capture]:not([hidden])")

    page.select_option("[name=enterprise]", str(scene.plant.pk))
    page.click("[data-places] button")
    page.click("[data-texts] button")

    assert page.input_value("[name=place]") == "北门"
    assert page.input_value("[name=description]") == "围堰破损 0"
    assert "尚未销号的问题 1 条" in page.inner_text("form [data-open]")
    assert "资料更新于" in page.inner_text("[data-age]")


def test_a_new_version_takes_over_when_asked_and_loses_nothing(phone, scene, shots, monkeypatch):
    logged(phone, scene, shots, 1)
    phone.context.set_offline(False)
    phone.page.route("**/field/findings/", lambda route: route.abort())
    phone.page.fill("[name=description]", "还没写完")
    monkeypatch.setattr(shell, "THEME", "#0b57a5")

    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((known) => known.update())")
    with phone.page.expect_navigation():
        phone.page.click("[data-answer=update]")
    phone.page.wait_for_selector("[data-field]:not([aria-busy])")

    assert phone.page.get_attribute("meta[name=theme-color]", "content") == "#0b57a5"
    assert phone.page.input_value("[name=description]") == "还没写完"
    assert phone.page.evaluate("caches.keys().then((names) => names.length)") == 1


def test_what_waits_is_sent_though_no_page_is_open(phone, scene, shots):
    logged(phone, scene, shots, 1)
    devtools = phone.context.new_cdp_session(phone.page)
    known = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    phone.page.goto("about:blank")
    phone.context.set_offline(False)

    woken = {"origin": phone.home, "registrationId": known[0]["registrationId"], "tag": "field", "lastChance": True}
    devtools.send("ServiceWorker.dispatchSyncEvent", woken)

    for _time in range(50):
        if Item.objects.exists():
            break
        phone.page.wait_for_timeout(100)
    assert Item.objects.get().finding.photos.count() == 2


@pytest.mark.parametrize(("width", "language"), [(360, "zh-hans"), (390, "en"), (320, "zh-hans"), (1440, "en")])
def test_axe_finds_nothing_and_nothing_sticks_out(visit, scene, shots, width, language):
    visitor = visit("inspector", phone=width < 800, language=language).log_in(SHELL)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_selector("[data-capture]:not([hidden])")
    page.set_input_files("[data-album]", shots(2))
    page.click(".field-submit")
    found = [*visitor.violations(), visitor.overflow()]
    page.locator("[data-shots] [data-mark]").first.click()
    page.wait_for_selector("[data-marking][open]")
    found += visitor.violations()
    page.click("[data-marks-leave]")
    page.fill("[name=description]", "围堰破损")
    page.select_option("[name=enterprise]", str(scene.plant.pk))
    page.click(".field-submit")
    until(page, "() => document.querySelector('[data-lines] li[data-sort=sent]')")
    found += [*visitor.violations(), visitor.overflow()]

    assert found == [0, 0]
    assert visitor.faults == []
    assert page.get_attribute("html", "lang") == ("en" if language == "en" else "zh-CN")

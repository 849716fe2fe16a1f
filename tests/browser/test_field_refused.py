"""What the house or the device itself does not take: said by name, mended and sent; nothing is stuck."""

import pytest
from playwright.sync_api import expect

from core import clock
from core.errors import WorkflowError
from core.models import Attachment
from field.services import receiving
from inspections.models import Finding
from rectification.models import Item
from tests.browser.field import all_are_sent, has_arrived_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("V23")]


@pytest.fixture
def refusing(monkeypatch):
    """The house takes no photo of these names; `taken` are all that it was asked for."""
    taken, unfit = [], set()
    take = receiving.take_photo

    def asked(person, finding, chosen):
        taken.append(chosen.file.name)
        if chosen.file.name in unfit:
            raise WorkflowError("不是照片")
        return take(person, finding, chosen)

    monkeypatch.setattr(receiving, "take_photo", asked)
    return taken, unfit


def test_a_refused_photo_is_named_and_its_finding_is_opened_mended_and_sent(phone, scene, shots, refusing):
    photos = shots(3)
    taken, unfit = refusing
    unfit.update((photos[0].name, photos[1].name))
    phone.ready().log("围堰破损 0", photos, plant=scene.plant.pk)
    line = phone.page.locator("[data-lines] li[data-sort=refused]")
    expect(line.locator("[data-why]")).to_contain_text(photos[0].name)
    expect(line.locator("[data-why]")).to_contain_text(photos[1].name)
    assert (len(taken), Item.objects.exists()) == (3, False), "the finding does not go before its photos"

    phone.page.locator("[data-more]").click()
    line.locator("[data-act=open]").click()
    expect(phone.page.locator("[data-shots] [data-shot-refused]:visible")).to_have_count(2)
    phone.page.click(".field-submit")
    expect(phone.page.locator("[data-fault='']")).to_contain_text(photos[0].name)
    for _photo in range(2):
        phone.page.locator("[data-shots] li", has=phone.page.locator("[data-shot-refused]:visible")).first.locator(
            "[data-remove]"
        ).click()
    phone.page.click(".field-submit")

    all_are_sent(phone, 1)
    has_arrived_once(phone, 1, photos=1)


def test_what_is_no_photo_is_said_at_once_by_its_name(phone, shots, tmp_path):
    named = [tmp_path / "说明.jpg", tmp_path / "空.jpg"]
    named[0].write_text("不是照片")
    named[1].write_bytes(b"")
    page = phone.ready().page

    for file in named:
        page.set_input_files("[data-album]", [file])
        expect(page.locator("[data-fault='']")).to_contain_text(file.name)
    page.set_input_files("[data-album]", shots(1))

    expect(page.locator("[data-shots] li")).to_have_count(1)


def test_a_photo_called_by_another_kind_is_sent_as_what_it_is(phone, scene, shots, tmp_path):
    misnamed = tmp_path / "IMG_1.HEIC"
    misnamed.write_bytes(shots(1)[0].read_bytes())

    phone.ready().log("围堰破损 0", [misnamed], plant=scene.plant.pk)

    all_are_sent(phone, 1)
    assert Attachment.objects.get().name == "IMG_1.jpg"


def test_a_phone_whose_clock_is_ahead_logs_all_the_same(phone, scene, shots):
    phone.page.clock.install(time="2031-05-06T08:00:00Z")

    phone.ready().log("围堰破损 0", shots(1), plant=scene.plant.pk)

    all_are_sent(phone, 1)
    assert Finding.objects.get().found_on == clock.today()


def test_escape_keeps_the_marks(phone, shots):
    page = phone.ready().page
    page.set_input_files("[data-album]", shots(1))
    page.locator("[data-shots] [data-mark]").click()
    page.click("[data-centre]")

    page.keyboard.press("Escape")

    expect(page.locator("[data-shot-marks]")).to_have_text("1 处标记")

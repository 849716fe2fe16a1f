"""Files chosen on a page are lost by nothing: the whole kind, on the pages that take files (V36, V22; ux.md)."""

import hashlib
import io
import time
from uuid import UUID

import pytest
from django.core.files.base import File
from PIL import Image
from playwright.sync_api import expect

from accounts.models import LoginSession, User
from core.models import Attachment, HeldUpload
from core.services import uploads
from core.services.uploads import Chosen, FormPlace
from core.states import AttachmentKind
from rectification.forms.steps import FORMS
from rectification.models import Item
from rectification.services import advance
from tests.browser.scene import photo
from tests.core.hostile_photos import HERE
from tests.factories import PASSWORD, ItemFactory, ready_for
from tests.rectification.pages.test_forms_with_files import STEPS, taker_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("V36", "V22")]
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 400_000, "uploadThroughput": 400_000}
"""Slow enough for a photo to be seen on its way."""
MOST_BYTES = 1.5 * 1024 * 1024
MEASURE = """
window.sentBytes = [];
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  window.sentBytes.push(body.get("file").size);
  return send.call(this, body);
};
"""


class Form:
    """A page with files in front of a person."""

    def __init__(self, visitor, address, field, folder):
        self.visitor, self.page, self.address, self.folder = visitor, visitor.page, address, folder
        self.field, self.names = f"#id_{field}", []
        visitor.go(address)

    def choose(self, *names):
        self.names += names
        files = [photo(self.folder, name, f"#{len(self.names):02x}{number:02x}88") for number, name in enumerate(names)]
        self.page.set_input_files(self.field, files)

    def is_whole(self):
        """Whether each file that was ever chosen has come to be shown as held."""
        expect(self.page.locator("[data-held]")).to_have_count(len(self.names), timeout=30_000)
        shown = self.page.locator("[data-held] .evidence-name").all_inner_texts()
        return sorted(shown) == sorted(self.names)

    def send(self):
        self.visitor.send()


def missing_words(form):
    form.send()


def one_bad_file(form):
    bad = form.folder / "坏.jpg"
    bad.write_bytes(b"<html>")
    form.page.set_input_files(form.field, bad)
    form.page.wait_for_selector(".evidence-file.is-refused")
    assert "坏.jpg" in form.page.inner_text(".is-refused .evidence-state")
    form.page.click(".is-refused [data-remove]")


def reload(form):
    form.page.reload()


def back(form):
    form.page.goto("/ledger/")
    form.page.go_back()


def language(form):
    with form.page.expect_navigation():
        form.page.evaluate("document.querySelector('form[action*=\"/language/\"]').requestSubmit()")


def cut_line(form):
    form.page.context.set_offline(True)
    form.choose("断网.jpg")
    form.page.wait_for_selector("[data-again]:not([hidden])")
    form.page.context.set_offline(False)


def cut_line_and_reload(form):
    form.page.route("**/uploads/", lambda route: route.abort())
    form.choose("断线.jpg")
    form.page.wait_for_selector("[data-again]:not([hidden])")
    form.page.unroute("**/uploads/")
    form.page.reload()


def expired_session(form):
    LoginSession.objects.all().delete()
    form.choose("过期.jpg")
    form.page.click(".evidence-state a")
    form.page.fill("#id_username", form.visitor.username)
    form.page.fill("#id_password", PASSWORD)
    form.page.click("main form[novalidate] button")
    form.page.wait_for_url(f"**{form.address}")


DISTURBANCES = (
    missing_words,
    one_bad_file,
    reload,
    back,
    cut_line,
    cut_line_and_reload,
    language,
    expired_session,
)


def lost_by(form, disturbances):
    """The disturbances after which not every file was there."""
    lost = []
    for disturb in disturbances:
        disturb(form)
        if not form.is_whole():
            lost.append(disturb.__name__)
    return lost


def test_nothing_takes_a_photo_from_who_registers_a_problem(visit, scene, tmp_path):
    form = Form(visit("inspector", phone=True).log_in(), "/ledger/register/", "photos", tmp_path)
    form.choose("一.jpg", "二.jpg", "三.jpg")

    assert form.is_whole()
    assert lost_by(form, DISTURBANCES) == []
    form.page.select_option("[name=enterprise]", str(scene.plant.pk))
    form.visitor.fill("description", "围堰破损")
    form.send()

    form.page.wait_for_url("**done=*")
    assert sorted(Item.objects.get().finding.photos.values_list("name", flat=True)) == sorted(form.names)
    assert not HeldUpload.objects.exists()
    form.page.go_back()
    expect(form.page.locator("[data-held]")).to_have_count(0)


def test_nothing_takes_a_photo_from_who_asks_for_the_re_inspection(visit, scene, tmp_path):
    item = ItemFactory(rectifying=True, enterprise=scene.plant)
    form = Form(visit("enterprise", phone=True).log_in(), f"/ledger/{item.pk}/submit/", "after", tmp_path)
    form.choose("一.jpg", "二.jpg", "三.jpg")

    assert form.is_whole()
    assert lost_by(form, (*DISTURBANCES, lambda form: changed_meanwhile(form, item))) == []
    form.visitor.fill("work_done", "已更换")
    form.page.set_input_files("#id_before", photo(tmp_path, "前.jpg", "navy"))
    form.send()

    form.page.wait_for_url(f"**/ledger/{item.pk}/")
    assert item.evidence.count() == len(form.names) + 1


def changed_meanwhile(form, item):
    """409: somebody else was quicker."""
    given = {"level": "CHASED", "reason": "请抓紧"}
    advance(item.pk, "supervise", actor=item.people["coordinator"], version=item.version, **given)
    form.visitor.fill("work_done", "已更换")
    form.send()


@pytest.mark.parametrize("step", STEPS)
def test_missing_words_and_a_reload_lose_nothing_on_any_step(visit, scene, tmp_path, step):
    assert all(step in FORMS for step in STEPS)
    item = ready_for(step, enterprise=scene.plant)
    person = taker_of(step, item)
    person.set_password(PASSWORD)
    person.save()
    field = "after" if step == "submit" else "files"
    form = Form(visit(person.username).log_in(), f"/ledger/{item.pk}/{step}/", field, tmp_path)
    form.choose("一.jpg", "二.jpg", "三.jpg")

    assert form.is_whole()
    assert lost_by(form, (missing_words, reload)) == []


def large(folder, name, size):
    """A photo as a camera takes it: detailed, turned, with time and place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:30:00"
    exif.get_ifd(0x8825).update(HERE)
    out = io.BytesIO()
    grain = Image.effect_noise((size[0] // 2, size[1] // 2), 90).resize(size).convert("RGB")
    grain.save(out, "JPEG", quality=92, exif=exif)
    (folder / name).write_bytes(out.getvalue())
    return folder / name


def progress_until_held(page):
    """How far the bar of the first file was, looked at ten times a second."""
    seen, deadline = [], time.monotonic() + 90
    while not page.locator("[data-held]").count() and time.monotonic() < deadline:
        seen += page.eval_on_selector_all(".is-new progress", "bars => bars.map(bar => bar.value)")
        page.wait_for_timeout(100)
    return seen


@pytest.mark.parametrize("size", [(4000, 3000), (8160, 6120)], ids=["12 megapixels", "50 megapixels"])
def test_large_photos_are_made_smaller_and_show_how_far_they_are(visit, scene, tmp_path, size):
    visitor = visit("inspector", phone=True).log_in()
    page, original = visitor.page, large(tmp_path, "大.jpg", size)
    page.add_init_script(MEASURE)
    visitor.go("/ledger/register/")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
    page.set_input_files("#id_photos", original)

    seen = progress_until_held(page)
    assert any(5 < share < 95 for share in seen)

    assert original.stat().st_size > 2 * MOST_BYTES
    [sent] = page.evaluate("window.sentBytes")
    assert 100_000 < sent < MOST_BYTES
    stored = Attachment.objects.get()
    assert (stored.width, stored.height) == (1920, 2560)
    assert (str(stored.claimed_latitude), stored.claimed_taken_at is not None) == ("30.250000", True)
    assert stored.device_sha256 == hashlib.sha256(original.read_bytes()).hexdigest()


def test_a_form_that_is_sent_early_waits_for_its_files(visit, scene, tmp_path):
    page = visit("inspector", phone=True).log_in("/ledger/register/").page
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
    page.select_option("[name=enterprise]", str(scene.plant.pk))
    page.fill("[name=description]", "围堰破损")
    page.set_input_files("#id_photos", [large(tmp_path, f"{number}.jpg", (1200, 900)) for number in range(2)])

    page.click("form[data-draft] button[type=submit]")

    page.wait_for_url("**done=*", timeout=60_000)
    assert Item.objects.get().finding.photos.count() == 2


def test_a_page_that_was_written_before_the_files_arrived_shows_them(visit, scene, tmp_path):
    form = Form(visit("inspector", phone=True).log_in(), "/ledger/register/", "photos", tmp_path)
    underway = []

    def wait(route):
        underway.append(route)

    def files_go_first(route):
        written = route.fetch()
        form.page.unroute("**/uploads/", wait)
        underway[0].continue_()
        while HeldUpload.objects.count() < len(form.names):
            form.page.wait_for_timeout(50)
        form.page.wait_for_timeout(500)
        route.fulfill(response=written)

    form.page.route("**/uploads/", wait)
    form.page.route("**/ledger/register/", files_go_first)
    with form.page.expect_request("**/uploads/"):
        form.choose("一.jpg", "二.jpg")
    form.page.reload()

    assert form.is_whole()


def cut(route):
    route.abort()


def test_a_file_whose_receipt_was_cut_off_is_shown_once(visit, scene, tmp_path):
    form = Form(visit("inspector", phone=True).log_in(), "/ledger/register/", "photos", tmp_path)

    form.page.route("**/uploads/", cut)
    form.choose("一.jpg")
    expect(form.page.locator("[data-again]:visible")).to_have_count(1)
    token = form.page.locator(".is-new").get_attribute("data-token")
    place = FormPlace(User.objects.get(username="inspector"), "register", "register")
    with (tmp_path / "一.jpg").open("rb") as content:
        uploads.hold(place, Chosen(File(content, "一.jpg"), AttachmentKind.BEFORE, "photos", UUID(token)))
    form.page.unroute("**/uploads/", cut)
    with form.page.expect_response("**/uploads/"):
        form.page.reload()

    expect(form.page.locator(".is-new")).to_have_count(0)
    assert form.is_whole()

"""检查 on a phone without a line: place scanned, checklist answered, findings, signatures; killed; all arrives once."""

import pytest
from playwright.sync_api import expect

from checklists.models import ItemAnswer, Signature
from checklists.services import asking, signing
from core.models import Attachment
from field.models import FieldReceipt
from inspections.models import FindingPhoto
from rectification.models import Item
from tests.browser.field import SHELL, all_are_sent
from tests.browser.people import box_of, until
from tests.checklists.made import answered, edition_in_use, visit_under_way
from tests.factories import HazardSourceFactory, VisitFactory
from visits.models import VisitFinding
from visits.states import VisitState

pytestmark = pytest.mark.django_db(transaction=True)
SENT = "() => document.querySelector('[data-queue]').hidden"


@pytest.fixture
def edition(scene):
    return edition_in_use(scene.users["coordinator"])


@pytest.fixture
def visit_now(scene, edition):
    return visit_under_way(scene.users["inspector"], enterprise=scene.plant)


def scan(page, address):
    page.fill("[data-code]", address)


def say(page, said, note=""):
    page.fill("[data-round-note]", note)
    page.click(f"[data-round] [data-said={said}]")


def open_list(page):
    page.click("[data-visit-acts] button >> nth=0")
    page.wait_for_selector("[data-round]:not([hidden])")


def place(page):
    return page.locator("[data-round-place]")


def photographed(page, photos, *, mark):
    page.wait_for_selector("[data-capture]:not([hidden])")
    page.set_input_files("[data-album]", photos)
    expect(page.locator("[data-shots] li")).to_have_count(len(photos))
    if mark:
        page.locator("[data-mark]").first.click()
        page.wait_for_selector("[data-marking][open]")
        page.click("[data-centre]")
        page.click("[data-marks-done]")
        page.wait_for_selector("[data-marking]:not([open])", state="hidden")
    page.click(".field-submit")
    page.wait_for_selector("[data-done]:not([hidden])")


def sign(page, name=""):
    box = box_of(page.locator("[data-signing] canvas"))
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60)
    page.mouse.up()
    if name:
        page.fill("[data-signer]", name)
    signed = page.locator("[data-signed] li").count()
    page.click("[data-keep]")
    expect(page.locator("[data-signed] li")).to_have_count(signed + 1)


def inspect_all(phone, scene, shots):
    """The day of an inspector: a place is scanned, one finding there, two of the checklist, three who sign."""
    page = phone.page
    source = scene.plant.hazard_sources.get()
    scan(page, f"{phone.home}/visits/places/sources/{source.pk}/")
    assert page.input_value("[name=enterprise]") == str(scene.plant.pk)
    assert page.input_value("[name=place]") == source.name
    page.fill("[name=description]", "围堰破损")
    photographed(page, shots(2), mark=True)
    page.click("[data-more]")
    open_list(page)
    expect(place(page)).to_have_text("SAF01 · 1/3")
    say(page, "MET")
    expect(place(page)).to_have_text("SAF09 · 2/3")
    say(page, "UNMET", "东侧报警器失电")
    photographed(page, shots(2), mark=False)
    page.click("[data-done] [data-back]")
    expect(place(page)).to_have_text("SAF15 · 3/3")
    say(page, "UNMET")
    photographed(page, shots(2), mark=False)
    page.click("[data-more]")
    page.click("[data-visit-acts] button:last-child")
    for name in ("", "", "郑国强"):
        sign(page, name)


@pytest.mark.req("V23", "V33")
def test_a_visit_without_a_line_survives_a_kill_and_arrives_once(phone, scene, shots, visit_now):
    HazardSourceFactory(enterprise=scene.plant)
    phone.ready()
    phone.context.set_offline(True)
    inspect_all(phone, scene, shots)
    assert [each.objects.count() for each in (Item, ItemAnswer, Signature)] == [0, 0, 0]

    phone.kill()
    phone.start(offline=True).log_in("inspector").open()
    assert "企业安全 3/3" in phone.page.inner_text("[data-visits]")
    phone.context.set_offline(False)
    all_are_sent(phone, 6)

    assert Item.objects.count() == FieldReceipt.objects.count() == VisitFinding.objects.count() == 3
    assert FindingPhoto.objects.count() == 6
    said = dict(ItemAnswer.objects.values_list("question__code", "said"))
    assert said == {"SAF01": "MET", "SAF09": "UNMET", "SAF15": "UNMET"}
    assert ItemAnswer.objects.exclude(finding=None).count() == 2
    assert Attachment.objects.count() == 9, "six photos and three signatures"
    signers = signing.signers_of(visit_now)
    assert [bool(each.signature) for each in signers] == [True, True, True, False], "nobody of park or township"
    assert all(each.is_present for each in signers[:3]), "the device signs by the same hash"
    assert phone.faults == []


def test_what_is_sent_once_more_is_there_once(phone, scene, shots, visit_now):
    phone.ready()
    phone.context.set_offline(True)
    open_list(phone.page)
    say(phone.page, "MET")
    lost = []

    def lose(route):
        """The server takes it, the answer is lost."""
        lost.append(route.fetch())
        route.abort()

    phone.page.route("**/field/answers/", lose, times=1)
    phone.context.set_offline(False)
    for _time in range(5):
        phone.page.evaluate("window.dispatchEvent(new Event('online'))")
        phone.page.wait_for_timeout(400)
    until(phone.page, SENT)

    assert len(lost) == 1
    assert ItemAnswer.objects.get().version == 1


def test_last_answers_conditions_notes_and_where_it_stopped_work_without_a_line(phone, scene, visit_now, edition):
    edition.questions.filter(code="SAF15").update(after_code="SAF09", after_said="MET")
    former = VisitFactory(left=True, enterprise=scene.plant, planned_on=visit_now.planned_on.replace(year=2025))
    answered(former, edition, "SAF01", "UNMET", note="去年未换证")
    page = phone.ready().page
    phone.context.set_offline(True)
    open_list(page)
    expect(place(page)).to_have_text("SAF01 · 1/2")
    assert "去年未换证" in page.inner_text("[data-round-last]")

    page.click("[data-round] [data-said=NONE]")
    expect(page.locator("[data-round-fault]")).to_have_text("请写明不适用的原因。")
    say(page, "NONE", "尚未投产")
    say(page, "MET")

    expect(place(page)).to_have_text("SAF15 · 3/3")
    phone.open()
    open_list(page)
    expect(place(page)).to_have_text("SAF15 · 3/3")


def test_what_belongs_to_a_visit_waits_until_it_has_been_entered(phone, scene, visit_now):
    visit_now.state = VisitState.APPROVED
    visit_now.save()
    page = phone.ready().page
    open_list(page)
    say(page, "MET")
    page.click("[data-round] [data-leave]")
    expect(page.locator("[data-alert=early]")).to_be_visible()
    assert not ItemAnswer.objects.exists()

    visit_now.state = VisitState.UNDER_WAY
    visit_now.save()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(page, SENT)

    assert asking.sheet_of(visit_now, "SAF").answered == 1
    expect(page.locator("[data-alert=early]")).to_be_hidden()


def test_a_plant_that_refuses_to_sign_is_noted_with_the_reason(phone, scene, visit_now):
    page = phone.ready().page
    page.click("[data-visit-acts] button:last-child")
    page.select_option("[data-who]", "")
    page.fill("[data-signer]", "郑国强")
    page.check("[data-refused]")
    page.click("[data-keep]")
    expect(page.locator("[data-sign-fault]")).to_have_text("请写明拒签原因。")

    page.fill("[data-sign-note]", "有异议")
    page.click("[data-keep]")
    all_are_sent(phone, 1)

    kept = Signature.objects.get()
    assert (kept.name, kept.is_refused, kept.note, kept.picture) == ("郑国强", True, "有异议", None)


def test_a_code_of_no_place_is_told(phone, visit_now):
    page = phone.ready().page
    scan(page, f"{phone.home}/visits/places/enterprises/999999/")
    page.press("[data-code]", "Enter")

    expect(page.locator("[data-fault=enterprise]")).to_have_text("这不是您可见场所的场所码。")
    assert page.input_value("[name=enterprise]") == ""


@pytest.mark.parametrize(("width", "language"), [(360, "zh-hans"), (390, "en"), (320, "zh-hans"), (1440, "en")])
def test_axe_finds_nothing_and_nothing_sticks_out(visit, scene, visit_now, width, language):
    visitor = visit("inspector", phone=width < 800, language=language).log_in(SHELL)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_selector("[data-visits]:not([hidden])")
    found = [*visitor.violations(), visitor.overflow()]
    open_list(page)
    page.click("[data-round-basis] summary")
    page.click("[data-round] [data-said=NONE]")
    found += [*visitor.violations(), visitor.overflow()]
    page.click("[data-round] [data-leave]")
    page.click("[data-visit-acts] button:last-child")
    page.click("[data-keep]")
    found += [*visitor.violations(), visitor.overflow()]

    assert found == [0, 0, 0]
    assert visitor.faults == []

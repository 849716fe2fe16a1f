"""督办 in the browser: from the proposal to the letter, its receipt and its answer; at both widths."""

import re
import shutil
import subprocess

import pytest

from core import clock
from rectification.models import ListedSupervision
from rectification.services import advance
from supervision.models import SupervisionLetter
from supervision.services.escalating import escalate_overdue
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def items():
    """Two late items of one enterprise, with what the ladder proposes for them."""
    scene = Scene()
    found = [ItemFactory(enterprise=scene.plant, rectifying=True, due_in=-8) for _number in range(2)]
    escalate_overdue(clock.today())
    return found


def faults_of(visitor, place):
    found = [f"{place}: {problem}" for problem in visitor.serious_violations()]
    return found + ([f"{place}: wider than the window"] if visitor.overflow() > 0 else [])


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_letter_to_a_unit_is_issued_received_and_answered(visit, items, phone):
    coordinator = visit("coordinator", phone=phone).log_in("/supervision/")
    faults = faults_of(coordinator, "proposals")
    coordinator.press("该单位全部").page.wait_for_url("**/supervision/decide/?*")
    faults += faults_of(coordinator, "decide")
    coordinator.press("确认并下达").page.wait_for_url("**/supervision/letters/*/")
    letter = SupervisionLetter.objects.get()

    unit = visit("enterprise", phone=phone).log_in("/supervision/letters/")
    faults += faults_of(unit, "letters")
    unit.press(letter.number).page.wait_for_url("**/supervision/letters/*/")
    faults += faults_of(unit, "letter")
    assert SupervisionLetter.objects.get().received_at is None, "opening it is no receipt"
    unit.press("签收").fill("text", "已更换,即申请复查").press("提交回复")

    letter.refresh_from_db()
    assert (letter.items.count(), letter.answer) == (2, "已更换,即申请复查")
    assert letter.received_by.username == "enterprise"
    assert faults + coordinator.faults + unit.faults == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_clocks_of_a_listing_fit_and_are_accessible(visit, items, phone):
    given = {"level": "LISTED", "reason": "重大隐患"}
    item = items[0]
    item.assisting.add(item.people["head"].organization)
    advance(item.pk, "supervise", actor=item.people["head"], version=item.version, **given)
    visitor = visit("coordinator", phone=phone).log_in()

    visitor.go(f"/supervision/listings/{ListedSupervision.objects.get().pk}/")

    assert faults_of(visitor, "listing") + faults_of(visitor.go(item.get_absolute_url()), "item") == []


def printed(visitor, path):
    """The pages as the browser prints them: width, height and text of each."""
    told = visitor.go(path).page.pdf(prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=told, capture_output=True, check=True).stdout.decode()
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', read, re.DOTALL)
    return [(float(x), float(y), "".join(re.findall(r">([^<]*)</word>", words))) for x, y, words in pages]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_what_is_printed_is_the_paper_alone_and_a_list_stands_across(visit, items):
    coordinator = visit("coordinator").log_in("/supervision/")
    coordinator.press("该单位全部").page.wait_for_url("**/supervision/decide/?*")
    coordinator.press("确认并下达").page.wait_for_url("**/supervision/letters/*/")
    letter = SupervisionLetter.objects.get()

    paper = printed(coordinator, letter.get_absolute_url())
    ledger = printed(coordinator, "/ledger/?overdue=true")

    text = "".join(page for _width, _height, page in paper)
    assert text.startswith(letter.frozen["issuer"])
    assert letter.get_kind_display() + "打印" not in text
    assert "下达时间" not in text
    assert "SHA" not in text
    assert all(width < height for width, height, _text in paper)
    assert all(width > height for width, height, _text in ledger)
    assert items[0].number in ledger[0][2]

"""The whole life of one item through five logins, in a browser."""

import pytest
from playwright.sync_api import expect

from rectification.models import Item
from tests.browser.scene import Scene, photo
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walk(visit, tmp_path):
    return Walk(visit, Scene(), tmp_path)


class Walk:
    """Five people at their devices, and the one item they deal with."""

    def __init__(self, visit, scene, folder):
        self.visit, self.scene, self.folder = visit, scene, folder
        self.people = {}

    def person(self, name):
        if name not in self.people:
            phone = name in ("inspector", "enterprise")
            self.people[name] = self.visit(name, phone=phone).log_in()
        return self.people[name]

    def item(self):
        return Item.objects.order_by("pk").first()

    def take(self, name, step, button, **fields):
        visitor = self.person(name)
        visitor.go(f"/ledger/{self.item().pk}/{step}/")
        for field, value in fields.items():
            visitor.fill(field, value)
        return visitor

    def send(self, visitor):
        visitor.send()

    def step(self, name, step, state, **fields):
        visitor = self.take(name, step, "", **fields)
        self.send(visitor)
        assert self.item().state == state, visitor.page.inner_text("main")
        assert not visitor.faults
        return visitor

    def submit(self):
        visitor = self.take("enterprise", "submit", "", work_done="已更换并校验")
        visitor.page.set_input_files("[name=before]", photo(self.folder, "整改前.jpg", "red"))
        visitor.page.set_input_files("[name=after]", photo(self.folder, "整改后.jpg", "green"))
        self.send(visitor)
        assert self.item().state == "UNDER_REVIEW", visitor.page.inner_text("main")


def register(walk):
    inspector = walk.person("inspector").go("/").press("＋登记问题")
    inspector.page.locator("[data-capture]").wait_for()
    inspector.page.set_input_files("[data-album]", photo(walk.folder, "现场.jpg", "orange"))
    inspector.page.select_option("[name=enterprise]", str(walk.scene.plant.pk))
    inspector.fill("description", "2号罐区可燃气体报警器无显示。现场未放警示牌。").click(".field-submit")
    inspector.page.wait_for_selector("[data-lines] li[data-sort=sent]")
    assert inspector.sees(walk.item().number)
    assert walk.item().finding.finding_photos.count() == 1


def test_five_people_walk_one_item_to_its_rebound(walk):
    register(walk)
    walk.step("coordinator", "assign", "ASSIGNED")
    walk.step(
        "enterprise", "accept", "RECTIFYING", measures="更换报警器", responsible_person="戴亚", mode="ENGINEERING"
    )
    walk.step("enterprise", "extend", "RECTIFYING", reason="备件未到", interim_measures="便携式检测")
    decide = walk.take("coordinator", "decide-extension", "", opinion="同意延期")
    decide.page.check("[name=granted][value=True]")
    walk.send(decide)
    walk.submit()
    walk.step("inspector", "fail", "RECTIFYING", reason="仍有一台无显示")
    walk.submit()
    pass_review(walk)
    walk.step("coordinator", "sign-off", "CLOSED", opinion="同意销号")
    look_back(walk)

    rebound = Item.objects.order_by("pk").last()
    item = walk.item()
    assert (rebound.rebound_of, rebound.state) == (item, "PENDING")
    assert item.original_deadline != item.deadline
    assert [entry.actor.username for entry in item.history.all()].count("enterprise") == 4


def pass_review(walk):
    named = walk.scene.users["ecology"].full_label
    walk.step("inspector", "propose-pass", "UNDER_REVIEW", opinion="现场已整改到位", officer_typed=named)
    walk.step("ecology", "pass", "AWAITING_SIGN_OFF", opinion="同去，属实")


def look_back(walk):
    visitor = walk.take("emergency", "look-back", "", opinion="报警器又失效")
    visitor.page.check("[name=result][value=rebound]")
    walk.send(visitor)
    assert visitor.sees("相关问题")


def test_who_comes_too_late_keeps_the_text_and_hears_who_did_what(walk):
    ItemFactory(enterprise=walk.scene.plant)
    first = walk.take("coordinator", "assign", "", requirement="举一反三全面排查")
    walk.step("emergency", "assign", "ASSIGNED")

    walk.send(first)

    assert first.sees("emergency(县应急管理局) 已于")
    assert first.page.input_value("[name=requirement]") == "举一反三全面排查"
    assert walk.item().assigned_by.username == "emergency"


def test_a_refused_form_keeps_what_was_typed_and_uploaded(walk):
    ItemFactory(enterprise=walk.scene.plant, rectifying=True)
    visitor = walk.take("enterprise", "submit", "", funds_spent="2万元")
    visitor.page.set_input_files("[name=after]", photo(walk.folder, "整改后.jpg", "green"))

    walk.send(visitor)

    at_fault = visitor.page.locator(".has-error > .form-label").all_inner_texts()
    assert at_fault == ["整改前照片或文件", "整改完成情况"]
    expect(visitor.page.locator("[data-held] .evidence-name")).to_have_text(["整改后.jpg"])
    assert visitor.page.input_value("[name=funds_spent]") == "2万元"

"""整改方式 and stages on the pages: asked at acceptance and re-inspection, found again on the ledger."""

import pytest

from rectification.models import Item
from rectification.states import Mode
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
GIVEN = {"measures": "更换", "responsible_person": "李某", "opinion": "合格"}


@pytest.mark.parametrize(
    ("trait", "who", "step"), [("assigned", "enterprise", "accept"), ("under_review", "inspector", "propose-pass")]
)
def test_the_page_asks_how_it_is_rectified(visit, trait, who, step):
    item = ItemFactory(**{trait: True})
    Item.objects.filter(pk=item.pk).update(mode="")
    said = {**GIVEN, "version": item.version, "officer": item.people["second_inspector"].pk}

    answer = visit(item.people[who]).post(f"{item.get_absolute_url()}{step}/", said)

    assert list(answer.context["form"].errors) == ["mode"]
    assert Item.objects.get(pk=item.pk).version == item.version


def test_the_page_of_the_reinspection_refuses_a_stop_and_keeps_what_was_typed(visit):
    item = ItemFactory(under_review=True)
    said = {**GIVEN, "version": item.version, "officer": item.people["second_inspector"].pk, "mode": Mode.SUSPEND}

    answer = visit(item.people["inspector"]).post(f"{item.get_absolute_url()}propose-pass/", said)

    form = answer.context["form"]
    assert "暂停（停用）不作为整改完成" in str(form.errors["mode"])
    assert form["opinion"].value() == "合格"


@pytest.mark.parametrize(
    ("link", "found"),
    [("mode=SUSPEND", 1), ("mode=none", 1), ("mode=SUSPEND,none", 2), ("staged=true", 1), ("staged=false", 2)],
)
def test_the_ledger_finds_modes_and_stages_and_exports_as_many(visit, link, found):
    stopped, unknown, staged = ItemFactory(rectifying=True), ItemFactory(rectifying=True), ItemFactory(rectifying=True)
    Item.objects.filter(pk=stopped.pk).update(mode=Mode.SUSPEND)
    Item.objects.filter(pk=unknown.pk).update(mode="")
    Item.objects.filter(pk=staged.pk).update(stage_share=40)

    client = visit(staged.people["coordinator"])

    assert client.get(f"/ledger/?{link}").context["page"].paginator.count == found
    assert client.get(f"/api/v1/rectifications/?{link}").json()["count"] == found


def test_the_item_tells_its_stop_and_its_stage(visit):
    item = ItemFactory(rectifying=True)
    Item.objects.filter(pk=item.pk).update(mode=Mode.SUSPEND, stage_share=40)

    page = visit(item.people["coordinator"]).get(item.get_absolute_url()).content.decode()

    assert "阶段性办结 40%" in page
    assert ">暂停</span>" in page

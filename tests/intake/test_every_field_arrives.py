"""What a list says under any heading that is known stands on the ledger in the end; a field that is added later too."""

import pytest
from django.forms import model_to_dict

from inspections.models import Finding
from intake.forms import FIELD_LABELS
from intake.reading import field_words
from rectification.models import Item
from tests.contracts.test_c3_import import run
from tests.factories import EnterpriseFactory, OrganizationFactory, ParkFactory, UserFactory
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
CELLS = {
    field_words.NUMBER: ("序号", "甲-17"),
    field_words.DESCRIPTION: ("问题描述", "液氯罐区东侧围堰开裂未修复"),
    field_words.LEAD: ("责任单位", "县应急局"),
    field_words.ASSISTING: ("配合单位", "县公安局"),
    field_words.PERSON: ("责任人", "季怀远"),
    field_words.DEADLINE: ("整改时限", "2027年3月17日"),
    field_words.FOUND_ON: ("排查日期", "2026-10-05"),
    field_words.CATEGORY: ("问题类别", "某某专属类别"),
    field_words.LEVEL: ("隐患等级", "重大隐患"),
    field_words.SOURCE: ("问题来源", "某某夏季专项检查"),
    field_words.PLACE: ("部位", "三号泵房"),
    field_words.ENTERPRISE: ("企业名称", "恒泽化工有限公司"),
    field_words.PARK: ("所属园区", "清河化工园区"),
    field_words.PROJECT: ("项目名称", "年产九万吨项目"),
    field_words.MEASURES: ("整改措施", "更换止水带并重新浇筑"),
    field_words.REQUIREMENT: ("整改要求", "汛期前完成闭水试验"),
    field_words.PROGRESS: ("整改进展", "已联系施工队"),
    field_words.REVIEW_RESULT: ("复查结果", "尚待第三方确认"),
    field_words.REVIEWED_ON: ("复查日期", "2026年10月20日"),
    field_words.REVIEWER: ("复查人", "宋时雨"),
    field_words.LEGAL_BASIS: ("检查依据", "某某规程第七条"),
    field_words.FUNDS: ("整改资金", "叁万捌仟元"),
    field_words.REMARK: ("备注", "与去年第十二项相近"),
}
"""By field a heading of it, and a cell that nothing else says."""
AS_KEPT = {field_words.LEVEL: "MAJOR", field_words.DEADLINE: "2027-03-17", field_words.REVIEWED_ON: "10月20日"}


def on_the_ledger():
    """All words of the item, its finding and its sources."""
    item, finding = Item.objects.get(), Finding.objects.get()
    named = [item.lead_organization, item.enterprise, item.park, *item.assisting.all(), *finding.sources.all().values()]
    return " ".join(map(str, (model_to_dict(item), model_to_dict(finding), item.found_on, item.deadline, *named)))


@pytest.fixture
def county():
    UserFactory()
    for name in ("县应急局", "县公安局"):
        OrganizationFactory(name=name)
    EnterpriseFactory(name="恒泽化工有限公司", park=ParkFactory(name="清河化工园区"))


def test_every_field_is_tried_and_has_a_name_in_the_wizard():
    assert set(CELLS) == set(field_words.FIELDS) == set(FIELD_LABELS)
    assert {heading: field_words.claim(heading)[0] for heading, _cell in CELLS.values()} == {
        heading: field for field, (heading, _cell) in CELLS.items()
    }


@pytest.mark.usefixtures("county")
def test_what_stands_under_each_heading_stands_on_the_ledger(tmp_path):
    headings, cells = zip(*CELLS.values(), strict=True)

    answer, code = run(save(tmp_path / "list.xlsx", [headings, cells]))

    assert (code, answer["imported"], answer["errors"], answer["left_out"]) == (0, 1, [], [])
    told = on_the_ledger()
    assert [field for field, (_heading, cell) in CELLS.items() if AS_KEPT.get(field, cell) not in told] == []

"""What a list says under any heading that is known stands on the ledger in the end; a field that is added later too."""

import pytest
from django.forms import model_to_dict

from inspections.models import Finding
from intake.forms.lists import FIELD_LABELS
from intake.imports import placing, repeats
from intake.reading import field_words, fields
from intake.reading.fields import Apart, ListField, Read
from intake.reading.parsed import Draft
from rectification.models import Item
from tests.contracts.test_c3_import import run
from tests.factories import EnterpriseFactory, OrganizationFactory, ParkFactory, UserFactory
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
CELLS = {
    fields.NUMBER: ("序号", "甲-17"),
    fields.DESCRIPTION: ("问题描述", "液氯罐区东侧围堰开裂未修复"),
    fields.LEAD: ("责任单位", "县应急局"),
    fields.ASSISTING: ("配合单位", "县公安局"),
    fields.PERSON: ("责任人", "季怀远"),
    fields.DEADLINE: ("整改时限", "2027年3月17日"),
    fields.FOUND_ON: ("排查日期", "2026-10-05"),
    fields.CATEGORY: ("问题类别", "某某专属类别"),
    fields.LEVEL: ("隐患等级", "重大隐患"),
    fields.SOURCE: ("问题来源", "某某夏季专项检查"),
    fields.PLACE: ("部位", "三号泵房"),
    fields.ENTERPRISE: ("企业名称", "恒泽化工有限公司"),
    fields.PARK: ("所属园区", "清河化工园区"),
    fields.PROJECT: ("项目名称", "年产九万吨项目"),
    fields.MEASURES: ("整改措施", "更换止水带并重新浇筑"),
    fields.MODE: ("整改方式", "工程"),
    fields.REQUIREMENT: ("整改要求", "汛期前完成闭水试验"),
    fields.PROGRESS: ("整改进展", "已联系施工队"),
    fields.REVIEW_RESULT: ("复查结果", "尚待第三方确认"),
    fields.REVIEWED_ON: ("复查日期", "2026年10月20日"),
    fields.REVIEWER: ("复查人", "宋时雨"),
    fields.LEGAL_BASIS: ("检查依据", "某某规程第七条"),
    fields.FUNDS: ("整改资金", "叁万捌仟元"),
    fields.REMARK: ("备注", "与去年第十二项相近"),
}
"""By field a heading of it, and a cell that nothing else says."""
AS_KEPT = {
    fields.LEVEL: "MAJOR",
    fields.MODE: "ENGINEERING",
    fields.DEADLINE: "2027-03-17",
    fields.REVIEWED_ON: "10月20日",
}


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
    assert set(CELLS) == fields.CODES == set(FIELD_LABELS)
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


@pytest.mark.usefixtures("county")
def test_what_a_list_says_of_a_problem_that_is_known_stands_with_its_source(tmp_path):
    headings, cells = zip(*CELLS.values(), strict=True)
    known = [fields.DESCRIPTION, fields.ENTERPRISE, fields.FOUND_ON]
    run(save(tmp_path / "known.xlsx", zip(*(CELLS[field] for field in known), strict=True)))

    answer, code = run(save(tmp_path / "list.xlsx", [headings, cells]))

    assert (code, answer["merged_sources"], answer["imported"]) == (0, 1, 0)
    told = str(Finding.objects.get().sources.order_by("pk").values()[1])
    kept = {fields.REVIEWED_ON: AS_KEPT[fields.REVIEWED_ON], fields.FOUND_ON: "date(2026, 10, 5)"}
    assert [field for field, (_heading, cell) in CELLS.items() if kept.get(field, cell) not in told] == []


def limited():
    """The fields whose place has an end."""
    return [field for field in fields.FIELDS if placing.ROOM.get(field.code)]


@pytest.mark.usefixtures("county")
def test_what_is_too_long_for_its_place_stands_whole_in_the_words_of_the_source(tmp_path):
    long = {field.code: field.code[0] * (placing.ROOM[field.code] + 1) for field in limited()}
    headings = [heading for heading, _cell in CELLS.values()]
    cells = [long.get(code, cell) for code, (_heading, cell) in CELLS.items()]

    _answer, code = run(save(tmp_path / "list.xlsx", [headings, cells]))

    wording = Finding.objects.get().sources.get().wording
    assert code == 0
    assert len(long) >= 4
    assert [name for name, text in long.items() if text not in wording] == []


@pytest.mark.parametrize("field", fields.TEXTS, ids=lambda field: field.code)
def test_two_rows_that_differ_in_one_text_are_what_its_declaration_says(field):
    rows = [Draft(row, description="围堰开裂", texts={field.code: f"第{row}种"}) for row in (1, 2)]

    found = [repeat.is_same for repeat in repeats.find(rows)]

    assert found == {Apart.TWO_PROBLEMS: [], Apart.ASKED: [False], Apart.NOT: [True]}[field.apart]


def test_every_field_that_means_something_to_the_ledger_says_what_is_left_of_it():
    assert set(placing.LOOKED_UP) == {field.code for field in fields.FIELDS if field.is_looked_up}


@pytest.mark.parametrize(
    "said",
    [
        {"item": "place", "source": "wording"},
        {"item": "place", "beside": fields.FUNDS},
        {"is_looked_up": True},
        {"draft": "place"},
        {"read": Read.BY_ITSELF},
    ],
    ids=lambda said: " ".join(said),
)
def test_a_declaration_that_contradicts_itself_stops_the_start(said):
    with pytest.raises(ValueError, match="insurer"):
        ListField("insurer", "Insurer", **said)

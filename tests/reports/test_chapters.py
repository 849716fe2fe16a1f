"""The chapters of a report: those of documents.md section 4, in its order, and honest about what is not kept."""

from datetime import date

import pytest

from core import figures
from core.documents.blocks import Heading, Table
from core.figures import Asked
from inspections.models import ProblemCategory
from parks.models import Infrastructure, InfrastructureKind
from reports.services import building
from reports.services.writing import document_of
from tests.factories import ItemFactory, ProjectFactory
from tests.reports.conftest import OCTOBER, on

pytestmark = pytest.mark.django_db

HEADINGS = [
    "一、总体情况",
    "二、检查执法",
    "三、问题整改",
    "四、重大隐患与挂牌督办",
    "五、项目合法合规与“三同时”",
    "六、基础设施",
    "七、证照与预案",
    "八、群众信访与满意度",
    "九、存在问题",
    "十、下步工作",
]


def text_of(report):
    """What the document says, figures included, as it is read."""
    texts = []
    for block in document_of(report).blocks:
        runs = getattr(block, "runs", ())
        texts.append("".join(run if isinstance(run, str) else run.text for run in runs))
    return "\n".join(texts)


def tables_of(report):
    return {block.caption: block.rows for block in document_of(report).blocks if isinstance(block, Table)}


def test_the_chapters_stand_in_the_order_of_the_standard_report(report):
    chapters = [block.text for block in document_of(report).blocks if isinstance(block, Heading) and block.level == 1]

    assert chapters == HEADINGS


def test_what_is_not_kept_is_said_and_nothing_is_made_up(report):
    text = text_of(report)

    for subject in ("执法文书和处罚情况", "园区监管力量", "项目审批手续缺项", "应急预案和演练", "满意度调查"):
        assert f"{subject}" in text
    assert text.count("本平台尚未建立台账，本期不列。") == 5
    assert text.count("（待填写）") == 2


def test_the_files_of_parks_and_projects_are_told(items, plant):
    plant.park.risk_grade = "B"
    plant.park.save()
    ProjectFactory(enterprise=plant)
    with on("11-01"):
        whole, of_park = building.build(OCTOBER, plant.county), building.build(OCTOBER, plant.county, plant.park)

    assert "有化工园区1个，其中安全风险等级A级0个、B级1个、C级0个、D级0个" in text_of(whole)
    assert "建设项目1个，其中筹建0个、在建1个" in text_of(whole)
    assert "园区安全风险等级为B级" in text_of(of_park)


def test_facilities_that_are_not_in_use_are_listed_with_their_delay(items, plant):
    kind = InfrastructureKind.objects.first()
    for name, status, planned in (("消防站", "BUILT_UNUSED", date(2026, 10, 2)), ("管廊", "IN_USE", date(2026, 10, 2))):
        Infrastructure.objects.create(
            park=plant.park, kind=kind, name=name, status=status, progress=90, planned_completion=planned
        )
    with on("11-01"):
        report = building.build(OCTOBER, plant.county)

    (rows,) = [rows for caption, rows in tables_of(report).items() if "基础设施" in caption]
    assert [(row[1], row[2], row[3], row[5]) for row in rows] == [("消防站", "建成未投用", "90", "30")]


def test_problems_of_legality_are_listed_by_kind_of_violation(items, plant):
    with on("10-09"):
        ItemFactory(enterprise=plant, rectifying=True, category=ProblemCategory.objects.get(code="A03"))
    with on("11-01"):
        report = building.build(OCTOBER, plant.county)

    (rows,) = [rows for caption, rows in tables_of(report).items() if "合法合规" in caption]
    (row,) = rows
    assert row[0] == "未批先建(环评)"
    assert [run.text for run in row[1:6]] == ["0", "1", "0", "0", "1"]


def test_tables_are_numbered_through(report):
    captions = list(tables_of(report))

    assert [caption.split("　")[0] for caption in captions] == [f"表{place}" for place in range(1, len(captions) + 1)]


@pytest.mark.parametrize("code", ["parks.all", "parks.grade_b", "projects.all", "projects.building"])
def test_a_figure_of_the_files_opens_as_many_rows(visit, people, plant, code):
    plant.park.risk_grade = "B"
    plant.park.save()
    ProjectFactory(enterprise=plant)
    reading = figures.read([code], Asked(user=people["coordinator"], part={"park": str(plant.park_id)}))[code]

    page = visit(people["coordinator"]).get(reading.url)

    assert reading.value == page.context["page"].paginator.count == 1

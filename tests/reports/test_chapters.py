"""The chapters of a report: those of documents.md section 4, in its order, and honest about what is not kept."""

from datetime import date

import pytest

from core import figures
from core.errors import DomainError
from core.figures import Asked
from core.services import editing
from core.services.acting import take
from documents.blocks import Heading, Number, Table
from inspections.models import ProblemCategory
from parks.models import Infrastructure, InfrastructureKind
from reports.services import building, snapshots
from reports.services.writing import document_of
from reports.workflow import REPORTS
from tests.dashboards.visiting import count_behind
from tests.factories import ItemFactory, ProjectFactory
from tests.reports.conftest import OCTOBER, on

pytestmark = pytest.mark.django_db

HEADINGS = [
    "一、总体情况",
    "二、问题整改",
    "三、逾期、重大隐患与挂牌督办",
    "四、检查执法",
    "五、存在问题",
    "六、下步工作",
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


def chapters_of(report):
    return [block.text for block in document_of(report).blocks if isinstance(block, Heading) and block.level == 1]


def test_the_chapters_stand_in_order_and_one_without_content_is_left_out(report):
    assert chapters_of(report) == HEADINGS


def test_a_report_of_which_a_chapter_is_unwritten_is_not_reviewed(report, people):
    for chapter, text in (("problems", ""), ("next_steps", " "), ("next_steps", "一是（待填写）")):
        given = {"problems": report.problems, "next_steps": report.next_steps, chapter: text}
        coordinator = people["coordinator"]
        blank = take(REPORTS, report.pk, "remarks", actor=coordinator, version=report.version, **given)

        with pytest.raises(DomainError, match="存在问题" if chapter == "problems" else "下步工作"):
            take(REPORTS, blank.pk, "review", actor=coordinator, version=blank.version)

        report = take(
            REPORTS, blank.pk, "remarks", actor=coordinator, version=blank.version, **report.profile["drafts"]
        )
    assert take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version).state == "REVIEWED"


def test_what_the_office_has_written_stays_when_the_month_is_built_again(report, people, plant, monkeypatch):
    coordinator = people["coordinator"]
    take(
        REPORTS,
        report.pk,
        "remarks",
        actor=coordinator,
        version=report.version,
        problems="一是拖延。",
        next_steps=report.next_steps,
    )
    monkeypatch.setattr(snapshots, "FORMAT", 9)

    with on("11-02"):
        again = building.build(OCTOBER, plant.county)

    assert again.problems == "一是拖延。"
    assert again.next_steps == again.profile["drafts"]["next_steps"] != ""


def test_a_month_before_the_first_record_is_no_nought(report):
    assert report.snapshot["year_before"] is None
    assert report.snapshot["month_before"]["ledger.new"] == 2
    assert "同比无可比数据" in text_of(report)


def test_a_frozen_report_of_the_first_format_is_still_read(report):
    del report.snapshot["superior"]
    report.snapshot["lists"] = {name: report.snapshot["lists"][name] for name in ("overdue", "major")}
    report.snapshot["year_before"] = dict.fromkeys(report.snapshot["figures"], 0)
    del report.profile["facts"], report.profile["drafts"]

    document = document_of(report)

    assert "同比无可比数据" in text_of(report)
    assert [annex.title for annex in document.annexes] == ["逾期未完成整改问题清单", "未销号重大隐患清单"]


def test_the_files_are_told_as_they_stood_at_the_cut_off(items, plant, people):
    kind = InfrastructureKind.objects.first()
    planned = date(2026, 10, 2)
    facility = Infrastructure.objects.create(
        park=plant.park, kind=kind, name="消防站", status="BUILDING", progress=60, planned_completion=planned
    )
    with on("11-04"):
        values = {"status": "IN_USE", "progress": 100}
        editing.change(facility, actor=people["coordinator"], version=facility.version, values=values)
        report = building.build(OCTOBER, plant.county)

    ((row,),) = [rows for caption, rows in tables_of(report).items() if "基础设施" in caption]
    assert row[1:] == ("在建", "60", "2026年10月2日", "29")


def test_the_files_of_parks_and_projects_are_told(items, plant):
    plant.park.risk_grade = "B"
    plant.park.save()
    ProjectFactory(enterprise=plant)
    with on("11-01"):
        whole, of_park = building.build(OCTOBER, plant.county), building.build(OCTOBER, plant.county, plant.park)

    assert "全县有化工园区1个，安全风险等级为B级；" in text_of(whole)
    assert "建设项目1个，在建。" in text_of(whole)
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
    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [("消防站", "建成未投用", "90", "29")]


def test_problems_of_legality_are_listed_by_kind_of_violation(items, plant):
    with on("10-09"):
        ItemFactory(enterprise=plant, rectifying=True, category=ProblemCategory.objects.get(code="A03"))
    with on("11-01"):
        report = building.build(OCTOBER, plant.county)

    (rows,) = [rows for caption, rows in tables_of(report).items() if "合法合规" in caption]
    row, total = rows
    assert (row[0], total[0]) == ("未批先建（环评）", "合计")
    assert [run.text for run in row[1:]] == [run.text for run in total[1:]] == ["1", "1", "1"]


def test_tables_are_numbered_through(report):
    captions = list(tables_of(report))

    assert [caption.split("　")[0] for caption in captions] == [f"表{place}" for place in range(1, len(captions) + 1)]


@pytest.mark.parametrize("code", ["parks.all", "parks.grade_b", "projects.all", "projects.building"])
def test_a_figure_of_the_files_opens_as_many_rows(visit, people, plant, code):
    plant.park.risk_grade = "B"
    plant.park.save()
    ProjectFactory(enterprise=plant)
    reading = figures.read([code], Asked.by(people["coordinator"], part={"park": str(plant.park_id)}))[code]

    page = visit(people["coordinator"]).get(reading.url)

    assert reading.value == page.context["page"].paginator.count == 1


def test_each_source_above_the_county_has_its_share_and_every_number_opens_its_items(items, plant, people, visit):
    with on("10-05"):
        for wanted in ({"rectifying": True}, {"awaiting_sign_off": True}):
            ItemFactory(enterprise=plant, source="CITY_ASSIGNED", **wanted)
    with on("11-01"):
        report = building.build(OCTOBER, plant.county)

    blocks = [getattr(block, "runs", ()) for block in document_of(report).blocks]
    (told,) = [runs for runs in blocks if runs and "按来源计" in str(runs[0])]
    numbers = [run for run in told if isinstance(run, Number)]
    with on("11-02"):
        browser = visit(people["coordinator"])
        assert [number.text for number in numbers] == ["2", "1", "50.0%"]
        assert [count_behind(browser, number.url) for number in numbers] == [2, 1, 1]

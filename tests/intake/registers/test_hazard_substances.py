"""A list of what the hazard sources hold: one new assessment a source by GB 18218, errors at the cell, the way back."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.states import Role
from core.services.catalogs import load_all
from intake.models import ImportBatch
from safety.models import HazardAssessment, HazardSource, ThresholdSubstance
from safety.services import assessing
from safety.services.assessing import AssessmentGiven, Held
from tests.factories import EnterpriseFactory, UserFactory
from tests.intake.registers.test_wizard import bring, decide, take
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
PEOPLE = "500米范围内常住人口"
HEADING = (
    "企业名称",
    "危险源名称",
    "物质名称",
    "CAS号",
    "危险性类别",
    "最大储量（吨）",
    "500米范围内常住人口",
    "评估日期",
)
FIRM = "恒泽化工有限公司"


@pytest.fixture
def keeper(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    load_all()
    user = UserFactory(role=Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def tanks(keeper):
    enterprise = EnterpriseFactory(name=FIRM)
    return HazardSource.objects.create(enterprise=enterprise, name="液氨罐区", kind="STORAGE")


def row(substance, quantity, *, cas="", kind="", people=30, source="液氨罐区", day="2026-05-10"):
    return (FIRM, source, substance, cas, kind, quantity, people, day)


def brought(client, tmp_path, *rows):
    path = save(tmp_path / "held.xlsx", [HEADING, *rows])
    return decide(client, bring(client, path, "hazard-substances"))


def errors(client, check):
    return {(each.row, each.column): each.message for each in client.get(check).context["opened"].checked.errors}


def test_the_rows_of_a_source_become_one_assessment(client, keeper, tanks, tmp_path):
    check = brought(client, tmp_path, row("液氨", 120), row("未列名易燃液体", 500, kind="W5.3", people=""))

    take(client, check)

    tanks.refresh_from_db()
    made = HazardAssessment.objects.get()
    assert tanks.current == made
    assert (made.assessed_on, made.people, made.substances.count()) == (date(2026, 5, 10), 30, 2)
    assert made.s == Decimal("12.500000")
    assert made.level is not None


def test_a_substance_is_found_by_its_cas_number_and_kilograms_are_tonnes(client, keeper, tanks, tmp_path):
    path = save(
        tmp_path / "kg.xlsx",
        [(*HEADING[:5], "最大储量（kg）", *HEADING[6:]), row("合成氨（液）", 20000, cas="7664-41-7")],
    )

    take(client, decide(client, bring(client, path, "hazard-substances")))

    line = HazardAssessment.objects.get().substances.get()
    assert (line.substance_id, line.quantity) == ("MH01", Decimal("20"))


def test_what_cannot_be_reckoned_is_said_at_its_cell_and_its_source_waits(client, keeper, tanks, tmp_path):
    check = brought(client, tmp_path, row("液氨", 120), row("不知名溶剂", 5))

    found = errors(client, check)

    assert "物质名称" in {column for line, column in found if line == 3}
    assert found[(2, "物质名称")].startswith("同一")
    assert not HazardAssessment.objects.exists()


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (row("液氨", 0), "最大储量（吨）"),
        (row("液氨", 12, people=""), PEOPLE),
        (row("液氨", 12, day="2199-01-01"), "评估日期"),
        (row("液氨", 12, source="没有的罐区"), "危险源名称"),
    ],
)
def test_an_error_stands_at_its_cell(client, keeper, tanks, tmp_path, bad, column):
    assert (2, column) in errors(client, brought(client, tmp_path, bad))


def test_another_source_comes_in_although_one_has_an_error(client, keeper, tanks, tmp_path):
    HazardSource.objects.create(enterprise=tanks.enterprise, name="甲醇罐区", kind="STORAGE")

    check = brought(client, tmp_path, row("不知名溶剂", 5), row("甲醇", 900, source="甲醇罐区"))
    take(client, check, skip_errors="yes")

    assert HazardAssessment.objects.get().source.name == "甲醇罐区"


def test_taken_back_the_assessment_before_counts_again_and_both_stay_on_file(client, keeper, tanks, tmp_path):
    ammonia = brought(client, tmp_path, row("液氨", 120))
    given = AssessmentGiven(date(2026, 1, 1), 10, [Held(Decimal(10), substance_named("MH01"))])
    before = assessing.assess(tanks, actor=keeper, version=tanks.version, given=given)
    take(client, ammonia)

    client.post(f"/registers/{ImportBatch.objects.get().pk}/undo/")

    tanks.refresh_from_db()
    assert (tanks.current, HazardAssessment.objects.count()) == (before, 2)
    assert ImportBatch.objects.get().stage == ImportBatch.Stage.UNDONE
    shown = client.get(tanks.get_absolute_url(), {"tab": "assessments"}).text
    assert shown.count("已撤回") == 1


def substance_named(code):
    return ThresholdSubstance.objects.get(pk=code)

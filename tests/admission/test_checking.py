"""准入核查单: each rule of the park with its verdict, sentence, document and day."""

from datetime import timedelta
from decimal import Decimal

import pytest

from admission.models import AdmissionRule, Discharge
from admission.rules.checking import Asked, found_in, is_met
from admission.services.checks import sheet_of
from core import clock
from parks.models import GradeEffect, StopNotice
from tests.factories import ApplicationFactory

from .conftest import Case


def rule(park, kind, *, days=0, until=None, **facts):
    since = clock.today() - timedelta(days=30 + days)
    return AdmissionRule.objects.create(
        park=park, kind=kind, source="园区管委会〔2026〕3号", since=since, until=until, **{"text": "条目", **facts}
    )


def verdict(application, name):
    return [(check.verdict, check.source) for check in sheet_of(application) if check.name == name]


@pytest.mark.parametrize(
    ("kind", "measured", "met"),
    [
        ("MAX_LAND", "50", True),
        ("MAX_LAND", "50.01", False),
        ("MIN_OUTPUT", "50", True),
        ("MIN_INVESTMENT", "49.99", False),
    ],
)
def test_a_bound_holds_at_its_value_itself(kind, measured, met):
    assert is_met(kind, Decimal(measured), Decimal(50)) is met


def test_output_and_investment_are_measured_by_the_mu():
    asked = Asked(land=Decimal(20), investment=Decimal(8000), output=Decimal(6000))

    assert [asked.measured(kind) for kind in ("MAX_LAND", "MIN_OUTPUT", "MIN_INVESTMENT")] == [20, 300, 400]


@pytest.mark.parametrize(("words", "found"), [("光气 硝化", "硝化"), ("光气、氯化", ""), ("光气，重氮化", "")])
def test_a_list_is_searched_by_its_words(words, found):
    assert found_in(words, "间歇硝化生产染料") == found


@pytest.mark.django_db
def test_what_is_forbidden_bars_and_what_is_restricted_needs_reasons():
    application = ApplicationFactory(processes="光气法生产异氰酸酯，配套硝化")
    rule(application.park, "FORBIDDEN", words="光气", text="涉光气新建项目")
    rule(application.park, "RESTRICTED", words="硝化", text="间歇硝化工艺")

    assert verdict(application, "禁止类") == [("BARRED", "园区管委会〔2026〕3号")]
    assert verdict(application, "限制类") == [("EXPLAIN", "园区管委会〔2026〕3号")]


@pytest.mark.django_db
def test_a_rule_counts_from_its_first_day_to_its_last():
    application = ApplicationFactory(processes="光气法")
    yesterday = clock.today() - timedelta(days=1)
    rule(application.park, "FORBIDDEN", words="光气", until=yesterday)
    AdmissionRule.objects.create(
        park=application.park, kind="FORBIDDEN", words="光气", text="明日起", source="x",
        since=clock.today() + timedelta(days=1),
    )  # fmt: skip

    assert verdict(application, "禁止类") == [("MET", "")]


@pytest.mark.django_db
def test_a_strict_bound_bars_and_another_one_needs_reasons():
    application = ApplicationFactory(land=Decimal(100), output=Decimal(100), investment=Decimal(100))
    rule(application.park, "MAX_LAND", value=Decimal(50), is_strict=True)
    rule(application.park, "MIN_OUTPUT", value=Decimal(50))

    verdicts = {check.name: check.verdict for check in sheet_of(application)}

    assert verdicts["用地上限（亩）"] == "BARRED"
    assert verdicts["亩均产值下限（万元/亩）"] == "EXPLAIN"


@pytest.mark.django_db
def test_a_stop_of_approvals_of_a_pollutant_that_it_adds_to_bars():
    case = Case()
    StopNotice.objects.create(
        park=case.park, pollutant="COD", region="示范县", authority="省厅", document="省环〔2026〕9号",
        since=clock.today(),
    )  # fmt: skip

    assert verdict(case.application, "区域限批") == [("BARRED", "省环〔2026〕9号")]


@pytest.mark.django_db
def test_what_the_grade_blocks_needs_reasons_of_a_project_that_improves_safety():
    application = ApplicationFactory()
    application.park.risk_grade = "A"
    application.park.save()
    assert GradeEffect.objects.filter(grade="A", admission="BLOCKED").exists()

    before = {found for found, _source in verdict(application, "安全风险等级")}
    application.is_safety_improvement = True

    assert "BARRED" in before
    assert {found for found, _source in verdict(application, "安全风险等级")} == {"EXPLAIN"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amount", "granted", "found"), [("100", "100", "MET"), ("100.0001", "100", "BARRED"), ("1", "", "BARRED")]
)
def test_no_more_than_the_quota_that_is_left(amount, granted, found):
    case = Case(amount=amount, granted=granted)

    assert [given for given, _source in verdict(case.application, "污染物总量指标")] == [found]


@pytest.mark.django_db
def test_the_sheet_asks_as_often_however_many_rules_there_are(django_assert_num_queries):
    application = ApplicationFactory()
    for number in range(30):
        rule(application.park, "RESTRICTED", words=f"词{number}")
    Discharge.objects.create(application=application, pollutant="COD", amount=1)

    with django_assert_num_queries(5):
        sheet_of(application)

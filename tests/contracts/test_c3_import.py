"""Contract C3: manage.py import_ledger."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organization
from accounts.states import OrganizationKind
from enterprises.models import Enterprise
from inspections.models import FindingSource
from intake.models import ImportBatch
from rectification.models import HistoryEntry, Item
from tests.factories import EnterpriseFactory, OrganizationFactory, ParkFactory, UserFactory
from tests.intake.sheets import ledger, save

pytestmark = pytest.mark.django_db
SAMPLES = Path(os.environ.get("LEDGER_SAMPLES", "samples"))
NAMES = (
    *("row", "title", "lead_organization", "deadline", "deadline_text", "undated_kind", "progress_text", "number"),
)
KEYS = {
    *("file", "sheet", "header_row", "columns", "rows", "imported", "duplicates", "merged_sources"),
    *("deadlines", "undated", "items", "unknown_units", "errors", "left_out", "questions", "sheets"),
}
LEAK = (1, "液氯储罐区可燃气体报警器失效", "2021-05-06", "恒泽化工", "县应急局", "县公安局", "更换", "2021年12月底前")
SPILL = (2, "硝化车间事故池阀门无标识且长期存水", "2021-05-06", "恒泽化工", "县应急局", None, "标识", "立行立改")
TEXTLESS = (3, None, "2021-05-06", "恒泽化工", "县应急局", None, "清理", "2021年6月底")


@pytest.fixture
def county() -> None:
    UserFactory()
    for name in ("县应急局", "县公安局"):
        OrganizationFactory(name=name)
    EnterpriseFactory(name="恒泽化工有限公司", short_name="恒泽化工")


def run(path: Path, *options: str) -> tuple[dict[str, Any], int]:
    """The answer of the command and its exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("import_ledger", str(path), "--json", *options, stdout=out)
    except CommandError as refused:
        code = refused.returncode
    return json.loads(out.getvalue()), code


@pytest.mark.usefixtures("county")
def test_a_span_without_a_day_to_count_from_comes_in_undated_and_is_pointed_out(tmp_path):
    later = (*LEAK[:2], None, *LEAK[3:7], "收到交办函后30日内")

    answer, code = run(ledger(tmp_path / "list.xlsx", later))

    assert (code, answer["imported"], answer["errors"]) == (0, 1, [])
    assert answer["undated"] == {"收到交办函后30日内": 1}
    assert [warning["value"] for warning in answer["warnings"]] == ["收到交办函后30日内"]
    assert Item.objects.get().deadline is None


@pytest.mark.usefixtures("county")
def test_a_list_comes_in_with_its_history_and_sources(tmp_path):
    answer, code = run(ledger(tmp_path / "list.xlsx", LEAK, SPILL))

    assert code == 0
    assert answer.keys() >= KEYS
    assert (answer["rows"], answer["imported"], answer["deadlines"]) == (2, 2, 1)
    assert answer["undated"] == {"立行立改": 1}
    item = Item.objects.get(title__startswith="液氯储罐区")
    assert (str(item.deadline), item.enterprise.short_name, item.lead_organization.name) == (
        *("2021-12-31", "恒泽化工", "县应急局"),
    )
    assert [unit.name for unit in item.assisting.all()] == ["县公安局"]
    assert HistoryEntry.objects.filter(transition="register").count() == 2
    assert FindingSource.objects.get(finding=item.finding).deadline_text == "2021年12月底前"
    assert ImportBatch.objects.get().summary == {"imported": 2, "merged": 0, "known": 0, "refused": 0}


@pytest.mark.usefixtures("county")
def test_an_item_reads_as_the_contract_says(tmp_path):
    answer, _ = run(ledger(tmp_path / "list.xlsx", SPILL), "--dry-run")

    item = answer["items"][0]
    assert (item["sheet"], item["level"], item["found_on"]) == ("问题清单", "GENERAL", "2021-05-06")
    assert (item["assisting_organizations"], item["place"], item["mode_of_entry"]) == ([], "", "open")
    assert [{name: item[name] for name in NAMES}] == [
        {
            "row": 2,
            "title": "硝化车间事故池阀门无标识且长期存水",
            "lead_organization": "县应急局",
            "deadline": None,
            "deadline_text": "立行立改",
            "undated_kind": "immediate",
            "progress_text": "",
            "number": "2",
        }
    ]
    assert answer["columns"]["问题描述"] == "description"
    assert not Item.objects.exists()


@pytest.mark.usefixtures("county")
def test_a_refused_row_keeps_the_whole_list_out(tmp_path):
    answer, code = run(ledger(tmp_path / "list.xlsx", LEAK, TEXTLESS))

    assert (code, answer["imported"], answer["rows"]) == (2, 0, 2)
    assert [(error["row"], error["column"]) for error in answer["errors"]] == [(3, "问题描述")]
    assert not Item.objects.exists()
    assert not ImportBatch.objects.exists()


@pytest.mark.usefixtures("county")
def test_skip_errors_takes_the_good_rows(tmp_path):
    answer, code = run(ledger(tmp_path / "list.xlsx", LEAK, TEXTLESS), "--skip-errors")

    assert (code, answer["imported"]) == (2, 1)
    assert Item.objects.count() == 1


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("shuffled", [False, True], ids=["the same file", "rows in another order"])
def test_the_same_list_again_brings_nothing(shuffled, tmp_path):
    run(ledger(tmp_path / "list.xlsx", LEAK, SPILL))

    rows = (SPILL, LEAK) if shuffled else (LEAK, SPILL)
    answer, code = run(ledger(tmp_path / "again.xlsx", *rows))

    assert (code, answer["imported"], answer["duplicates"]) == (0, 0, 2)
    assert Item.objects.count() == 2


@pytest.mark.usefixtures("county")
def test_a_row_that_stands_twice_comes_in_once(tmp_path):
    answer, _ = run(ledger(tmp_path / "list.xlsx", LEAK, LEAK))

    assert (answer["imported"], answer["duplicates"]) == (1, 1)


@pytest.mark.usefixtures("county")
def test_one_changed_row_is_new_and_the_others_are_not(tmp_path):
    run(ledger(tmp_path / "list.xlsx", LEAK, SPILL))
    changed = (*SPILL[:1], "三号仓库超量储存且没有通风设施", *SPILL[2:])

    answer, _ = run(ledger(tmp_path / "again.xlsx", LEAK, changed))

    assert (answer["imported"], answer["duplicates"]) == (1, 1)


@pytest.mark.usefixtures("county")
def test_unknown_units_are_errors_of_their_rows(tmp_path):
    stranger = (*LEAK[:3], "澄禾化工有限公司", "县水务局", *LEAK[5:])

    answer, code = run(ledger(tmp_path / "list.xlsx", stranger, SPILL))

    assert code == 2
    assert set(answer["unknown_units"]) == {"澄禾化工有限公司", "县水务局"}
    assert {(error["row"], error["value"]) for error in answer["errors"]} == {(2, "澄禾化工有限公司"), (2, "县水务局")}
    assert len(answer["items"]) == 2


@pytest.mark.usefixtures("county")
def test_a_unit_that_only_watches_becomes_no_lead_unit_and_is_pointed_out(tmp_path):
    OrganizationFactory(name="省督察组", kind=OrganizationKind.SUPERVISION_GROUP)

    answer, code = run(ledger(tmp_path / "list.xlsx", (*LEAK[:4], "省督察组", *LEAK[5:])))

    assert (code, answer["imported"]) == (0, 1)
    assert [warning["value"] for warning in answer["warnings"]] == ["省督察组"]
    assert Item.objects.get().lead_organization is None


@pytest.mark.usefixtures("county")
def test_unknown_units_are_created_on_demand(tmp_path):
    park = ParkFactory()
    stranger = (*LEAK[:3], "澄禾化工有限公司", "县水务局", *LEAK[5:])

    answer, code = run(ledger(tmp_path / "list.xlsx", stranger), "--create-units", "--park", park.code)

    assert (code, answer["imported"]) == (0, 1)
    assert Organization.objects.get(name="县水务局").kind == "DEPARTMENT"
    assert Enterprise.objects.get(name="澄禾化工有限公司").park == park
    assert Item.objects.get().park == park


@pytest.mark.usefixtures("county")
def test_the_same_problem_from_another_source_becomes_a_further_source(tmp_path):
    run(ledger(tmp_path / "list.xlsx", LEAK), "--source", "COUNTY_CHECK")

    answer, _ = run(ledger(tmp_path / "other.xlsx", (9, *LEAK[1:-1], "2021年9月底前")), "--source", "PROV_FEEDBACK")

    assert (answer["imported"], answer["merged_sources"]) == (0, 1)
    item = Item.objects.get()
    assert {source.kind for source in item.finding.sources.all()} == {"COUNTY_CHECK", "PROV_FEEDBACK"}
    assert str(item.deadline) == "2021-09-30"


@pytest.mark.usefixtures("county")
def test_no_merge_registers_it_again(tmp_path):
    run(ledger(tmp_path / "list.xlsx", LEAK), "--source", "COUNTY_CHECK")

    answer, _ = run(ledger(tmp_path / "other.xlsx", LEAK), "--source", "PROV_FEEDBACK", "--no-merge")

    assert (answer["imported"], answer["merged_sources"], len(answer["proposals"])) == (1, 0, 1)


@pytest.mark.usefixtures("county")
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, capsys):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.7")

    answer, code = run(path)

    assert code == 1
    assert len(answer["error"].splitlines()) == 1


@pytest.mark.usefixtures("county")
def test_a_list_without_problems_is_refused(tmp_path):
    path = save(tmp_path / "parks.xlsx", [("序号", "化工园区名称", "四至范围"), (1, "甲园区", "东至河")])

    answer, code = run(path)

    assert code == 1
    assert "error" in answer


@pytest.mark.usefixtures("county")
def test_the_named_sheet_is_read(tmp_path):
    answer, code = run(ledger(tmp_path / "list.xlsx", LEAK), "--sheet", "问题清单", "--dry-run")
    _, missing = run(ledger(tmp_path / "list.xlsx", LEAK), "--sheet", "没有", "--dry-run")

    assert (answer["sheet"], code, missing) == ("问题清单", 0, 1)


SAMPLE_LEDGERS = [
    ("phosphoric_acid_project_hazards_2019_06.xlsx", 3, 38, 38, []),
    ("phosphoric_acid_project_hazards_2020_05.xlsx", 3, 98, 98, [59, 60, 61, 62, 63]),
    ("hazard_export_from_hse_software_2020_05.xlsx", 1, 57, 57, []),
    ("coal_mine_hazard_ledger_2017_2018.xlsx", 1, 89, 55, []),
]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real lists are not published (LEDGER_SAMPLES)")
@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(("name", "header_row", "rows", "deadlines", "refused"), SAMPLE_LEDGERS)
def test_real_ledgers_are_counted_right(name, header_row, rows, deadlines, refused):
    answer, _ = run(SAMPLES / name, "--create-units", "--dry-run")

    assert (answer["header_row"], answer["rows"], answer["deadlines"]) == (header_row, rows, deadlines)
    assert [error["row"] for error in answer["errors"]] == refused


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real lists are not published (LEDGER_SAMPLES)")
@pytest.mark.usefixtures("county")
def test_the_export_of_the_same_month_is_known_again():
    run(SAMPLES / SAMPLE_LEDGERS[1][0], "--create-units", "--skip-errors")

    answer, code = run(SAMPLES / SAMPLE_LEDGERS[2][0], "--create-units")

    assert (code, answer["merged_sources"], answer["imported"]) == (0, 52, 5)


def test_a_wrong_name_of_file_or_park_is_answered_as_one_object_too(tmp_path):
    there = ledger(tmp_path / "list.xlsx", (1, "阀门泄漏", None, None, None, None, None, "2021年6月"))

    for path, options in ((tmp_path / "other.xlsx", ()), (there, ("--park", "NONE"))):
        answer, code = run(path, *options)
        assert (code, list(answer)) == (1, ["file", "error"])

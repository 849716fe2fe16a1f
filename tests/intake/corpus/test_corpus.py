"""What is read from the made-up lists, compared with what contract C3 says of them."""

import pytest
from openpyxl import load_workbook

from intake.reading.reading import read_list
from intake.reading.refusals import UnreadableFileError
from tests.intake.corpus.collection import BUILDERS, build, build_all
from tests.intake.corpus.comparing import differences, squeezed

REFUSED = [builder for builder in BUILDERS if builder.__module__.endswith("no_ledgers")]
LEDGERS = [builder for builder in BUILDERS if builder not in REFUSED]


@pytest.fixture(scope="module", params=LEDGERS, ids=lambda builder: builder.__name__)
def ledger(request, tmp_path_factory):
    """What was read from a list, and what was expected."""
    path, expected = build(request.param, tmp_path_factory.mktemp("corpus"))
    return read_list(path, sheet=expected["ask"]), expected


def test_sheet_and_heading_are_found(ledger):
    parsed, expected = ledger

    assert parsed.sheet == expected["sheet"]
    assert parsed.header_row == expected.get("header_row", parsed.header_row)


def test_every_item_is_read_and_nothing_else(ledger):
    parsed, expected = ledger

    assert differences(parsed.drafts, expected["items"]) == []
    if "rows" in expected:
        assert parsed.rows == expected["rows"]


def test_rows_are_refused_only_where_they_must_be(ledger):
    parsed, expected = ledger

    if "errors" in expected:
        assert sorted({error.row for error in parsed.errors}) == expected["errors"]


@pytest.mark.parametrize("builder", REFUSED, ids=lambda builder: builder.__name__)
def test_what_is_no_list_is_refused_in_one_line(builder, tmp_path):
    path, _ = build(builder, tmp_path)

    with pytest.raises(UnreadableFileError) as refusal:
        read_list(path)
    assert len(str(refusal.value).strip().splitlines()) == 1


def test_every_expected_item_stands_in_the_sheet_it_is_expected_from(tmp_path):
    for builder in LEDGERS:
        path, expected = build(builder, tmp_path)
        sheet = load_workbook(path)[expected["sheet"]]

        texts = " ".join(squeezed(value) for row in sheet.values for value in row)
        assert [item for item in expected["items"] if squeezed(item.get("title")) not in texts] == []
        assert max(item["row"] for item in expected["items"]) <= sheet.max_row


def test_the_whole_corpus_is_written_with_its_expectations(tmp_path):
    paths = build_all(tmp_path / "corpus")

    assert len({path.name for path in paths}) == len(BUILDERS)
    assert all(path.with_suffix(".json").stat().st_size for path in paths)

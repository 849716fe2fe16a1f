"""Each row of the security and reliability requirements has a test, or stands on the list of those still without."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
ROWS = {f"S{number:02d}" for number in range(1, 74)} | {f"V{number}" for number in range(1, 41)}
MARK = re.compile(r"mark\.req\(([^)]*)\)")


def proven():
    found = set()
    for path in TESTS.rglob("*.py"):
        for rows in MARK.findall(path.read_text(encoding="utf-8")):
            found |= set(re.findall(r"[SV]\d+", rows))
    return found


def still_open():
    lines = (HERE / "requirements_open.txt").read_text(encoding="utf-8").split("\n")
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def test_a_row_is_proven_or_on_the_list_never_both():
    assert proven() | still_open() == ROWS
    assert not proven() & still_open(), "proven rows leave the list"


def test_marks_name_rows_that_exist():
    assert proven() <= ROWS


@pytest.mark.parametrize("row", ["S19", "S24", "V1", "V3", "V4", "V30", "V31"])
def test_the_rows_of_the_workflow_are_proven(row):
    assert row in proven()

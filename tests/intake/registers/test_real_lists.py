"""Real lists come in as they are; they are not published with the product (LEDGER_SAMPLES)."""

import os
from pathlib import Path

import pytest

from enterprises.models import Enterprise
from intake.imports.registers import kinds
from intake.imports.registers.book import Book
from intake.imports.registers.checking import check
from intake.imports.registers.questions import Asking
from intake.imports.registers.taking import take
from intake.reading.registers import read_register
from intake.reading.workbooks import read_grids
from intake.services.importing import ListGiven
from parks.models import Park
from tests.factories import UserFactory

SAMPLES = Path(os.environ.get("LEDGER_SAMPLES", "no samples"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="LEDGER_SAMPLES names no folder with real lists"),
]


def checked(kind_code, name, actor, sheet=None, **answers):
    kind = kinds.named(kind_code)
    parsed = read_register(read_grids(SAMPLES / name), kind.fields, kind.key, sheet=sheet)
    return check(parsed, kind, Book(actor), Asking(answers, takes_proposals=True))


def brought(kind_code, name, actor):
    list_ = checked(kind_code, name, actor)
    take(list_, ListGiven(name, "0" * 64, ""), actor=actor)
    return list_


def test_the_list_of_enterprises():
    actor = UserFactory()

    list_ = brought("enterprises", "chemical_enterprises_ammonia_methanol.xlsx", actor)

    assert list_.counts == {"new": 124, "changed": 0, "same": 0, "repeated": 0, "refused": 0}
    assert Enterprise.objects.count() == 124
    first = Enterprise.objects.get(name="宁夏宝丰能源集团股份有限公司")
    assert (first.address, first.kind, first.credit_code) == ("宁夏银川市", "COAL", "")
    assert Enterprise.objects.get(name="山东先达农化股份有限公司").address == "博兴经济开发区兴博一路169号"


def test_the_same_list_again_changes_nothing():
    actor = UserFactory()
    brought("enterprises", "chemical_enterprises_ammonia_methanol.xlsx", actor)

    again = checked("enterprises", "chemical_enterprises_ammonia_methanol.xlsx", actor)

    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 124)


@pytest.mark.parametrize("name", ["2018", "2018_out_of_spec_font"])
def test_the_list_of_projects(name):
    actor = UserFactory()

    list_ = brought("projects", f"chemical_construction_projects_{name}.xlsx", actor)

    assert list_.counts["new"] + list_.counts["repeated"] == 252


def test_the_lists_of_parks_of_six_provinces():
    actor = UserFactory()

    list_ = brought("parks", "chemical_parks_six_provinces.xlsx", actor)

    assert list_.counts["new"] == 99
    assert Park.objects.get(name="莘县化工产业园").area_hectares == 757
    assert Park.objects.get(name="建德经济开发区化工园区").committee.name == "建德经济开发区化工园区管委会"

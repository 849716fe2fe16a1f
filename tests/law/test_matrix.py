"""For every row of the catalogues there is, on each of the days around a change of law, one set of bases."""

import csv
from collections import defaultdict
from datetime import date

import pytest

from core import clock
from law.models import Basis
from law.rules.articles import places_in
from law.services import citing
from tests.house import ROOT

pytestmark = pytest.mark.django_db

DAYS = ("2026-08-14", "2026-08-15", "2026-09-29", "2026-09-30", "today")
CATALOGUES = {
    "category": "inspections/catalogs/problem_categories.csv",
    "permit_kind": "enterprises/catalogs/permit_kinds.csv",
    "checklist_item": "tests/law/checklist_rows.csv",
    "criterion": "law/catalogs/major_accident_hazard_criteria.csv",
}
VIOLATIONS = "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A13 A15"
"""The codes of rules R5."""


def subjects(kind, on):
    """The codes of the catalogue that holds on a day."""
    if kind == "violation":
        return VIOLATIONS.split()
    with (ROOT / CATALOGUES[kind]).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    held = (row for row in rows if (row.get("valid_from") or "") <= on.isoformat())
    return [row["code"] for row in held if on.isoformat() <= (row.get("valid_to") or "9999")]


@pytest.fixture(params=DAYS)
def day(request):
    return clock.today() if request.param == "today" else date.fromisoformat(request.param)


@pytest.fixture
def offered(day):
    """What may be cited on the day, by catalogue and code, found in one go."""
    found = defaultdict(list)
    for basis in Basis.objects.citable().in_force(day).select_related("instrument"):
        found[basis.subject_kind, basis.subject_code].append(basis)
    return found


@pytest.mark.parametrize("kind", [*CATALOGUES, "violation"])
def test_every_row_has_bases_on_the_day(kind, day, offered):
    assert [code for code in subjects(kind, day) if not offered[kind, code]] == []


def test_none_stands_beside_the_one_that_follows_it(day, offered):
    for bases in offered.values():
        cited = {basis.instrument_id for basis in bases}
        assert not cited & {basis.instrument.replaced_by_id for basis in bases}


def test_the_offer_for_one_row_is_the_one_of_all_rows(day, offered):
    for kind, code in (("category", "B04"), ("violation", "A09"), ("permit_kind", "PM25"), ("criterion", "MC5_7_1")):
        assert citing.bases_for(kind, code, day) == citing.in_legal_order(offered[kind, code])


def test_every_article_of_the_catalogue_can_be_read():
    for basis in Basis.objects.all():
        assert bool(places_in(basis.article)) == basis.is_citable
        assert places_in(basis.penalty_article) or not basis.penalty_article

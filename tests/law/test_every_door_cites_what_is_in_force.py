"""Nothing that is opened, leaves as a file or is answered names law that isn't in force on its day (R11, 1 and 2).

The doors are those of the resolver, the papers those of the registered kinds, the tables those that point at the law:
one that is added later is walked, or fails here.
"""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from accounts.states import Role
from core import clock
from inspections.models import FindingBasis
from law.models import Basis, Criterion, DefectivePaper, Instrument
from law.rules import naming
from law.services import citing
from law.states import InstrumentKind, SubjectKind
from tests.doors.addresses import addresses, text_of
from tests.factories import ItemFactory, UserFactory, ViolationFactory

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 8, 14), date(2026, 8, 15), date(2026, 9, 29), date(2026, 9, 30), date(2026, 11, 28)]
CATEGORIES = ("A03", "A05", "B01", "C04", "C08")
TELLS_THE_LAW = ("law:", "api:instruments-", "api:bases-", "api:criteria-")
"""The pages and collections of the law itself tell what has ended and what is to come."""
CITING = {"rectification:item-detail", "rectification:item-export", "projects:violation-detail"}
"""Doors of which is known that they cite."""
POINTING = {
    "law.Instrument.replaced_by": "the catalogue itself",
    "law.Basis.instrument": "the catalogue itself",
    "law.Criterion.instrument": "the catalogue itself",
    "law.DefectivePaper.instrument": "what a paper should not have cited",
    "inspections.FindingBasis.basis": "cited as of its own day (invariant I14)",
    "inspections.Finding.criterion": "of the day of the finding (test_findings_cite)",
    "safety.QualificationRule.criterion": "read by the day of the criterion (safety/services/qualifying.py)",
    "safety.Shortfall.criterion": "in force on the day since which it is so (safety/services/proposing.py)",
    "visits.Visit.basis": "in force on the day of the visit, asked when it is planned and approved (tests/visits)",
    "rectification.RemappedBasis.ended": "what is left",
    "rectification.RemappedBasis.follower": "in force when it is proposed and when it is confirmed (test_remapping)",
}
"""Every column that points at the law, and why it can't cite what was not in force."""


def test_every_table_that_points_at_the_law_is_known():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in (Basis, Criterion, Instrument)
    }

    assert found == POINTING.keys()


class County:
    """A problem with what may be cited for it on a day, and a project ahead of its papers."""

    def __init__(self, day: date) -> None:
        self.item = ItemFactory(rectifying=True)
        self.coordinator = UserFactory(role=Role.COORDINATOR, organization=self.item.people["coordinator"].organization)
        self.violation = ViolationFactory()
        for category in CATEGORIES:
            for basis in citing.bases_for(SubjectKind.CATEGORY, category, day):
                said = {"cited_on": day, "cited_by": self.coordinator, "cited_at": clock.now()}
                FindingBasis.objects.get_or_create(finding=self.item.finding, basis=basis, defaults=said)

    @property
    def things(self):
        project = self.violation.project
        return {
            "item": [self.item],
            "rectification": [self.item],
            "finding": [self.item.finding],
            "violation": [self.violation],
            "project": [project],
            "enterprise": [project.enterprise, self.item.enterprise],
            "park": [project.enterprise.park],
        }


def out_of_force(day):
    """What a text of the day must not name; what has the title of something in force is told by its number."""
    return [each for each in Instrument.objects.all() if not each.is_in_force(day)]


def named(text, instruments):
    for each in instruments:
        if each.short_zh in text or (each.number and each.number in text):
            is_law = each.kind == InstrumentKind.LAW
            if naming.is_named(text, title=each.short_zh, number=each.number, is_law=is_law):
                yield each.pk


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_door_names_law_that_is_not_in_force(day, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(clock.start_of(day)):
        county, gone, met, citing_doors = County(day), out_of_force(day), set(), set()
        held = list(Instrument.objects.in_force(day))
        browser = Client(raise_request_exception=False)
        browser.force_login(county.coordinator)
        for name, path in sorted(set(addresses({k: [r for r in rows if r] for k, rows in county.things.items()}))):
            if not name.startswith(TELLS_THE_LAW):
                text = text_of(browser.get(path))
                met |= {(name, code) for code in named(text, gone)}
                citing_doors |= {name for _code in named(text, held)}

    assert met == set()
    assert citing_doors >= CITING, "what cites is seen by the walk"
    assert DefectivePaper.objects.count() == 0

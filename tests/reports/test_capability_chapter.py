"""队伍和装备 in the monthly report: as it was at the end of the month."""

from datetime import date

import pytest

from capability.models import EarlierPost, Team, Training
from core.figures import Moment
from reports.services import capability_chapter
from reports.services.capability_chapter import people_and_equipment
from tests.capability.conftest import instrument, supervisor
from tests.factories import OrganizationFactory, ParkFactory, county

pytestmark = pytest.mark.django_db
OCTOBER = Moment.end_of(date(2026, 10, 31))


class Written:
    """A writer as far as the chapter asks it."""

    def __init__(self, values, trainings=None, park=None):
        self.report = self
        self.profile, self.park_id = {"figures": values, "trainings": trainings or {}}, park

    def filed_parts(self, named, unit, before=""):
        (word, code), *_more = named
        return [before, word, str(self.profile["figures"][code]), unit] if self.profile["figures"].get(code) else []


def said(writer):
    return "".join(getattr(run, "text", run) for block in people_and_equipment(writer) for run in block.runs)


def test_the_counts_are_those_of_the_end_of_the_month():
    unit = Team.objects.create(organization=OrganizationFactory()).organization
    supervisor(unit, since=date(2026, 10, 31))
    supervisor(unit, since=date(2026, 11, 1))
    gone = supervisor(unit, left_on=date(2026, 10, 30))
    EarlierPost.objects.create(person=gone, until=date(2019, 1, 1))
    instrument(unit, calibrate_by=date(2026, 10, 30))

    found = capability_chapter.figures_of(county(), None, OCTOBER)

    assert found == {
        "teams.all": 1,
        "teams.without_people": 0,
        "supervisors.in_post": 1,
        "supervisors.qualified": 1,
        "equipment.all": 1,
        "equipment.calibration_late": 1,
    }


def test_a_park_has_the_people_of_its_committee():
    park = ParkFactory()
    supervisor(Team.objects.create(organization=park.committee).organization)
    supervisor(Team.objects.create(organization=OrganizationFactory()).organization)

    assert capability_chapter.figures_of(county(), park, OCTOBER)["supervisors.in_post"] == 1


def test_the_trainings_are_those_of_the_month():
    person = supervisor(OrganizationFactory())
    for day, result in (("2026-10-01", "PASSED"), ("2026-10-31", "FAILED"), ("2026-11-01", "PASSED")):
        Training.objects.create(person=person, subject="法", held_on=day, hours=8, result=result)

    assert capability_chapter.trainings_of(county(), None, OCTOBER) == {"times": 1, "hours": 8}


COUNTED = {
    "teams.all": 3,
    "teams.without_people": 1,
    "supervisors.in_post": 10,
    "supervisors.qualified": 7,
    "equipment.all": 5,
    "equipment.calibration_late": 2,
}


def test_the_chapter_in_words():
    assert said(Written(COUNTED, {"times": 4, "hours": 60})) == (
        "监管单位3个，在岗监管人员10人，其中具有化工安全相关学历和从业经历的7人，占70.0%，距75%的目标缺1人"
        "；无在岗人员的监管单位1个；当月培训4人次、60学时；监管装备5台（套），其中检定超期2台（套）。"
    )


def test_nobody_in_post_is_no_share():
    nobody = {**COUNTED, "supervisors.in_post": 0, "supervisors.qualified": 0, "equipment.all": 0}

    assert said(Written(nobody)) == "监管单位3个，均无在岗监管人员。"


def test_without_a_file_there_is_no_chapter():
    assert said(Written({})) == ""

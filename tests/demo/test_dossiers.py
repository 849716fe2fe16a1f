"""What stands in the files of a big county's enterprises is written in bulk, and as the services would let it be."""

from collections.abc import Iterator
from datetime import date, datetime, time
from random import Random

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from admission.models import Application
from core import clock
from core.services import calendar, invariants
from demo.bulk import admissions
from demo.bulk.admissions import Admissions
from demo.bulk.dossiers import Closures, Objections, Plans
from demo.bulk.files import FileShelf
from demo.bulk.writing import BulkWriter
from demo.courses import courses_for
from demo.plots import Stage, plots
from demo.seeding import found
from demo.sizes import Size
from demo.timelines import COUNTY_TIME
from documents.models import IssuedDocument
from objections.models import Objection
from plans.models import Closure, EnterprisePlan, PlanMeasure
from plans.workflow.closures import lacking
from rectification.models import PlacedMeasure
from rectification.states import State

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
TINY = Size("tiny", parks=1, enterprises=8, items=0, growth=1.5, bulk=True)


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    """A county with a ledger, in whose files nothing of all that stands yet."""
    with override_settings(MEDIA_ROOT=tmp_path), clock.at(datetime.combine(TODAY, time(), COUNTY_TIME)):
        stage = found(TINY, Random(1), TODAY, password="!")
        life = list(plots(stage, courses_for(160, with_merged=False)))
        shelf = FileShelf(stage.county.logins["coordinator"], life[0].at, seed=1)
        BulkWriter(stage, shelf).write(life)
        shelf.clear_away()
        yield stage
    cache.clear()


def test_the_plans_of_a_county_stand_at_every_stage_with_measures_followed_on_the_ledger(stage):
    Plans(stage.county, TODAY).write(stage.enterprises)

    assert set(EnterprisePlan.objects.values_list("state", flat=True)) == {"DRAFT", "REVIEW", "APPROVED", "COMPLETED"}
    for measure in PlanMeasure.objects.select_related("plan"):
        measure.clean()
    for plan in EnterprisePlan.objects.filter(state__in=("APPROVED", "COMPLETED")):
        placed = PlacedMeasure.objects.filter(plan=f"plans.enterpriseplan:{plan.pk}").select_related("item")
        assert placed
        assert all((each.item.state == State.CLOSED) == (plan.state == "COMPLETED") for each in placed)
        assert plan.measures.count() == len(placed) or plan.state == "APPROVED"
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []


def test_a_closure_that_is_done_lacks_nothing_and_one_that_is_under_way_does(stage):
    Closures(stage.county, TODAY).write(stage.enterprises)

    by_state = {closure.state: closure for closure in Closure.objects.all()}
    assert set(by_state) == {"PREPARED", "OPEN", "DONE"}
    assert lacking(by_state["DONE"]) == []
    assert lacking(by_state["OPEN"])
    for closure in by_state.values():
        closure.clean()
        for part in closure.instalments.all():
            part.clean()


def test_objections_have_an_end_or_wait_for_an_answer_that_is_still_due(stage):
    Objections(stage.county, TODAY, calendar.current()).write(stage.enterprises)

    rows = list(Objection.objects.prefetch_related("events"))
    assert {row.state for row in rows} == {"OPEN", "REJECTED", "WITHDRAWN"}
    assert all(row.due >= TODAY for row in rows if row.state == "OPEN")
    assert all(row.events.count() == (1 if row.state == "OPEN" else 2) for row in rows)


def test_twice_as_many_enterprises_ask_the_database_no_more_often(stage):
    assert len(questions(stage, stage.enterprises)) == len(questions(stage, stage.enterprises[:4]))


def questions(stage, enterprises):
    """What is asked to write the files of some enterprises; it is taken back again."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        Plans(stage.county, TODAY).write(enterprises)
        Objections(stage.county, TODAY, calendar.current()).write(enterprises)
        transaction.set_rollback(True)
    return asked


def test_the_admissions_of_a_county_are_decided_by_the_service_with_a_paper_each(stage, monkeypatch):
    monkeypatch.setattr(admissions, "APPLIES_EVERY", 1)

    for moment, decide in sorted(Admissions(stage.county, TODAY).write(stage.enterprises), key=lambda each: each[0]):
        with clock.at(moment):
            decide()

    assert set(Application.objects.values_list("state", flat=True)) == {
        "ADMITTED", "CONDITIONAL", "REFUSED", "REVIEWED", "REVIEWING",
    }  # fmt: skip
    decided = Application.objects.exclude(decision="")
    assert IssuedDocument.objects.filter(kind="ADMISSION").count() == len(decided)
    assert all(row.record for row in decided if row.decision != "REFUSED")
    assert all(row.reviews.count() == 3 for row in Application.objects.all())
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []

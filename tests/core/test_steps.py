"""Tables of steps (`core.steps`): what a row lacks is told in words; who comes too late is told so first."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from core import clock
from core.errors import NotAllowedError, StaleError
from core.services.acting import take
from core.services.holding import HeldError
from core.steps import steps_are_whole
from reports.workflow import REPORTS
from tests.factories import UserFactory
from tests.reports.conftest import items, people, plant, report  # noqa: F401 - fixtures

REVIEW = REPORTS.steps["review"]


def test_every_table_is_whole():
    assert steps_are_whole() == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (replace(REVIEW, refused=""), "has no words for whom it is refused"),
        (replace(REVIEW, when=REPORTS.steps["correct"].when), "has no words for when it is refused"),
        (replace(REVIEW, name="look"), "has no effect"),
    ],
)
def test_what_a_row_lacks_is_told_in_words(monkeypatch, row, told):
    monkeypatch.setitem(REPORTS.steps, row.name, row)

    (said,) = steps_are_whole()

    assert f"The step {row.name!r} of report {told}" in said.msg


@pytest.mark.parametrize(("name", "told"), [("reveiw", "no step of report"), ("review", "has two effects")])
def test_an_effect_is_of_one_step_of_the_table(name, told):
    with pytest.raises(ImproperlyConfigured, match=told):
        REPORTS.effect(name)(lambda thing, actor, given: None)


@pytest.mark.django_db
def test_a_held_account_then_an_old_page_then_the_wrong_person(report, people):  # noqa: F811
    held = UserFactory(role="SUPERIOR", organization=report.county, reset_at=report.built_at)
    with clock.at(report.built_at), pytest.raises(HeldError):
        take(REPORTS, report.pk, "review", actor=held, version=0)
    with pytest.raises(StaleError) as late:
        take(REPORTS, report.pk, "review", actor=people["superior"], version=0)
    with pytest.raises(NotAllowedError) as wrong:
        take(REPORTS, report.pk, "review", actor=people["superior"], version=report.version)

    assert (late.value.status, late.value.facts, late.value.field) == (409, {"version": report.version}, None)
    assert (wrong.value.status, str(wrong.value)) == (403, str(REVIEW.refused))

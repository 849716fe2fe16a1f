"""A reviewer who stays silent: the clock tells, and whoever keeps the park's file excuses and names another."""

from datetime import timedelta

import pytest

from admission.clocks import REVIEWS
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import LogEntry
from tests.factories import UserFactory

from .test_pages import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(case):
    """Two of three reviews are in; the third reviewer says nothing."""
    case.convened()
    for reviewer in case.reviewers[:2]:
        case.give(reviewer)
    return case


def test_a_silent_reviewer_is_replaced_and_the_review_goes_on(silent):
    further, last = UserFactory(), silent.reviewers[2]

    silent.take("excuse", silent.chair, reviewer=last, reason="长期外出", reviewers=[further])

    with pytest.raises(NotAllowedError):
        silent.give(last)
    assert silent.give(further).state == "REVIEWED"


def test_where_enough_reviews_are_in_the_excuse_ends_the_review(silent, settings):
    settings.ADMISSION_REVIEWERS = 2

    assert silent.take("excuse", silent.chair, reviewer=silent.reviewers[2], reason="长期外出").state == "REVIEWED"


def test_the_reason_is_in_the_log_and_begins_the_minutes(silent, client, settings):
    settings.ADMISSION_REVIEWERS = 2
    silent.take("excuse", silent.chair, reviewer=silent.reviewers[2], reason="长期外出")
    client.force_login(silent.chair)

    form = client.get(step(silent, "minute")).context["form"]

    assert form["minutes"].value() == f"{silent.reviewers[2].name}免去评审：长期外出"
    assert LogEntry.objects.get(act="admission.excuse").reason == "长期外出"


def test_who_has_given_a_review_is_not_excused(silent):
    with pytest.raises(DomainError):
        silent.take("excuse", silent.chair, reviewer=silent.reviewers[0], reason="意见不合")

    assert silent.application.reviews.filter(recused_at=None).count() == 3


def test_a_reviewer_excuses_nobody(silent):
    with pytest.raises(NotAllowedError):
        silent.take("excuse", silent.reviewers[0], reviewer=silent.reviewers[2], reason="长期外出")


def test_the_keeper_excuses_on_a_page_that_keeps_what_was_typed(silent, client):
    client.force_login(silent.chair)
    given = {"version": silent.application.version, "reviewer": silent.reviewers[2].pk, "reason": ""}

    assert client.post(step(silent, "excuse"), given).status_code == 422
    assert client.post(step(silent, "excuse"), {**given, "reason": "长期外出"}).status_code == 302
    assert silent.application.reviews.exclude(excused_by=None).get().reviewer == silent.reviewers[2]


def test_the_clock_runs_for_those_who_have_not_reviewed(silent, settings):
    due = clock.today() + timedelta(days=settings.ADMISSION_REVIEW_DAYS)

    assert [(row.reviewer, row.due_on) for row in REVIEWS.rows()] == [(silent.reviewers[2], due)]


def test_on_the_calendar_each_task_says_whose_it_is(silent):
    silent_one = silent.reviewers[2]

    assert [row.what for row in REVIEWS.rows().annotate(what=REVIEWS.named())] == [
        f"{silent.application.project.name} 准入评审 {silent_one.name}"
    ]


def test_no_clock_runs_where_the_review_is_over(case):
    case.reviewed()

    assert not REVIEWS.rows().exists()

"""基础设施: progress as history, milestones and delays, built and not in use, and how it stood on any past day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.states import Role
from core import clock, figures
from core.errors import DomainError
from core.figures import Asked, Moment
from core.models import FileChange
from core.services.editing import NotKeeperError
from parks.models import Infrastructure, InfrastructureProgress
from parks.rules.milestones import Milestone, days_late, days_unused, reached
from parks.services import progress
from parks.services.progress import Seen
from parks.states import InfrastructureStatus as Status
from tests.factories import ParkFactory, UserFactory

DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1))
TODAY = date(2026, 6, 1)


def ago(days):
    return clock.today() - timedelta(days=days)


@pytest.fixture
def facility(db):
    return Infrastructure.objects.create(park=ParkFactory(), kind_id="INF01", name="污水处理厂", status=Status.PLANNED)


@pytest.fixture
def keeper(facility):
    return UserFactory(role=Role.PARK, organization=facility.park.committee)


@pytest.mark.parametrize(
    ("planned", "real", "delay"),
    [
        (date(2026, 5, 1), date(2026, 5, 11), 10),
        (date(2026, 5, 11), date(2026, 5, 1), -10),
        (date(2026, 5, 31), None, 1),
        (date(2026, 6, 1), None, None),
        (None, date(2026, 5, 1), None),
    ],
    ids=["late", "early", "due yesterday", "due today", "not planned"],
)
def test_a_milestone_is_late_by_days(planned, real, delay):
    assert Milestone(planned, real).delay(TODAY) == delay


@given(planned=DAY, status=st.sampled_from(Status), today=DAY)
def test_what_is_in_use_is_not_late_and_nothing_is_late_before_its_day(planned, status, today):
    late = days_late(planned, status, today)

    assert late >= 0
    if today <= planned or status == Status.IN_USE:
        assert late == 0


def test_built_and_not_in_use_is_counted_from_the_day_it_was_built():
    assert days_unused(Status.BUILT_UNUSED, date(2026, 5, 2), TODAY) == 30
    assert days_unused(Status.IN_USE, date(2026, 5, 2), TODAY) is None


@given(before=st.sampled_from(Status), after=st.sampled_from(Status))
def test_a_milestone_is_reached_once_and_only_forwards(before, after):
    names = reached(before, after)

    assert before != after or not names
    assert ("in_use_since" in names) == (after == Status.IN_USE != before)


def test_a_facility_says_what_its_last_row_says(facility, keeper):
    progress.note(facility.pk, Seen(ago(30), 20, Status.BUILDING, "打桩"), actor=keeper)
    progress.note(facility.pk, Seen(ago(10), 100, Status.BUILT_UNUSED), actor=keeper)

    facility.refresh_from_db()
    assert (facility.status, facility.progress) == (Status.BUILT_UNUSED, 100)
    assert (facility.started_on, facility.completed_on, facility.in_use_since) == (ago(30), ago(10), None)
    assert facility.days_unused == 10
    assert FileChange.objects.of(facility.park).first().after["progress"] == 100


def test_a_row_that_completes_the_past_leaves_the_present_alone(facility, keeper):
    progress.note(facility.pk, Seen(ago(10), 60, Status.BUILDING), actor=keeper)

    progress.note(facility.pk, Seen(ago(20), 30, Status.BUILDING), actor=keeper)

    facility.refresh_from_db()
    assert facility.progress == 60
    assert [row.percent for row in facility.progress_rows.all()] == [60, 30]


@pytest.mark.parametrize(
    ("seen", "field"),
    [
        (lambda: Seen(ago(-1), 10, Status.BUILDING), "day"),
        (lambda: Seen(ago(0), 99, Status.IN_USE), "percent"),
        (lambda: Seen(ago(0), 101, Status.BUILDING), "percent"),
    ],
    ids=["tomorrow", "built at 99", "more than all"],
)
def test_progress_that_cannot_be_is_refused_at_its_field(facility, keeper, seen, field):
    with pytest.raises(DomainError) as refused:
        progress.note(facility.pk, seen(), actor=keeper)

    assert refused.value.field == field
    assert not facility.progress_rows.exists()


def test_whoever_only_reads_writes_no_progress(facility):
    with pytest.raises(NotKeeperError):
        progress.note(facility.pk, Seen(ago(0), 1, Status.BUILDING), actor=UserFactory(role=Role.INSPECTOR))
    with pytest.raises(Infrastructure.DoesNotExist):
        progress.note(facility.pk, Seen(ago(0), 1, Status.BUILDING), actor=UserFactory(role=Role.PARK))


def test_progress_is_neither_changed_nor_deleted(facility, keeper):
    row = progress.note(facility.pk, Seen(ago(0), 1, Status.BUILDING), actor=keeper)

    for act in (lambda: InfrastructureProgress.objects.filter(pk=row.pk).update(percent=2), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_any_past_day_is_shown_as_it_was(client, facility, keeper):
    progress.note(facility.pk, Seen(ago(30), 20, Status.BUILDING), actor=keeper)
    progress.note(facility.pk, Seen(ago(10), 100, Status.BUILT_UNUSED), actor=keeper)
    client.force_login(keeper)

    def then(days):
        query = {"tab": "infrastructure", "as_of": ago(days).isoformat()}
        rows = client.get(facility.park.get_absolute_url(), query).context["table"].rows
        return [(row.status, row.percent) for row in rows]

    assert [then(days) for days in (31, 30, 11, 10)] == [
        [],
        [(Status.BUILDING, 20)],
        [(Status.BUILDING, 20)],
        [(Status.BUILT_UNUSED, 100)],
    ]


@pytest.mark.parametrize("back", [0, 10, 25])
def test_each_figure_counts_what_its_list_shows(client, facility, keeper, back):
    Infrastructure.objects.filter(pk=facility.pk).update(planned_completion=ago(26))
    progress.note(facility.pk, Seen(ago(30), 20, Status.BUILDING), actor=keeper)
    progress.note(facility.pk, Seen(ago(10), 100, Status.BUILT_UNUSED), actor=keeper)
    client.force_login(keeper)
    asked = Asked.by(keeper, as_of=Moment.end_of(ago(back)))
    codes = [figure.code for figure in figures.registered() if figure.code.startswith("infrastructure.")]

    read = figures.read(codes, asked)

    assert read["infrastructure.late"].value == 1
    for code in codes:
        listed = client.get(read[code].url).context["page"].paginator.count
        assert listed == read[code].value, code


def test_the_phone_writes_progress_down(client, facility, keeper):
    client.force_login(keeper)
    page = reverse("parks:infrastructure-progress", args=[facility.pk])

    client.post(page, {"percent": "35", "status": "BUILDING", "note": "池壁浇筑", "day": clock.today().isoformat()})

    facility.refresh_from_db()
    assert (facility.progress, facility.note) == (35, "池壁浇筑")
    assert "池壁浇筑" in client.get(facility.get_absolute_url()).text


def test_the_time_line_says_in_words_what_it_draws(client, facility, keeper):
    Infrastructure.objects.filter(pk=facility.pk).update(planned_start=ago(90), planned_completion=ago(5))
    progress.note(facility.pk, Seen(ago(80), 40, Status.BUILDING), actor=keeper)
    client.force_login(keeper)

    bar = client.get(facility.park.get_absolute_url(), {"tab": "infrastructure"}).context["line"]["bars"][0]

    assert (bar.stood.late, bar.done.width < bar.real.width) == (5, True)
    assert all(part in bar.said for part in ("污水处理厂", "40%", ago(80).isoformat(), ago(5).isoformat()))


def test_a_patch_of_the_api_is_a_row_of_the_history(client, facility, keeper):
    client.force_login(keeper)
    page = f"/api/v1/infrastructure/{facility.pk}/"

    def patch(**body):
        return client.patch(page, {"version": facility.version, **body}, content_type="application/json")

    assert patch(status="IN_USE", progress=50).status_code == 400
    answer = patch(status="IN_USE")

    assert (answer.status_code, answer.json()["progress"]) == (200, 100)
    assert [row["percent"] for row in client.get(page).json()["history"]] == [100]


def test_one_far_day_presses_no_bar_together_and_is_named_below_the_line(client, facility, keeper):
    near = Infrastructure.objects.create(
        park=facility.park,
        kind_id="INF01",
        name="应急池",
        planned_start=ago(0),
        planned_completion=clock.today() + timedelta(days=700),
    )
    Infrastructure.objects.filter(pk=facility.pk).update(planned_completion=date(2090, 1, 1))
    client.force_login(keeper)

    page = client.get(facility.park.get_absolute_url(), {"tab": "infrastructure"})

    bars = {bar.stood.facility.name: bar for bar in page.context["line"]["bars"]}
    assert bars[near.name].planned.width > 10
    assert page.context["line"]["beyond"] == ["污水处理厂 2090-01-01"]
    assert "污水处理厂 2090-01-01" in page.text

"""The page that a leader reads in a minute: what is wrong in sentences, and the parts of the file behind them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.models import FileChange
from parks.models import (
    Infrastructure,
    LeaderVisit,
    ParkPaper,
    QuotaAccount,
    RecognitionProblem,
    StopNotice,
    UpgradePlan,
)
from parks.services import quota, stops
from parks.services.quota import Posting
from parks.states import PaperKind, PostingKind
from tests.factories import ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def park():
    return ParkFactory(risk_grade="D", risk_assessed_on=clock.today())


@pytest.fixture
def keeper(park):
    return UserFactory(role=Role.PARK, organization=park.committee)


def stop(park, pollutant="", *, since=0, until=None):
    return StopNotice.objects.create(
        park=park,
        pollutant=pollutant,
        region="全县",
        authority="省厅",
        document=f"函{since}号",
        since=clock.today() + since * DAY,
        until=until,
    )


def problem(park, days, **more):
    day = clock.today() + days * DAY
    return RecognitionProblem.objects.create(park=park, problem="应急池不足", deadline=day, **more)


def sentences(client, park, person, **query):
    client.force_login(person)
    panels = client.get(park.get_absolute_url(), query).context["panels"]
    return [each.tab for each in next(panel.shown["sentences"] for panel in panels if "sentences" in panel.shown)]


def test_of_a_park_with_nothing_wrong_nothing_is_said(client, park, keeper):
    assert sentences(client, park, keeper) == []


def test_each_trouble_is_a_sentence_that_leads_to_its_tab(client, keeper, park):
    type(park).objects.filter(pk=park.pk).update(risk_grade="B", risk_assessed_on=clock.today() - 500 * DAY)
    built = {"kind_id": "INF02", "name": "消防站", "status": "BUILT_UNUSED", "completed_on": clock.today() - 9 * DAY}
    Infrastructure.objects.create(park=park, planned_completion=clock.today() - DAY, **built)
    stop(park)
    account = QuotaAccount.objects.create(park=park, pollutant="COD", year=2026)
    cut = Posting(PostingKind.CUT, Decimal(1), clock.today(), "函")
    quota.post(account.pk, cut, actor=UserFactory(), signed_reason="核减")
    problem(park, -1)

    found = sentences(client, park, keeper)

    assert found[-2:] == ["risk", "recognition"], "what can wait comes last: a new score, no plan"
    assert sorted(found[:-2]) == ["infrastructure", "infrastructure", "quota", "quota", "recognition", "risk"]


def test_what_is_over_or_has_not_begun_is_no_trouble(client, park, keeper):
    stop(park, since=-9, until=clock.today() - DAY)
    stop(park, since=1)
    problem(park, -9, done_on=clock.today(), result="已建成")

    assert sentences(client, park, keeper) == []


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (-9, 0, True), (-9, -1, False), (1, None, False)],
    ids=["from today", "until today", "until yesterday", "from tomorrow"],
)
def test_a_stop_holds_from_its_first_to_its_last_day(park, since, until, holds):
    stop(park, "COD", since=since, until=until if until is None else clock.today() + until * DAY)

    assert bool(stops.hindrances(park, ["COD"], is_hazardous=False)) == holds


def test_a_stop_hinders_what_adds_to_its_pollutant_and_one_without_hinders_all(park):
    stop(park, "COD")
    assert stops.hindrances(park, ["SO2"], is_hazardous=False) == []

    stop(park, since=-1)

    assert [each.blocks for each in stops.hindrances(park, [], is_hazardous=False)] == [True]


@pytest.mark.parametrize(("grade", "blocks"), [("A", [True]), ("B", [False]), ("C", []), ("D", []), ("", [])])
def test_the_grade_hinders_hazardous_projects(park, grade, blocks):
    park.risk_grade = grade

    assert [each.blocks for each in stops.hindrances(park, [], is_hazardous=True)] == blocks
    assert stops.hindrances(park, [], is_hazardous=False) == []


def test_what_is_corrected_says_how(client, park, keeper):
    client.force_login(keeper)
    page = reverse("parks:problem-create", args=[park.pk])
    given = {"problem": "应急池不足", "deadline": "2026-01-31", "done_on": "2026-01-30"}

    assert "result" in client.post(page, given).context["form"].errors
    assert client.post(page, {**given, "result": "已建成"}).status_code == 302
    assert FileChange.objects.of(park).get().after["result"] == "已建成"


@pytest.mark.parametrize(
    ("kind", "valid", "until"),
    [(PaperKind.SAFETY_ASSESSMENT, None, "2029-02-28"), (PaperKind.MASTER_PLAN, None, None)],
    ids=["overall assessment", "plan"],
)
def test_an_overall_assessment_without_a_last_day_holds_for_the_cycle_of_the_setting(kind, valid, until):
    paper = ParkPaper(kind=kind, issued_on=clock.today().replace(2024, 2, 29), valid_until=valid)

    assert (paper.holds_until and paper.holds_until.isoformat()) == until


@pytest.mark.parametrize(("grade", "target", "reached"), [("B", "C", False), ("C", "C", True), ("D", "C", True)])
def test_a_plan_is_reached_by_its_grade_or_a_better_one(park, grade, target, reached):
    park.risk_grade = grade

    assert UpgradePlan(park=park, target_grade=target).is_reached == reached


def test_the_linked_leader_writes_the_own_visit_down_and_no_other_reader_does(client, park):
    leader, other = (UserFactory(role=Role.SUPERIOR, organization=park.county) for _each in range(2))
    type(park).objects.filter(pk=park.pk).update(linked_leader=leader)
    page = reverse("parks:visit-create", args=[park.pk])
    given = {"day": clock.today().isoformat(), "seen": "应急池施工"}

    client.force_login(other)
    assert client.post(page, given).status_code == 403
    client.force_login(leader)
    assert client.post(page, given).status_code == 302

    visit = LeaderVisit.objects.get()
    assert (visit.leader, visit.seen) == (leader, "应急池施工")
    assert "应急池施工" in client.get(park.get_absolute_url(), {"tab": "visits"}).text


def test_nobody_has_been_there_tomorrow(client, park, keeper):
    type(park).objects.filter(pk=park.pk).update(linked_leader=UserFactory(role=Role.SUPERIOR))
    client.force_login(keeper)
    given = {"day": (clock.today() + DAY).isoformat(), "seen": "应急池施工"}

    answer = client.post(reverse("parks:visit-create", args=[park.pk]), given)

    assert "day" in answer.context["form"].errors
    assert not LeaderVisit.objects.exists()


ADDED = ("problem", "level", "upgrade", "capacity", "paper", "stop", "visit")


@pytest.mark.parametrize("noun", ADDED)
def test_strangers_find_no_page_to_add_to_the_file(client, park, noun):
    client.force_login(UserFactory(role=Role.PARK))

    assert client.get(reverse(f"parks:{noun}-create", args=[park.pk])).status_code == 404


def test_who_watches_the_public_part_sees_no_visits(client, park):
    observer = UserFactory(role=Role.OBSERVER)
    park.supervision_groups.add(observer.organization)
    client.force_login(observer)

    assert "visits" not in [tab["name"] for tab in client.get(park.get_absolute_url()).context["tabs"]]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("parks:problem-create", "raised_on"),
        ("parks:problem-create", "done_on"),
        ("parks:level-create", "published_on"),
        ("parks:upgrade-create", "approved_on"),
        ("parks:capacity-create", "assessed_on"),
        ("parks:paper-create", "issued_on"),
        ("parks:risk-create", "published_on"),
        ("parks:infrastructure-create", "started_on"),
        ("parks:infrastructure-create", "completed_on"),
        ("parks:infrastructure-create", "in_use_since"),
        ("parks:park-edit", "recognized_on"),
        ("parks:park-edit", "capacity_assessed_on"),
    ],
)
def test_what_has_happened_has_not_happened_tomorrow(client, park, keeper, address, day):
    client.force_login(keeper)
    tomorrow = str(clock.today() + DAY)

    answer = client.post(reverse(address, args=[park.pk]), {day: tomorrow})

    assert answer.status_code == 422
    assert answer.context["form"].errors[day] == ["该日期尚未到来。"]


def test_a_paper_does_not_run_out_before_it_is_issued(client, park, keeper):
    client.force_login(keeper)
    given = {"issued_on": "2025-03-02", "valid_until": "2025-03-01"}

    answer = client.post(reverse("parks:paper-create", args=[park.pk]), given)

    assert "valid_until" in answer.context["form"].errors

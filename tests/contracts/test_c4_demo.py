"""C4: the demonstration data, seeded twice by the command; what the second run made is looked at."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client, override_settings
from django.utils.translation import gettext

from accounts.models import Organization, User
from accounts.states import ANSWERING
from core import clock, figures
from core.figures import Asked, Moment
from core.models import Attachment
from core.rules.months import Month
from core.services import invariants
from demo import tour
from enterprises.models import Enterprise, Permit
from enterprises.rules.credit_code import is_valid
from parks.models import Infrastructure, Park
from parks.rules import milestones
from projects.models import Violation
from rectification.models import HistoryEntry, Item
from rectification.states import State
from reports.models import MonthlyReport

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "demo.md"
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PASSWORD = "Yanchuan-demo-2026"
CONTRACTED = {
    "coordinator": "COORDINATOR",
    "emergency": "DEPARTMENT",
    "ecology": "DEPARTMENT",
    "park": "PARK",
    "inspector": "INSPECTOR",
    "enterprise": "ENTERPRISE",
    "enterprise2": "ENTERPRISE",
    "superior": "SUPERIOR",
    "observer": "OBSERVER",
    "sysadmin": "SYSADMIN",
    "secadmin": "SECADMIN",
    "auditadmin": "AUDITADMIN",
}


def seed_demo(*options: str) -> str:
    out = StringIO()
    call_command("seed_demo", *options, stdout=out)
    return out.getvalue()


def ledger() -> list[tuple[object, ...]]:
    """Everything that the past left on the ledger, but for random file names."""
    history = HistoryEntry.objects.order_by("item__number", "version")
    return list(
        history.values_list("item__number", "item__title", "transition", "to_state", "actor_name", "at", "reason")
    )


@pytest.fixture(scope="module")
def seeded(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, object]]:
    media: Path = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, MEDIA_ROOT=media, PASSWORD_HASHERS=QUICK_HASHERS),
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("DEMO_PASSWORD", PASSWORD)
        with transaction.atomic():
            seed_demo("--size", "small", "--today", TODAY.isoformat())
            first = ledger()
            transaction.set_rollback(True)
        began = clock.now()
        with transaction.atomic():
            printed = seed_demo("--size", "small", "--today", TODAY.isoformat())
            yield {"first": first, "printed": printed, "media": media, "during": (began, clock.now())}
            transaction.set_rollback(True)
        cache.clear()


def test_the_small_county_has_a_park_twelve_enterprises_and_about_150_items(seeded):
    assert Park.objects.count() == 1
    assert Enterprise.objects.count() == 12
    assert 140 <= Item.objects.count() <= 165


def test_the_same_seed_and_day_make_the_same_past(seeded):
    assert len(seeded["first"]) > 500
    assert ledger() == seeded["first"]


@pytest.mark.parametrize(("login", "role"), CONTRACTED.items())
def test_every_role_has_its_login_with_the_printed_password(seeded, login, role):
    person = User.objects.get(username=login)

    assert person.role == role
    assert person.is_active
    assert not person.must_choose_password
    assert person.check_password(PASSWORD)
    assert re.search(rf"^ +{login} ", seeded["printed"], re.MULTILINE)


def test_the_password_is_printed(seeded):
    assert PASSWORD in seeded["printed"]


def test_the_two_bureaus_are_led_by_their_logins(seeded):
    assert set(
        User.objects.filter(username__in=("emergency", "ecology"), is_head=True).values_list("username", flat=True)
    )
    assert (
        User.objects.filter(role="DEPARTMENT", is_head=True, organization__name__contains="生态环境").get().username
        == "ecology"
    )


def test_enterprise_is_of_the_first_enterprise_and_enterprise2_of_another(seeded):
    first = Enterprise.objects.order_by("pk").first()

    assert User.objects.get(username="enterprise").organization == first.organization
    assert User.objects.get(username="enterprise2").organization != first.organization


def test_whoever_answers_for_an_item_has_a_person_who_can_act(seeded):
    answering = Organization.objects.filter(led_items__isnull=False).distinct()

    idle = [unit.name for unit in answering if not unit.users.filter(role__in=ANSWERING, is_active=True).exists()]

    assert answering.count() > 12
    assert idle == []


def test_items_stand_in_every_state(seeded):
    assert set(Item.objects.values_list("state", flat=True)) == set(State.values)


@pytest.mark.parametrize("days", [0, 1, 3, 7])
def test_some_items_are_due_in(seeded, days):
    assert Item.objects.filter(state=State.RECTIFYING, deadline=TODAY + timedelta(days=days)).exists()


def test_some_items_are_late_by_one_day_and_some_by_sixty(seeded):
    late = [(TODAY - item.deadline).days for item in Item.objects.overdue(TODAY)]

    assert min(late) == 1
    assert max(late) == 60
    assert 5 <= len(late) <= 12


@pytest.mark.parametrize(
    ("rate", "least", "most", "change"),
    [
        ("done_rate", 70, 97, 5),
        ("signed_off_rate", 65, 97, 5),
        ("on_time_rate", 60, 97, 20),
        ("overdue_rate", 3, 18, 8),
    ],
)
def test_the_rates_of_the_board_are_a_real_countys_and_change_by_few_points(seeded, rate, least, most, change):
    county, month = Organization.objects.get(kind="COUNTY"), Month.of(TODAY)
    days = (TODAY - timedelta(days=1), month.previous.last)

    now, before = (percent(rate, Asked.of_county(county, as_of=Moment.end_of(day))) for day in days)

    assert least <= now <= most
    assert abs(now - before) <= change


def percent(rate: str, asked: Asked) -> float:
    reading = figures.read([f"ledger.{rate}"], asked)[f"ledger.{rate}"]
    return 100 * reading.value / reading.whole


def test_numbers_were_given_in_the_order_of_registration(seeded):
    by_number = Item.objects.order_by("number").values_list("registered_at", flat=True)

    assert list(by_number) == sorted(by_number)


def test_the_reports_of_four_months_lie_there_and_all_but_the_newest_are_issued(seeded):
    reports = MonthlyReport.objects.filter(park=None).order_by("period")

    states = {str(report.month): report.state for report in reports}

    assert list(states) == ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert list(states.values()) == ["ISSUED"] * 3 + ["DRAFT"]


def test_nothing_happened_today_or_later(seeded):
    assert HistoryEntry.objects.latest("at").at.date() < TODAY


def test_no_row_bears_the_moment_at_which_it_was_seeded(seeded):
    """But for the logins, which are in use from that moment on."""
    moments = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    ]

    present = {
        f"{model._meta.label}.{name}"
        for model, name in moments
        if model._base_manager.filter(**{f"{name}__range": seeded["during"]}).exists()
    }

    assert len(moments) > 50
    assert present <= {"accounts.User.last_login"}


def test_what_is_decided_of_a_proposed_violation_was_proposed_before(seeded):
    courses = [list(violation.events.order_by("pk")) for violation in Violation.objects.all()]

    assert any(len(events) > 1 for events in courses)
    assert all(before.at < after.at for events in courses for before, after in pairwise(events))


def test_facilities_that_are_behind_their_plan_show_photos_of_their_progress(seeded):
    photographed = Infrastructure.objects.filter(progress_rows__photos__isnull=False).distinct()

    late = [milestones.days_late(each.planned_completion, each.status, TODAY) for each in photographed]

    assert len(late) == 2
    assert min(late) > 0


def test_problems_are_told_in_at_least_120_ways(seeded):
    assert Item.objects.values("finding__description").distinct().count() >= 120


def test_some_problems_answer_to_several_masters(seeded):
    assert sum(item.finding.sources.count() > 1 for item in Item.objects.select_related("finding")) >= 5


def test_credit_codes_are_valid_and_differ(seeded):
    codes = list(Enterprise.objects.values_list("credit_code", flat=True))

    assert all(is_valid(code) for code in codes)
    assert len(set(codes)) == 12


def test_some_permits_have_run_out_and_some_soon_will(seeded):
    assert Permit.objects.filter(valid_until__lt=TODAY).exists()
    assert Permit.objects.filter(valid_until__range=(TODAY, TODAY + timedelta(days=30))).exists()


def test_every_photo_is_a_real_file(seeded):
    paths = [seeded["media"] / name for name in Attachment.objects.values_list("file", flat=True)]

    assert len(paths) > 100
    assert all(path.stat().st_size > 1000 for path in paths)


def test_every_stop_of_the_tour_has_an_item_and_is_printed(seeded):
    stops = list(tour.stops())

    assert [(stop.login, stop.step.name) for stop in stops] == list(tour.STOPS)
    assert all(stop.item.number in seeded["printed"] for stop in stops)


def test_the_guide_names_the_items_of_the_tour(seeded):
    guide = GUIDE.read_text(encoding="utf-8")

    missing = [stop for stop in tour.stops() if f'"{stop.item.title}"（{stop.item.number}）' not in guide]

    assert missing == []


@pytest.mark.req("V2")
def test_every_invariant_holds(seeded):
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []


def test_a_second_run_keeps_the_data_and_says_so(seeded):
    before = ledger()

    printed = seed_demo("--today", (TODAY + timedelta(days=9)).isoformat())

    assert gettext("The demonstration data is there already; it is kept as it is.") in printed
    assert PASSWORD in printed
    assert ledger() == before


def test_a_second_run_lets_a_new_password_in(seeded, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another-demo-password")

    seed_demo()

    assert User.objects.get(username="observer").check_password("another-demo-password")


@pytest.mark.parametrize("login", CONTRACTED)
def test_every_login_opens_page_and_api_at_once_however_often(seeded, login):
    """No first password, no limit of logins, and a past of months does not make it dormant."""
    with override_settings(DEMO=True, PASSWORD_HASHERS=QUICK_HASHERS):
        browsers = [Client() for _number in range(5)]
        for browser in browsers:
            browser.post("/accounts/login/", {"username": login, "password": PASSWORD})
        given = {"username": login, "password": PASSWORD}
        token = Client().post("/api/v1/auth/token/", given, content_type="application/json").json()["token"]

        assert {browser.get("/notices/").status_code for browser in browsers} == {200}
        me = Client().get("/api/v1/auth/me/", headers={"authorization": f"Token {token}"})
        assert me.json()["username"] == login

"""举报人身份 (S33): found behind no door, told by one act alone, counted, logged, and erased after its period."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from accounts.states import Role
from core import clock, figures
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.figures import Asked
from core.models import LogEntry
from core.services.encrypted_columns import columns
from tests.dashboards.visiting import visit
from tests.factories import TipFactory, UserFactory
from tests.tips.telling import look_up
from tips.models import IdentityLook, Reporter, Tip
from tips.services.erasing import erase, tidy
from tips.services.identity import look
from tips.states import TipState

pytestmark = [pytest.mark.django_db, pytest.mark.req("S33")]


@pytest.fixture
def tip():
    return TipFactory(handling=True)


@pytest.fixture
def officer(tip):
    return UserFactory(role=Role.DEPARTMENT, organization=tip.unit)


def ended(days=0):
    day = clock.today() - timedelta(days=days)
    return TipFactory(answered=True, state=TipState.CLOSED, ended_on=day)


def test_whoever_handles_it_may_ask_with_a_purpose_and_it_is_logged(tip, officer):
    answer = visit(officer).post(f"{tip.get_absolute_url()}reporter/", {"purpose": "现场指认排口"})

    text = answer.content.decode()
    assert "王五" in text
    assert "13612345678" in text
    assert answer.headers["Cache-Control"] == "private, no-store"
    entry = LogEntry.objects.get(act="tip.identify")
    assert (entry.actor, entry.reason) == (officer, "现场指认排口")
    assert "王五" not in str(list(LogEntry.objects.values()))
    seen = IdentityLook.objects.get()
    assert (seen.by, seen.purpose) == (officer, "现场指认排口")


def test_looking_at_the_form_tells_nothing(tip, officer):
    page = visit(officer).get(f"{tip.get_absolute_url()}reporter/").content.decode()

    assert "王五" not in page
    assert not IdentityLook.objects.exists()


def test_without_a_purpose_nothing_is_told(tip, officer):
    answer = visit(officer).post(f"{tip.get_absolute_url()}reporter/", {"purpose": " "})

    assert answer.status_code == 422
    assert "13612345678" not in answer.content.decode()


@override_settings(TIP_IDENTITY_LOOKS_A_DAY=1)
def test_so_many_looks_a_day(tip, officer):
    look(tip, actor=officer, purpose="核实")

    with pytest.raises(DomainError):
        look(tip, actor=officer, purpose="再看一次")
    with clock.at(clock.now() + timedelta(days=1)):
        assert look(tip, actor=officer, purpose="次日").name == "匿名举报人王五"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_else_is_told(tip, role):
    person = UserFactory(role=role)

    assert visit(person).post(f"{tip.get_absolute_url()}reporter/", {"purpose": "x"}).status_code == 404
    with pytest.raises(NotAllowedError):
        look(tip, actor=person, purpose="x")
    assert not IdentityLook.objects.exists()


def test_whoever_has_only_taken_it_in_is_not_told(tip):
    taker = UserFactory(role=Role.DEPARTMENT)
    Tip.objects.filter(pk=tip.pk).update(recorded_by=taker)

    with pytest.raises(NotAllowedError):
        look(tip, actor=taker, purpose="x")


@pytest.mark.req("S32")
def test_nothing_of_it_stands_readable_in_the_database(tip):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, code FROM tips_reporter")
        stored = str(cursor.fetchall())

    assert not any(sign in stored for sign in ("王五", "13612345678", "12345678"))
    assert {name for model, name in columns() if model is Reporter} == {"name", "phone", "code"}


def test_lists_and_pages_do_not_even_ask_for_it(tip, officer, django_assert_num_queries):
    for path in ("/tips/", tip.get_absolute_url(), f"{reverse('api:tips-list')}"):
        answer = visit(officer).get(path)
        assert answer.status_code == 200
        assert "王五" not in answer.content.decode()
    assert not Reporter.objects.visible_to(officer).exists()


def test_the_api_tells_nothing_of_what_was_told_or_by_whom(tip, officer):
    [row] = visit(officer).get(reverse("api:tips-list")).json()["results"]

    assert row["number"]
    assert not {"text", "reporter", "name", "phone", "place", "answer"} & row.keys()


def test_it_is_erased_after_its_period_and_the_figures_stay():
    old, recent = ended(days=365), ended(days=364)
    asked = Asked(county=old.county)
    before = figures.read(["tips.all", "tips.closed", "tips.untrue"], asked)
    numbers = {code: reading.value for code, reading in before.items()}

    assert tidy(clock.today()).erased == 1

    assert erase(clock.today()) == 0
    gone, kept = Reporter.objects.get(tip=old), Reporter.objects.get(tip=recent)
    assert (gone.name, gone.phone, gone.code, gone.erased_on) == ("", "", "", clock.today())
    assert kept.name == "匿名举报人王五"
    after = figures.read(["tips.all", "tips.closed", "tips.untrue"], asked)
    assert {code: reading.value for code, reading in after.items()} == numbers
    assert LogEntry.objects.filter(act="tip.erase").count() == 1


def test_what_is_erased_is_told_and_found_no_more():
    old = ended(days=365)
    officer = UserFactory(role=Role.DEPARTMENT, organization=old.unit)
    erase(clock.today())

    with pytest.raises(WrongStateError):
        look(old, actor=officer, purpose="x")
    assert look_up(old.number, "12345678").status_code == 422
    assert look_up(old.number, "").status_code == 422


def test_what_has_not_ended_is_not_erased():
    TipFactory(answered=True, answered_at=clock.now() - timedelta(days=900))

    assert erase(clock.today()) == 0

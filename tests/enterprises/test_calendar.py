"""期限日历 and its feed: what comes to its last day, in the own scope, on a page, as a workbook and in a phone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.services.catalogs import load_all
from enterprises.models import Permit
from notices.models import CalendarFeed
from notices.services import feeds
from rectification.models import Item
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory
from tests.supervision.reminders.days import TUESDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(at(TUESDAY, 9)):
        load_all()
        yield TUESDAY


@pytest.fixture
def enterprise():
    return EnterpriseFactory(name="甲化工有限公司")


@pytest.fixture
def person(enterprise):
    return UserFactory(role=Role.ENTERPRISE, organization=enterprise.organization)


def permit(enterprise, days_to_go, **more):
    until = TUESDAY + timedelta(days=days_to_go)
    return Permit.objects.create(enterprise=enterprise, kind_id="PM25", valid_until=until, **more)


def opened(client, person, **query):
    client.force_login(person)
    return client.get(reverse("notices:calendar"), query)


def shown(answer):
    return [(entry.day, entry.point) for entry in answer.context["entries"]]


def test_a_month_shows_last_days_and_days_to_apply_in_their_order(client, enterprise):
    permit(enterprise, 3, apply_by=TUESDAY)
    permit(enterprise, 40)

    answer = opened(client, UserFactory())

    assert shown(answer) == [(TUESDAY, "apply"), (TUESDAY + timedelta(days=3), "due")]
    assert shown(opened(client, UserFactory(), month="2027-01")) == [(TUESDAY + timedelta(days=40), "due")]


def test_what_comes_next_stands_there_first(client, enterprise):
    for days in (-1, 0, 30, 31):
        permit(enterprise, days)

    next_ones = shown(opened(client, UserFactory()))
    month = shown(opened(client, UserFactory(), month="2026-11"))

    assert next_ones == [(TUESDAY, "due"), (TUESDAY + timedelta(days=30), "due")]
    assert month == [(TUESDAY - timedelta(days=1), "due"), (TUESDAY, "due")]


def test_the_number_of_a_day_opens_just_those_rows(client, enterprise):
    for days in (2, 2, 3):
        permit(enterprise, days)

    answer = opened(client, UserFactory())
    cells = {cell["day"]: cell["count"] for week in answer.context["weeks"] for cell in week if cell}
    day = TUESDAY + timedelta(days=2)

    assert cells[day] == 2 == len(shown(opened(client, UserFactory(), day=day.isoformat())))
    assert sum(cells.values()) == 3


def test_the_day_after_it_is_red_and_stands_among_what_is_past(client, enterprise):
    permit(enterprise, -1)
    permit(enterprise, 0)

    past = opened(client, UserFactory(), late="true")

    assert past.context["late"] == len(shown(past)) == 1
    assert past.text.count('<span class="sign sign-late">') >= 1


def test_each_sees_the_own_scope_alone(client, enterprise, person):
    other = EnterpriseFactory(name="乙化工有限公司")
    permit(enterprise, 2)
    permit(other, 2)
    committee = UserFactory(role=Role.PARK, organization=other.park.committee)

    assert "乙化工" not in opened(client, person).text
    assert "甲化工" not in opened(client, committee).text
    assert len(shown(opened(client, UserFactory()))) == 2
    assert opened(client, UserFactory(role=Role.OBSERVER)).context["entries"] == []


def test_filters_narrow_and_what_is_not_understood_is_said(client, enterprise):
    other = EnterpriseFactory()
    permit(enterprise, 2)
    permit(other, 3)

    assert len(shown(opened(client, UserFactory(), park=enterprise.park_id))) == 1
    assert len(shown(opened(client, UserFactory(), enterprise=other.pk))) == 1
    assert len(shown(opened(client, UserFactory(), kind="permits"))) == 2
    for wrong in ({"kind": "nothing"}, {"month": "2026-13"}, {"day": "x"}, {"park": "0"}, {"enterprise": "-1"}):
        assert opened(client, UserFactory(), **wrong).status_code == 400


def test_the_queries_of_the_page_know_no_number_of_rows(client, enterprise):
    def needed():
        with CaptureQueriesContext(connection) as queries:
            opened(client, official)
        return len(queries)

    official = UserFactory()
    permit(enterprise, 2)
    needed()
    few = needed()
    for days in range(-40, 60, 5):
        permit(EnterpriseFactory(park=enterprise.park), days)

    assert needed() == few


def read(client, token):
    client.logout()
    return client.get(reverse("notices:feed", args=[token]))


def test_a_feed_is_read_without_a_login_and_shows_the_scope_of_its_person(client, enterprise, person):
    row = permit(enterprise, 2)
    permit(EnterpriseFactory(name="乙化工有限公司"), 2)

    answer = read(client, feeds.make(person, "手机"))

    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20261126" in answer.text
    assert row.get_absolute_url() in answer.text
    assert "乙化工" not in answer.text
    assert CalendarFeed.objects.get().last_read_at is not None


def test_of_the_address_nothing_but_a_hash_is_kept(person):
    token = feeds.make(person, "手机")

    assert token not in str(CalendarFeed.objects.values().get())


def test_a_revoked_feed_and_that_of_an_ended_account_are_gone(client, person):
    revoked, ended = feeds.make(person, "手机"), feeds.make(person, "电脑")
    feeds.revoke(CalendarFeed.objects.get(name="手机"), actor=person)

    assert (read(client, revoked).status_code, read(client, ended).status_code) == (404, 200)
    person.is_active = False
    person.save()
    assert read(client, ended).status_code == 404
    assert read(client, "x" * 43).status_code == 404


def test_a_person_makes_an_address_sees_it_once_and_revokes_it(client, person):
    client.force_login(person)
    page = reverse("notices:feed-list")

    made = client.post(page, {"name": "办公电脑"}).text
    listed = client.get(page).text

    assert ".ics" in made
    assert ".ics" not in listed
    assert "办公电脑" in listed
    feed = CalendarFeed.objects.get()
    client.post(reverse("notices:feed-revoke", args=[feed.pk]))
    assert "办公电脑" not in client.get(page).text


def test_nobody_revokes_the_feed_of_another(client, person):
    feeds.make(person, "手机")
    client.force_login(UserFactory())

    answer = client.post(reverse("notices:feed-revoke", args=[CalendarFeed.objects.get().pk]))

    assert answer.status_code == 404
    assert CalendarFeed.objects.get().revoked_at is None


def test_what_the_calendar_is_narrowed_by_is_named(client, enterprise):
    permit(enterprise, 3)

    answer = opened(client, UserFactory(), enterprise=enterprise.pk, month="2026-11", late="true")

    chips = {(chip["label"], chip["value"]) for chip in answer.context["form"].chips()}
    assert chips == {("企业", "甲化工有限公司"), ("月份", "2026-11"), ("已过期限", "是")}


def test_a_problem_stands_in_the_calendar_as_long_as_its_clock_runs(client, enterprise):
    item = ItemFactory(enterprise=enterprise, rectifying=True)
    Item.objects.filter(pk=item.pk).update(deadline=TUESDAY + timedelta(days=2))
    foreign = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    [entry] = opened(client, UserFactory()).context["entries"]
    assert (entry.what, entry.url) == (f"{item.number} {item.title}", f"/ledger/{item.pk}/")
    assert opened(client, foreign).context["entries"] == []

    ItemFactory(enterprise=enterprise, closed=True)
    assert len(opened(client, UserFactory(), kind="rectification").context["entries"]) == 1


def test_a_day_of_the_month_names_what_falls_on_it_and_says_how_much_more(client, enterprise):
    for _number in range(5):
        permit(enterprise, 3)

    page = opened(client, UserFactory())
    cells = [cell for week in page.context["weeks"] for cell in week if cell.get("count")]

    assert [(cell["count"], len(cell["first"]), cell["more"]) for cell in cells] == [(5, 3, 2)]
    assert "另有 2 项" in page.text


def test_the_agenda_has_an_address_of_its_own_and_the_same_rows(client, enterprise):
    permit(enterprise, 3)
    permit(enterprise, 3)
    permit(enterprise, 4)

    month, agenda = opened(client, UserFactory()), opened(client, UserFactory(), view="agenda")

    assert shown(month) == shown(agenda)
    assert agenda.context["weeks"] == []
    assert agenda.text.count('<h3 class="day-head">') == 2

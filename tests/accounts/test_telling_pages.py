"""The pages on which people say how they are told, and see what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Absence
from accounts.states import Role
from core import clock
from core.states import DeliveryState
from notices import kinds as notice_kinds
from notices.models import Delivery, Notice, NoticeSettings, Unsubscribed
from tests.factories import ItemFactory, OrganizationFactory, UserFactory
from tests.notices.test_notice_pages import told

pytestmark = pytest.mark.django_db
TELLING, FIGURES, LOG = (reverse(f"accounts:{name}") for name in ("telling", "notice-figures", "notice-log"))


@pytest.fixture
def me(client):
    person = UserFactory()
    client.force_login(person)
    return person


def colleague_of(person, **given):
    return UserFactory(organization=person.organization, role=person.role, **given)


def test_kinds_and_hours_are_chosen_on_one_page(client, me):
    answer = client.post(TELLING, {"wanted": ["weekly"], "quiet_from": "20:00", "quiet_until": "07:00"})

    assert answer.status_code == 302
    assert set(Unsubscribed.objects.values_list("kind", flat=True)) == {
        "answers",
        "corrections",
        "followed",
        "news",
        "written",
    }
    shown = client.get(TELLING)
    assert shown.context["form"].initial["wanted"] == ["weekly"]
    assert 'value="20:00"' in shown.text
    assert NoticeSettings.objects.get().person == me


def test_half_of_the_hours_is_refused_at_its_field_and_what_was_typed_stays(client, me):
    answer = client.post(TELLING, {"wanted": ["news"], "quiet_from": "20:00"})

    assert answer.status_code == 422
    assert "请同时填写开始和结束时间" in answer.text
    assert 'value="20:00"' in answer.text
    assert not NoticeSettings.objects.exists()


def test_duties_stand_on_the_page_and_can_not_be_chosen_away(client, me):
    client.post(TELLING, {"wanted": []})

    assert "逾期事项" in client.get(TELLING).text
    assert not Unsubscribed.objects.filter(kind__in=("due", "overdue", "letters")).exists()


def dates(first, last):
    day = clock.today()
    return {"first_day": day + timedelta(days=first), "last_day": day + timedelta(days=last)}


def test_an_absence_is_entered_and_ended(client, me):
    substitute = colleague_of(me)

    client.post(reverse("accounts:absence-enter"), {"person": me.pk, "substitute": substitute.pk, **dates(0, 3)})
    entered = Absence.objects.get()
    page = client.get(TELLING).text
    client.post(reverse("accounts:absence-end", args=[entered.pk]))

    assert f"{substitute.name}" in page
    assert not Absence.objects.exists()


def test_a_stranger_is_no_substitute_and_the_days_stay_typed(client, me):
    colleague_of(me)
    given = dates(0, 3)

    answer = client.post(reverse("accounts:absence-enter"), {"person": me.pk, "substitute": UserFactory().pk, **given})

    assert answer.status_code == 422
    assert given["last_day"].isoformat() in answer.text
    assert not Absence.objects.exists()


def test_an_absence_of_others_is_not_ended(client, me):
    person = UserFactory()
    absence = Absence.objects.create(
        person=person, substitute=colleague_of(person), created_by=person, created_at=clock.now(), **dates(0, 3)
    )
    mine_to_see = Absence.objects.create(
        person=colleague_of(me), substitute=me, created_by=person, created_at=clock.now(), **dates(0, 3)
    )

    answers = [client.post(reverse("accounts:absence-end", args=[row.pk])) for row in (absence, mine_to_see)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Absence.objects.count() == 2


def test_whose_role_nobody_else_has_is_told_what_to_do(client, me):
    assert "没有与您相同角色的人员" in client.get(TELLING).text


@pytest.mark.req("S15")
@pytest.mark.parametrize(
    ("role", "is_head", "seen"),
    [
        (Role.DEPARTMENT, False, {"me"}),
        (Role.DEPARTMENT, True, {"me", "colleague"}),
        (Role.COORDINATOR, False, {"me", "colleague", "other"}),
        (Role.SYSADMIN, False, {"me", "colleague", "other", "far"}),
        (Role.ENTERPRISE, False, {"me"}),
    ],
)
def test_everybody_sees_what_is_his_to_watch_over(client, role, is_head, seen):
    me = UserFactory(role=role, is_head=is_head)
    city = OrganizationFactory(kind="CITY", parent=None)
    elsewhere = OrganizationFactory(kind="COUNTY", parent=city)
    far = UserFactory(organization=OrganizationFactory(parent=elsewhere))
    people = {"me": me, "colleague": colleague_of(me), "other": UserFactory(role=Role.PARK), "far": far}
    for person in people.values():
        told(person, "不给别人看的标题")
    client.force_login(me)

    log, table = client.get(LOG), client.get(FIGURES)

    assert {notice.recipient for notice in log.context["page"].object_list} == {people[name] for name in seen}
    assert {person for person, _readings in table.context["lines"]} == {people[name] for name in seen}
    assert "不给别人看的标题" not in log.text + table.text


def test_each_number_opens_exactly_its_notices(client, me):
    colleague = colleague_of(me)
    for number in range(4):
        told(colleague, f"第{number}条", read_at=clock.now() if number < 3 else None)
    told(me)
    page = client.get(FIGURES)
    by_day = client.get(FIGURES, {"person": colleague.pk})

    readings = [*page.context["whole"].values()]
    readings += [reading for shown in (page, by_day) for _key, each in shown.context["lines"] for reading in each]

    assert {reading.value for reading in readings} >= {5, 4, 3}
    for reading in readings:
        assert client.get(reading.url).context["page"].paginator.count == reading.value


@pytest.mark.parametrize("query", ["month=2026-13", "day=gestern", "person=x", "figure=ledger.open", "figure=none"])
def test_links_that_say_nothing_known_open_nothing(client, me, query):
    assert client.get(f"{LOG}?{query}").status_code == 404


def delivery_of(person, state, **given):
    return Delivery.objects.create(recipient=person, day=clock.today(), state=state, created_at=clock.now(), **given)


def test_the_operator_sees_what_was_given_up_and_has_it_sent_again(client):
    client.force_login(UserFactory(role=Role.SYSADMIN))
    dead = delivery_of(UserFactory(), DeliveryState.DEAD, error="550 no such person", tries=7)
    delivery_of(UserFactory(), DeliveryState.SENT)
    log = reverse("core:sending-log", args=["mail"])

    overview, listed = client.get(reverse("core:operations")), client.get(log, {"state": "dead"})
    client.post(reverse("core:sending-again", args=["mail", dead.pk]))

    dead.refresh_from_db()
    values = {reading.code: reading.value for _way, readings in overview.context["ways"] for reading in readings}
    assert (values["mail.dead"], values["mail.sent"], values["robots.dead"]) == (1, 1, 0)
    assert "550 no such person" in listed.text
    assert (dead.state, dead.tries, dead.error) == (DeliveryState.NEW, 0, "")


def test_what_was_sent_is_not_sent_again(client):
    client.force_login(UserFactory(role=Role.SYSADMIN))
    sent = delivery_of(UserFactory(), DeliveryState.SENT)

    answer = client.post(reverse("core:sending-again", args=["mail", sent.pk]))

    sent.refresh_from_db()
    assert (answer.status_code, sent.state) == (404, DeliveryState.SENT)


@pytest.mark.req("S14")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSADMIN}))
def test_operations_are_the_system_administrators_alone(client, role):
    client.force_login(UserFactory(role=role))
    delivery = delivery_of(UserFactory(), DeliveryState.DEAD)
    paths = [reverse("core:operations"), reverse("core:sending-log", args=["mail"])]

    assert {client.get(path).status_code for path in paths} == {404}
    assert client.post(reverse("core:sending-again", args=["mail", delivery.pk])).status_code == 404


def test_the_table_of_people_needs_no_more_queries_for_more_people(client, me, django_assert_max_num_queries):
    for _each in range(20):
        person = UserFactory()
        told(person)

    with django_assert_max_num_queries(14):
        page = client.get(FIGURES)
    assert len(page.context["lines"]) == 20
    assert Notice.objects.count() == 20


NOT_THEIRS = {
    Role.ENTERPRISE: ("operations", "recheck", "decide", "listing", "answers"),
    Role.INSPECTOR: ("operations", "due", "decide", "listing", "letters", "circulars"),
    Role.COORDINATOR: ("operations",),
    Role.SUPERIOR: ("operations", "turn", "due", "overdue", "recheck", "decide", "letters", "listing", "circulars"),
    Role.SYSADMIN: ("turn", "due", "overdue", "recheck", "decide", "letters", "listing", "circulars", "news"),
}


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_duties_are_only_what_this_person_can_be_told(client, role):
    client.force_login(UserFactory(role=role))
    page = client.get(TELLING)

    shown = {kind.code for kind in page.context["duties"]} | {kind.code for kind in page.context["form"].offered}
    every = {kind.code for kind in notice_kinds.registered()}
    assert not shown & set(NOT_THEIRS[role])
    assert "account-security" in shown
    assert set(NOT_THEIRS[role]) <= every


def test_whoever_is_told_can_be_told():
    """The notices of real lives go to nobody whose page does not list their kind."""
    for wanted in ({"closed": True}, {"closed": True, "major": True}, {"void_proposed": True}):
        ItemFactory(**wanted)

    sent = [(notice.rule, notice.recipient) for notice in Notice.objects.select_related("recipient")]

    assert sent
    assert [(rule, person.role) for rule, person in sent if not notice_kinds.of_rule(rule).can_reach(person)] == []

"""What people want to be told and when, who is told in their place, and what is folded; nothing due is lost by it."""

import socket
import time as time_module
from datetime import time, timedelta
from email.header import decode_header, make_header

import pytest

from accounts.models import Absence
from accounts.services import absences
from core import clock, figures
from core.errors import DomainError
from core.figures import Asked
from core.models import Circuit
from core.rules.months import Month
from core.states import DeliveryState
from notices.models import Delivery, Notice
from notices.services import preferences
from notices.services.delivery import deliver_waiting
from notices.services.digests import MOST_URGENT, gather, gather_urgent
from rectification.services import advance
from supervision.services.reminding import send_due_reminders
from tests.factories import ItemFactory, UserFactory
from tests.mail_server import free_port
from tests.supervision.reminders.days import TUESDAY, at, later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
DUTY, NEWS = "due-0", "approve-plan"


@pytest.fixture
def quiet_nights(settings):
    """The hours of a county in production."""
    settings.NOTICE_QUIET_FROM, settings.NOTICE_QUIET_UNTIL = time(21), time(7, 30)
    settings.NOTICE_QUIET_HOLIDAYS = True


def tell(person, number=1, *, rule="test", urgent=False):
    return Notice.objects.create(
        recipient=person,
        rule=rule,
        subject=f"test:{number}",
        day=clock.today(),
        title=f"消息 {number}",
        is_urgent=urgent,
        created_at=clock.now(),
    )


def urgent_messages(person):
    return Delivery.objects.filter(recipient=person).urgent()


def body(mail):
    return mail.get_payload(decode=True).decode()


def test_a_day_has_three_urgent_messages_and_what_comes_after_them_is_folded_into_the_next_digest(post):
    person = UserFactory()
    for number in range(MOST_URGENT + 2):
        tell(person, number, urgent=True)
        gather_urgent()
        deliver_waiting()

    assert urgent_messages(person).count() == len(post.taken) == MOST_URGENT
    with clock.at(at(later(1), 8)):
        gather(later(1))
        deliver_waiting()

    told = [number for mail in post.taken for number in range(MOST_URGENT + 2) if f"消息 {number}" in body(mail)]
    assert sorted(told) == list(range(MOST_URGENT + 2))
    assert len(post.taken) == MOST_URGENT + 1


def test_urgent_ones_that_come_together_are_one_message(post):
    person = UserFactory()
    for number in range(5):
        tell(person, number, urgent=True)

    gather_urgent()
    deliver_waiting()

    assert [str(make_header(decode_header(mail["Subject"]))) for mail in post.taken] == [
        "示范县整改台账【紧急】：5条消息"
    ]
    assert all(f"消息 {number}" in body(post.taken[0]) for number in range(5))


@pytest.mark.usefixtures("quiet_nights")
def test_what_arises_at_night_waits_for_the_morning(post):
    person = UserFactory()
    with clock.at(at(TUESDAY, 22)):
        tell(person, urgent=True)
        gather_urgent()
        assert deliver_waiting() == 0
    with clock.at(at(later(1), 7, 29)):
        assert deliver_waiting() == 0
    with clock.at(at(later(1), 7, 31)):
        assert deliver_waiting() == 1

    assert len(post.taken) == 1


@pytest.mark.usefixtures("quiet_nights")
def test_over_days_off_there_is_no_digest_and_one_afterwards(post):
    person, friday = UserFactory(), later(3)
    for days in range(4):
        with clock.at(at(friday + timedelta(days=days), 8)):
            tell(person, days)
            send_due_reminders(clock.today())
    with clock.at(at(later(6), 8, 31)):
        deliver_waiting()

    days = [digest.sent_at.date() for digest in Delivery.objects.filter(state=DeliveryState.SENT).order_by("pk")]
    assert days == [friday, later(6)]
    assert [f"消息 {number}" in body(post.taken[1]) for number in range(4)] == [False, True, True, True]


@pytest.mark.usefixtures("quiet_nights")
def test_on_a_day_off_urgent_messages_are_sent(post):
    person, saturday = UserFactory(), later(4)
    with clock.at(at(saturday, 10)):
        tell(person, 1, urgent=True)
        tell(person, 2)
        gather(saturday)
        deliver_waiting()

    assert ["消息 1" in body(mail) for mail in post.taken] == [True]
    assert "消息 2" not in body(post.taken[0])


def test_own_hours_go_before_those_of_the_county(post):
    person = UserFactory()
    preferences.choose(person, unwanted=(), quiet_from=time(7), quiet_until=time(12))
    tell(person)
    gather(TUESDAY)

    assert deliver_waiting() == 0
    with clock.at(at(TUESDAY, 12, 1)):
        assert deliver_waiting() == 1


def test_who_changes_the_hours_is_told_by_the_new_ones_at_once():
    person = UserFactory()
    preferences.choose(person, unwanted=(), quiet_from=time(7), quiet_until=time(12))
    tell(person)
    gather(TUESDAY)
    deliver_waiting()

    preferences.choose(person, unwanted=(), quiet_from=time(1), quiet_until=time(2))

    assert Delivery.objects.waiting(clock.now()).count() == 1


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until"),
    [(time(8), None), (None, time(8)), (time(8), time(23))],
    ids=["from", "until", "long"],
)
def test_hours_that_leave_no_room_for_duties_are_refused(quiet_from, quiet_until):
    with pytest.raises(DomainError):
        preferences.choose(UserFactory(), unwanted=(), quiet_from=quiet_from, quiet_until=quiet_until)


def test_a_kind_that_is_not_wanted_is_not_mailed_and_stands_in_the_application(post):
    person = UserFactory()
    preferences.choose(person, unwanted={"news"}, quiet_from=None, quiet_until=None)
    tell(person, 1, rule=NEWS)
    tell(person, 2, rule="test")
    gather(TUESDAY)

    deliver_waiting()

    assert "消息 1" not in body(post.taken[0])
    assert Notice.objects.visible_to(person).unread().count() == 2


@pytest.mark.parametrize("kind", ["due", "letters", "nothing"])
def test_nobody_gets_rid_of_a_duty(kind):
    with pytest.raises(DomainError):
        preferences.choose(UserFactory(), unwanted={kind}, quiet_from=None, quiet_until=None)


def away(person, substitute, first=0, last=7, actor=None):
    return absences.enter(
        person=person,
        substitute=substitute,
        first_day=later(first),
        last_day=later(last),
        actor=actor or person,
    )


def colleague_of(person, **given):
    return UserFactory(organization=person.organization, role=person.role, **given)


def test_while_somebody_is_away_a_colleague_is_told_the_duties_once(post):
    item = ItemFactory(rectifying=True, due_in=0)
    unit = item.people["enterprise"]
    colleague = UserFactory(organization=UserFactory().organization, role=unit.role)
    colleague.organization = unit.organization
    Absence.objects.create(
        person=unit,
        substitute=colleague,
        first_day=TUESDAY,
        last_day=later(3),
        created_by=unit,
        created_at=clock.now(),
    )
    colleague.save()
    outsider = item.people["coordinator"]

    send_due_reminders(TUESDAY)
    send_due_reminders(TUESDAY)

    assert Notice.objects.filter(recipient=unit, rule="due-0").count() == 1
    assert Notice.objects.filter(recipient=colleague, rule="due-0").count() == 1
    assert post.recipients.count(colleague.email) == post.recipients.count(unit.email) == 1
    assert not Notice.objects.filter(recipient=outsider, on_behalf_of=unit).exists()


def test_the_substitute_is_told_in_whose_place_and_of_duties_only():
    person = UserFactory()
    substitute = colleague_of(person)
    away(person, substitute)
    tell(person, 1, rule=DUTY)
    tell(person, 2, rule=NEWS)

    gather(TUESDAY)

    copies = Notice.objects.filter(recipient=substitute)
    assert [(copy.on_behalf_of, copy.title) for copy in copies] == [(person, f"代{person.name}：消息 1")]


def test_who_is_back_again_needs_no_substitute():
    person = UserFactory()
    substitute = colleague_of(person)
    absence = away(person, substitute)
    tell(person, 1, rule=DUTY)
    gather(TUESDAY)
    absences.end(absence, actor=person)
    tell(person, 2, rule=DUTY)

    gather(TUESDAY)
    deliver_waiting()

    assert Notice.objects.filter(recipient=substitute).count() == 1
    assert Delivery.objects.get(recipient=substitute).state == DeliveryState.DROPPED


def test_where_the_substitute_is_away_too_the_next_one_is_told():
    first = UserFactory()
    second, third = colleague_of(first), colleague_of(first)
    away(first, second)
    away(second, third)
    tell(first, 1, rule=DUTY)

    gather(TUESDAY)

    assert list(Notice.objects.exclude(recipient=first).values_list("recipient", flat=True)) == [third.pk]


def test_two_who_name_each_other_are_both_away_and_nobody_is_told():
    first = UserFactory()
    second = colleague_of(first)
    away(first, second)
    away(second, first)

    assert absences.stand_ins(TUESDAY) == {}


@pytest.mark.req("V15")
@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "INSPECTOR"}])
def test_a_substitute_who_left_or_lost_the_role_is_told_nothing(change):
    person = UserFactory(role="DEPARTMENT")
    substitute = colleague_of(person)
    away(person, substitute)
    for name, value in change.items():
        setattr(substitute, name, value)
    substitute.save()
    tell(person, 1, rule=DUTY)

    gather(TUESDAY)

    assert not Notice.objects.filter(recipient=substitute).exists()


def test_absences_that_do_not_fit_are_refused():
    person = UserFactory()
    colleague, stranger = colleague_of(person), UserFactory()
    away(person, colleague, 1, 3)

    for given in (
        {"substitute": stranger},
        {"substitute": person},
        {"substitute": colleague, "first": 3, "last": 5},
        {"substitute": colleague, "first": 9, "last": 8},
        {"substitute": colleague, "first": -9, "last": -8},
        {"substitute": colleague, "first": 10, "last": 500},
        {"substitute": colleague, "first": 10, "last": 12, "actor": stranger},
        {"substitute": colleague, "first": 10, "last": 12, "actor": colleague},
    ):
        with pytest.raises(DomainError):
            away(person, **given)
    assert Absence.objects.count() == 1


def test_the_head_of_the_unit_enters_it_for_somebody_who_has_fallen_ill():
    person = UserFactory()
    head = colleague_of(person, is_head=True)

    absence = away(person, colleague_of(person), actor=head)

    assert (absence.person, absence.created_by) == (person, head)


def test_what_was_given_up_goes_along_with_the_next_digest_and_stays_in_the_log(post):
    person = UserFactory()
    post.refused = {person.email}
    tell(person)
    gather(TUESDAY)
    for hours in range(24):
        with clock.at(clock.now() + timedelta(hours=hours)):
            deliver_waiting()
    dead = Delivery.objects.get()
    post.refused = set()

    with clock.at(at(later(2), 8)):
        tell(person, 2)
        gather(later(2))
        deliver_waiting()

    dead.refresh_from_db()
    assert dead.state == DeliveryState.DEAD
    assert "no such person" in dead.error
    assert ["消息 1" in body(mail) for mail in post.taken] == [True]


@pytest.mark.req("V26")
def test_a_mail_server_that_fails_five_times_in_a_row_is_left_alone_for_a_while(post, settings):
    tell(UserFactory())
    gather(TUESDAY)
    settings.EMAIL_PORT = free_port()
    minutes = [0, 2, 8, 24, 85, 270]
    for minute in minutes[:5]:
        with clock.at(at(TUESDAY, 8) + timedelta(minutes=minute)):
            deliver_waiting()
    assert Circuit.objects.get().failures == 5

    settings.EMAIL_PORT = post.port
    tell(UserFactory())
    with clock.at(at(TUESDAY, 8) + timedelta(minutes=88)):
        gather(TUESDAY)
        assert deliver_waiting() == 0
    with clock.at(at(TUESDAY, 8) + timedelta(minutes=91)):
        assert deliver_waiting() == 1
    assert Circuit.objects.get().open_until is None


@pytest.mark.req("V26")
def test_a_mail_server_that_never_answers_is_given_up_soon(settings, monkeypatch):
    tell(UserFactory())
    gather(TUESDAY)
    monkeypatch.setattr("notices.services.post.READ_SECONDS", 0.2)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        begun = time_module.monotonic()
        deliver_waiting()

    assert time_module.monotonic() - begun < 5
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_step_after_the_notice_counts_as_acted_on_for_whoever_took_it():
    item = ItemFactory(assigned=True, due_in=0)
    unit = item.people["enterprise"]
    send_due_reminders(TUESDAY)

    with clock.at(at(TUESDAY, 10)):
        advance(item.pk, "decline", actor=unit, version=item.version, reason="不属于我单位")

    acted = Notice.objects.filter(acted_at__isnull=False)
    assert {notice.recipient for notice in acted} == {unit}
    assert acted.filter(rule="due-0", acted_at=at(TUESDAY, 10)).count() == 1


def test_sent_opened_and_acted_on_are_figures_of_a_person_and_day(post):
    item = ItemFactory(assigned=True, due_in=0)
    unit = item.people["enterprise"]
    send_due_reminders(TUESDAY)
    Notice.objects.filter(recipient=unit, rule="due-0").update(read_at=clock.now())
    with clock.at(at(later(1), 10)):
        advance(item.pk, "decline", actor=unit, version=item.version, reason="不属于我单位")

    asked = Asked.by(unit, month=Month.of(TUESDAY))
    codes = ("notices.told", "notices.mailed", "notices.opened", "notices.acted_on")
    by_day = figures.read_by("day", codes, asked)

    told = Notice.objects.filter(recipient=unit)
    assert {day: by["notices.told"].value for day, by in by_day.items()} == {TUESDAY: told.count()}
    values = [by_day[TUESDAY][code].value for code in codes]
    assert values == [told.count(), told.count(), 1, told.count()]
    for code in codes:
        assert figures.items(code, asked.of(day=TUESDAY)).count() == by_day[TUESDAY][code].value

"""One digest a person a day, with what still holds when it is sent."""

from datetime import timedelta

import pytest

from core import clock
from core.models import JobRun
from core.states import DeliveryState
from notices.models import Delivery, Notice
from notices.services.delivery import deliver_waiting
from notices.services.digests import gather
from rectification.models import Item
from rectification.services import advance
from supervision.services.reminding import JOB, catch_up, send_due_reminders
from tests.factories import ItemFactory, OrganizationFactory, ParkFactory
from tests.supervision.reminders.days import TUESDAY, at, later, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


def digest_of(person):
    return Delivery.objects.get(recipient=person)


def prepared(**traits):
    """An item with its reminders written and its digests ready, none of them sent."""
    item = ItemFactory(rectifying=True, **traits)
    catch_up(clock.now())
    return item


def test_everything_for_a_person_comes_in_one_message(post):
    first = ItemFactory(rectifying=True, due_in=-3)
    second = ItemFactory(rectifying=True, due_in=1, enterprise=first.enterprise)
    colleague, unit = second.people["enterprise"], first.people["enterprise"]

    reminded = send_due_reminders(TUESDAY)

    assert reminded.sent == len(post.taken) == Delivery.objects.count()
    assert post.recipients.count(unit.email) == 1
    body = next(mail for mail in post.taken if mail["To"] == colleague.email).get_payload(decode=True).decode()
    assert f"{first.number} 已逾期，整改期限 2026年11月21日" in body
    assert f"{second.number} 即将到期，整改期限 2026年11月25日" in body
    assert f"http://127.0.0.1:8000{first.get_absolute_url()}" in body


def test_news_of_the_day_wait_for_the_next_mornings_digest(post):
    item = ItemFactory(rectifying=True, due_in=1)
    unit = item.people["enterprise"]
    send_due_reminders(TUESDAY)
    ItemFactory(assigned=True, enterprise=item.enterprise, due_in=20)

    send_due_reminders(TUESDAY)
    same_day = post.recipients.count(unit.email)
    send_due_reminders(later(1))

    assert (same_day, post.recipients.count(unit.email)) == (1, 2)
    assert not Notice.objects.filter(recipient=unit, delivery=None).exists()


@pytest.mark.req("V15")
def test_whoever_left_gets_nothing(post):
    unit = prepared(due_in=0).people["enterprise"]
    unit.is_active = False
    unit.save()

    deliver_waiting()

    digest = digest_of(unit)
    assert (digest.state, digest.error) == (DeliveryState.DROPPED, "该账号已停用。")
    assert unit.email not in post.recipients


@pytest.mark.req("V15")
def test_whoever_moved_to_another_unit_gets_nothing(post):
    unit = prepared(due_in=0).people["enterprise"]
    unit.organization = OrganizationFactory(kind="ENTERPRISE")
    unit.save()

    deliver_waiting()

    assert digest_of(unit).state == DeliveryState.DROPPED
    assert post.recipients == []


@pytest.mark.req("V15")
def test_whoever_lost_the_role_gets_nothing(post):
    item = prepared(due_in=-3)
    coordinator = item.people["coordinator"]
    coordinator.role = "SYSADMIN"
    coordinator.save()

    deliver_waiting()

    assert digest_of(coordinator).state == DeliveryState.DROPPED
    assert post.recipients == sorted([item.people["enterprise"].email, item.people["second_coordinator"].email])


@pytest.mark.req("V15")
def test_a_park_officer_who_no_longer_has_the_park_is_not_told_of_it(post):
    park = ParkFactory()
    item = ItemFactory(rectifying=True, lead_organization=park.committee, due_in=0)
    officer = item.people["enterprise"]
    catch_up(clock.now())
    Item.objects.filter(pk=item.pk).update(lead_organization=OrganizationFactory())

    deliver_waiting()

    assert digest_of(officer).error == "消息已读，或所提醒的事项已不再成立。"
    assert post.recipients == []


@pytest.mark.req("V15")
def test_what_ended_meanwhile_is_left_out(post):
    item = prepared(due_in=0)
    people, other = item.people, ItemFactory(rectifying=True, due_in=0)
    item = advance(item.pk, "void", actor=people["coordinator"], version=item.version, reason="重复登记")
    agreed = {"granted": True, "opinion": "同意"}
    advance(item.pk, "decide-void", actor=people["second_coordinator"], version=item.version, **agreed)

    send_due_reminders(TUESDAY)

    assert digest_of(people["enterprise"]).state == DeliveryState.DROPPED
    assert post.recipients == [other.people["enterprise"].email]


@pytest.mark.req("V15")
def test_a_deadline_that_was_put_off_meanwhile_is_left_out(post):
    item = ItemFactory(rectifying=True, due_in=1)
    unit, coordinator = item.people["enterprise"], item.people["coordinator"]
    catch_up(clock.now())
    new = {"deadline": later(20), "reason": "备件未到", "interim_measures": "停用"}
    item = advance(item.pk, "extend", actor=unit, version=item.version, **new)
    advance(item.pk, "decide-extension", actor=coordinator, version=item.version, granted=True, opinion="同意")
    Notice.objects.filter(is_reminder=False).update(read_at=clock.now())

    deliver_waiting()

    assert digest_of(unit).state == DeliveryState.DROPPED
    assert post.recipients == []


def test_what_has_been_read_is_not_mailed(post):
    unit = prepared(due_in=0).people["enterprise"]
    Notice.objects.update(read_at=clock.now())

    deliver_waiting()

    assert digest_of(unit).state == DeliveryState.DROPPED
    assert post.taken == []


def test_without_an_address_the_notice_stands_in_the_application(post):
    unit = prepared(due_in=0).people["enterprise"]
    unit.email = ""
    unit.save()

    deliver_waiting()

    assert digest_of(unit).error == "收件人未登记电子邮箱，消息可在系统内查看。"
    assert told(unit) == ["due-0"]


def test_a_digest_that_was_not_sent_goes_along_with_the_next_one(post):
    unit = prepared(due_in=-3).people["enterprise"]

    with clock.at(at(later(1), 8)):
        gather(later(1))
        deliver_waiting()

    older, newer = Delivery.objects.filter(recipient=unit).order_by("day")
    assert (older.state, older.error) == (DeliveryState.DROPPED, "已由 2026-11-25 的通知汇总替代。")
    assert (newer.state, newer.notices.count()) == (DeliveryState.SENT, 2)
    assert post.recipients.count(unit.email) == 1


@pytest.mark.req("V14")
def test_a_digest_whose_sender_died_goes_along_with_the_next_one(post):
    item = prepared(due_in=0)
    unit = item.people["enterprise"]
    lease = clock.now() + timedelta(minutes=5)
    Delivery.objects.update(state=DeliveryState.CLAIMED, claimed_by="the dead", claimed_until=lease)

    with clock.at(at(later(1), 8)):
        send_due_reminders(later(1))
    with clock.at(at(later(1), 9)):
        deliver_waiting()

    assert post.recipients.count(unit.email) == 1
    assert list(Delivery.objects.filter(recipient=unit).order_by("day").values_list("state", flat=True)) == [
        DeliveryState.DROPPED,
        DeliveryState.SENT,
    ]
    assert not Notice.objects.filter(recipient=unit).exclude(delivery__state=DeliveryState.SENT).exists()


@pytest.mark.req("V14")
def test_after_three_days_without_a_worker_there_is_one_digest_and_no_step_without_a_trace(post):
    item = ItemFactory(rectifying=True, due_in=0)
    unit, coordinator = item.people["enterprise"], item.people["coordinator"]
    send_due_reminders(TUESDAY)
    post.taken.clear()

    with clock.at(at(later(4), 9)):
        missed = catch_up(clock.now())
        deliver_waiting()

    assert missed == [later(1), later(2), later(3), later(4)]
    assert told(coordinator) == ["overdue-1", "overdue-3"]
    assert told(unit) == ["due-0", "overdue-1", "overdue-3"]
    assert post.recipients.count(unit.email) == 1
    [mail] = [mail for mail in post.taken if mail["To"] == coordinator.email]
    assert mail.get_payload(decode=True).decode().count(item.number) == 1


@pytest.mark.req("V14")
@pytest.mark.parametrize(
    "moments",
    [
        [(0, 8, 0), (0, 7, 0), (0, 8, 0)],
        [(0, 23, 59), (0, 0, 1), (0, 23, 58)],
        [(3, 8, 0), (0, 8, 0), (3, 9, 0)],
    ],
    ids=["back an hour", "around midnight", "three days ahead and back"],
)
def test_a_clock_that_jumps_tells_nothing_twice(post, moments):
    item = ItemFactory(rectifying=True, due_in=0)

    for days, hour, minute in moments:
        with clock.at(at(later(days), hour, minute)):
            catch_up(clock.now())
            send_due_reminders(clock.today())

    rules = told(item.people["enterprise"])
    assert len(rules) == len(set(rules))
    assert len(post.ids) == len(set(post.ids))


@pytest.mark.req("V14")
def test_the_day_is_that_of_the_county_whatever_the_server_keeps():
    item = ItemFactory(rectifying=True, due_in=1)

    with clock.at(at(later(1), 0, 1)):
        send_due_reminders(clock.today())

    assert told(item.people["enterprise"]) == ["due-0"]
    assert JobRun.objects.get(job=JOB).on == later(1)


def test_before_eight_the_day_is_not_missed_yet():
    with clock.at(at(TUESDAY, 7, 59)):
        early = catch_up(clock.now())
    with clock.at(at(TUESDAY, 8)):
        in_time = catch_up(clock.now())

    assert (early, in_time) == ([], [TUESDAY])


def test_a_day_that_is_done_is_not_done_again():
    send_due_reminders(TUESDAY)

    assert catch_up(clock.now() + timedelta(hours=1)) == []


def test_a_day_asked_for_by_hand_makes_nobody_catch_up_the_weeks_before():
    send_due_reminders(later(-40))

    assert catch_up(clock.now()) == [TUESDAY]

"""Group robots: one line a day, counted where it arrives; only to known services; never the address again."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core import clock
from core.errors import DomainError
from supervision.models import GroupRobot, RobotMessage
from supervision.services import robots
from tests.factories import ItemFactory, UserFactory
from tests.mail_server import free_port
from tests.webhook_server import webhook_server

pytestmark = pytest.mark.django_db
TUESDAY = timezone.make_aware(datetime.fromisoformat("2026-11-24T08:30:00"))


@pytest.fixture
def service(settings):
    with webhook_server() as running:
        settings.ROBOT_HOSTS = (running.host,)
        yield running


@pytest.fixture
def robot(service):
    with clock.at(TUESDAY - timedelta(days=6)):
        item = ItemFactory(rectifying=True, due_in=2)
    return robots.add("攻坚群", f"http://{service.host}/hook", actor=item.people["coordinator"])


def at(moment):
    with clock.at(moment):
        return robots.run(moment)


def test_a_line_a_day_however_often_the_job_runs(service, robot):
    for minute in range(3):
        at(TUESDAY + timedelta(minutes=minute))

    assert RobotMessage.objects.get().state == "SENT"
    [(_path, told)] = service.got
    assert "1" in told["message"]
    assert "报警器" not in told["message"]


def test_over_midnight_and_a_holiday_nothing_is_doubled(service, robot):
    friday = TUESDAY + timedelta(days=3)
    for moment in (
        TUESDAY,
        friday,
        friday + timedelta(hours=20),
        friday + timedelta(days=1),
        friday + timedelta(days=3),
    ):
        at(moment)

    days = RobotMessage.objects.order_by("day").values_list("day", flat=True)
    assert [day.isoformat() for day in days] == ["2026-11-24", "2026-11-27", "2026-11-30"]
    assert len(service.got) == 3


@pytest.mark.req("V14")
def test_what_failed_on_the_eve_of_days_off_is_left_to_the_line_after_them(service, robot):
    friday = TUESDAY + timedelta(days=3)
    service.status = 500
    at(friday + timedelta(hours=15))

    service.status = 200
    for hours in (16, 24, 48):
        at(friday + timedelta(hours=hours))
    assert len(service.got) == 1
    at(friday + timedelta(days=3))

    assert list(RobotMessage.objects.order_by("day").values_list("state", flat=True)) == ["DROPPED", "SENT"]
    assert len(service.got) == 2


@pytest.mark.req("V14")
def test_a_sender_that_died_on_the_day_before_is_overtaken_by_the_line_of_the_day(service, robot):
    with clock.at(TUESDAY):
        robots.gather(TUESDAY.date())
        until = TUESDAY + timedelta(minutes=5)
        RobotMessage.objects.update(state="CLAIMED", claimed_by="dead", claimed_until=until)

    at(TUESDAY + timedelta(days=1))

    assert list(RobotMessage.objects.order_by("day").values_list("state", flat=True)) == ["DROPPED", "SENT"]
    assert len(service.got) == 1


@pytest.mark.req("V14")
def test_a_job_that_midnight_overtakes_writes_no_line_of_the_day_off(service, robot):
    midnight = TUESDAY + timedelta(days=3, hours=15, minutes=30)

    with clock.at(midnight + timedelta(seconds=1)):
        robots.run(midnight - timedelta(seconds=1))

    assert RobotMessage.objects.get().day == (TUESDAY + timedelta(days=3)).date()


def test_before_the_morning_nothing_is_told(service, robot):
    at(TUESDAY - timedelta(hours=2))

    assert service.got == []


def test_a_service_that_is_away_gets_it_later_once(service, robot, settings):
    away = f"127.0.0.1:{free_port()}"
    settings.ROBOT_HOSTS = (service.host, away)
    GroupRobot.objects.update(address=f"http://{away}/hook")
    at(TUESDAY)
    assert RobotMessage.objects.get().state == "FAILED"

    GroupRobot.objects.update(address=f"http://{service.host}/hook")
    at(TUESDAY + timedelta(seconds=30))
    assert service.got == []
    at(TUESDAY + timedelta(minutes=2))

    assert len(service.got) == 1
    assert RobotMessage.objects.get().state == "SENT"


@pytest.mark.req("V26")
def test_a_service_that_fails_five_times_in_a_row_is_left_alone_for_a_while(service, robot, settings):
    away = f"127.0.0.1:{free_port()}"
    settings.ROBOT_HOSTS = (away,)
    GroupRobot.objects.update(address=f"http://{away}/hook")
    for minute in (0, 2, 8, 24, 85):
        at(TUESDAY + timedelta(minutes=minute))
    RobotMessage.objects.update(next_try_at=TUESDAY)

    at(TUESDAY + timedelta(minutes=86))
    assert RobotMessage.objects.get().tries == 5
    at(TUESDAY + timedelta(minutes=91))
    assert RobotMessage.objects.get().tries == 6


def test_what_is_refused_again_and_again_is_a_dead_letter_until_a_person_says_so(service, robot):
    service.status = 500
    for hour in range(16):
        at(TUESDAY + timedelta(hours=hour))
    message = RobotMessage.objects.order_by("day").first()
    assert (message.state, message.tries) == ("DEAD", 6)
    assert len(service.got) == 6

    service.status = 200
    browser = Client()
    browser.force_login(robot.created_by)
    assert browser.post(f"/supervision/robots/messages/{message.pk}/again/").status_code == 302
    with clock.at(TUESDAY + timedelta(hours=17)):
        robots.deliver()
    message.refresh_from_db()
    assert message.state == "SENT"


def test_what_breaks_off_is_unknown_and_not_sent_again(service, robot):
    service.status = None
    at(TUESDAY)
    at(TUESDAY + timedelta(hours=3))

    assert RobotMessage.objects.get().state == "UNKNOWN"
    assert len(service.got) == 1


def test_a_sender_that_died_before_it_began_is_followed_by_another(service, robot):
    with clock.at(TUESDAY):
        robots.gather(TUESDAY.date())
        RobotMessage.objects.update(state="CLAIMED", claimed_by="dead", claimed_until=TUESDAY + timedelta(minutes=5))
    at(TUESDAY + timedelta(minutes=1))
    assert service.got == []
    at(TUESDAY + timedelta(minutes=6))
    assert len(service.got) == 1


def test_a_sender_that_died_while_sending_leaves_it_unknown(service, robot):
    with clock.at(TUESDAY):
        robots.gather(TUESDAY.date())
        until = TUESDAY + timedelta(minutes=5)
        RobotMessage.objects.update(state="CLAIMED", claimed_by="dead", claimed_until=until, sending_since=TUESDAY)
    at(TUESDAY + timedelta(minutes=6))

    assert RobotMessage.objects.get().state == "UNKNOWN"
    assert service.got == []


@pytest.mark.parametrize(
    "address",
    ["http://oapi.dingtalk.com/robot/send?access_token=x", "https://evil.example/hook", "https://127.0.0.1/hook",
     "https://oapi.dingtalk.com@evil.example/send?access_token=x", "file:///etc/passwd", "https://open.feishu.cn", "x"],
)  # fmt: skip
def test_only_known_services_are_written_to(address):
    with pytest.raises(DomainError):
        robots.notifier_of(address)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://oapi.dingtalk.com/robot/send?access_token=abc", "dingtalk://abc/"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1", "wecombot://k-1/"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/t-1", "feishu://t-1/"),
    ],
)
def test_the_three_services_are_known(address, known):
    assert robots.notifier_of(address) == known


def test_the_address_is_never_shown_and_other_units_see_nothing(robot):
    own, other = Client(), Client()
    own.force_login(robot.created_by)
    other.force_login(UserFactory(role="COORDINATOR"))

    assert "/hook" not in own.get("/supervision/robots/").content.decode()
    assert robot.name not in other.get("/supervision/robots/").content.decode()
    assert other.post(f"/supervision/robots/{robot.pk}/stop/").status_code == 404
    assert own.post("/supervision/robots/", {"name": "x", "address": "https://evil.example/"}).status_code == 422
    assert own.post(f"/supervision/robots/{robot.pk}/stop/").status_code == 302
    assert not GroupRobot.objects.get().is_active

"""群机器人: one line a working day into a unit's group, without names and problems; each at most once.

A message is claimed by a lease and marked before the first byte goes out. What was refused is tried
again after a pause and given up after six tries; of what broke off nobody knows whether it has
arrived: it is shown and not sent again by itself.
"""

import logging
import os
import socket
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import SplitResult, parse_qs, urlsplit

import apprise
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core import clock, figures
from core.errors import DomainError, NotAllowedError
from core.figures import Asked
from core.services import again, calendar, circuits, log
from core.states import DeliveryState
from notices.services.delivery import BACKOFF_MINUTES
from supervision.models import GroupRobot, RobotMessage
from supervision.querysets import RobotMessageQuerySet
from supervision.rules.reminders import MORNING

CONNECT_SECONDS = 3
TOLD = ("ledger.overdue", "ledger.major_overdue", "ledger.due_7")


@dataclass(frozen=True)
class Service:
    """How the library calls a service, and the parameter of an address that holds the key of a robot."""

    name: str
    parameter: str = ""
    """Empty where the key is the end of the path."""


SERVICES = {
    "oapi.dingtalk.com": Service("dingtalk", "access_token"),
    "qyapi.weixin.qq.com": Service("wecombot", "key"),
    "open.feishu.cn": Service("feishu"),
    "open.larksuite.com": Service("feishu"),
}


@transaction.atomic
def add(name: str, address: str, *, actor: User) -> GroupRobot:
    """Keep a robot of the own unit. Raises DomainError for an address of another service."""
    if not actor.assigns:
        raise NotAllowedError(_("Your role keeps no group robots."))
    notifier_of(address)
    robot = GroupRobot.objects.create(
        organization=actor.organization, name=name, address=address, created_by=actor, created_at=clock.now()
    )
    log.record("robot.add", robot, actor=actor, after={"service": urlsplit(address).netloc})
    return robot


@transaction.atomic
def stop(key: int, *, actor: User) -> None:
    """Let a robot be silent from now on. Raises DoesNotExist for another unit's."""
    robot = GroupRobot.objects.visible_to(actor).get(pk=key)
    robot.is_active = False
    robot.save(update_fields=["is_active"])
    log.record("robot.stop", robot, actor=actor)


def notifier_of(address: str) -> str:
    """The address as the library knows it: only https to the three services, and the hosts set by the operator."""
    parts = urlsplit(address)
    secure, key = parts.scheme == "https", _key_of(parts)
    if secure and key:
        return f"{SERVICES[parts.netloc].name}://{key}/"
    if parts.scheme in ("http", "https") and parts.netloc in settings.ROBOT_HOSTS:
        return f"{'jsons' if secure else 'json'}://{parts.netloc}{parts.path}?retry=0"
    raise DomainError(_("Give the https address of a robot of DingTalk, WeCom or Feishu."), "address")


def _key_of(parts: SplitResult) -> str:
    """What tells a robot of one of the services from the others; empty for every other address."""
    service = SERVICES.get(parts.netloc)
    if service is None:
        return ""
    if not service.parameter:
        return parts.path.rstrip("/").rpartition("/")[2]
    return parse_qs(parts.query).get(service.parameter, [""])[0]


def run(now: datetime) -> int:
    """On a working day, from the morning on: write the lines of the day, and send what waits."""
    here = timezone.localtime(now)
    if here.time() < MORNING or not calendar.current().is_working_day(here.date()):
        return 0
    gather(here.date())
    return deliver()


@transaction.atomic
def gather(day: date) -> int:
    """One message a robot and day, where there is anything to tell; answers how many are new."""
    silent = RobotMessage.objects.filter(day=day).values("robot")
    robots = GroupRobot.objects.filter(is_active=True).exclude(pk__in=silent).select_related("organization__county")
    _overtake(RobotMessage.objects.filter(robot__in=list(robots), day__lt=day))
    messages = [RobotMessage(robot=robot, day=day, text=text) for robot in robots if (text := line_of(robot))]
    RobotMessage.objects.bulk_create(messages, ignore_conflicts=True)
    return len(messages)


def _overtake(older: RobotMessageQuerySet) -> None:
    """What was not sent on its day is old news; a group gets one line a day."""
    reason = _("Its day was over before it could be sent.")
    for certainly_not_sent in (older.unsent(), older.orphaned(clock.now())):
        certainly_not_sent.update(state=DeliveryState.DROPPED, claimed_by="", claimed_until=None, error=reason)


def line_of(robot: GroupRobot) -> str:
    """Counts and the way to them; empty where nothing is late and nothing comes due."""
    unit = robot.organization
    whole = unit.kind in (OrganizationKind.OFFICE, OrganizationKind.COUNTY)
    part = {} if whole else {"lead_organization": str(unit.pk)}
    county: Organization | None = unit.county
    if county is None:
        return ""
    late, major, soon = (reading.value for reading in figures.read(TOLD, Asked.of_county(county, part=part)).values())
    if not late and not soon:
        return ""
    with translation.override("zh-hans"):
        said = _("%(unit)s: %(late)s overdue, %(major)s of them major; %(soon)s due within 7 days.")
        link = f"{settings.SITE_URL}{reverse('rectification:item-list')}?overdue=true"
        return f"{said % {'unit': unit.label, 'late': late, 'major': major, 'soon': soon}}\n{link}"


def deliver() -> int:
    """Send what waits; answers how many the services have taken."""
    now = clock.now()
    reason = _("Broken off while it was being sent; it may have arrived.")
    RobotMessage.objects.broken_off(now).update(state=DeliveryState.UNKNOWN, error=reason)
    sender = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    sent = 0
    waiting = RobotMessage.objects.waiting(now).order_by("pk").values_list("pk", "robot__address")[:200]
    for key, address in waiting:
        if circuits.rests(_way(address)):
            continue
        lease = clock.now() + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
        free = RobotMessage.objects.waiting(now).filter(pk=key)
        claim = {"state": DeliveryState.CLAIMED, "claimed_by": sender, "claimed_until": lease}
        if free.update(**claim, tries=F("tries") + 1):
            sent += _send(RobotMessage.objects.select_related("robot").get(pk=key))
    return sent


def _send(message: RobotMessage) -> bool:
    """Whether the service has taken it; every other end is written on its row."""
    if not message.robot.is_active:
        return _end(message, DeliveryState.DROPPED, _("The robot has been stopped."))
    try:
        notifier = apprise.Apprise.instantiate(notifier_of(message.robot.address))
    except DomainError as refusal:
        return _end(message, DeliveryState.DEAD, str(refusal))
    if notifier is None or not _is_reachable(message.robot.address):
        circuits.failed(_way(message.robot.address), _("The service can't be reached."))
        return _try_later(message, _("The service can't be reached."))
    return _begin(message) and _tell(message, notifier)


def _begin(message: RobotMessage) -> bool:
    """Say that sending begins, unless the lease has run out and another has taken it."""
    mine = RobotMessage.objects.filter(pk=message.pk, state=DeliveryState.CLAIMED, claimed_by=message.claimed_by)
    return mine.filter(claimed_until__gt=clock.now()).update(sending_since=clock.now()) == 1


def _tell(message: RobotMessage, notifier: apprise.NotifyBase) -> bool:
    way = _way(message.robot.address)
    with apprise.LogCapture(level=logging.WARNING) as log:
        if notifier.notify(body=message.text):
            circuits.worked(way)
            return _end(message, DeliveryState.SENT)
        said = log.getvalue()
    if "error=" in said:
        circuits.worked(way)
        return _try_later(message, _("The service refused it."))
    circuits.failed(way, _("The connection broke while it was being sent; it may have arrived."))
    return _end(message, DeliveryState.UNKNOWN, _("The connection broke while it was being sent; it may have arrived."))


def _way(address: str) -> str:
    """All robots of one service share a way."""
    return f"robots {urlsplit(address).netloc}"[:120]


def _is_reachable(address: str) -> bool:
    """Whether anybody listens there: what could not even be begun is safely tried again."""
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 443), timeout=CONNECT_SECONDS):
            return True
    except OSError:
        return False


def _try_later(message: RobotMessage, reason: str) -> bool:
    """Certainly not sent: again after a pause that grows, given up after the last."""
    if message.tries >= len(BACKOFF_MINUTES):
        return _end(message, DeliveryState.DEAD, reason)
    pause = timedelta(minutes=BACKOFF_MINUTES[message.tries - 1])
    mine = RobotMessage.objects.filter(pk=message.pk, claimed_by=message.claimed_by)
    mine.update(
        state=DeliveryState.FAILED,
        next_try_at=clock.now() + pause,
        claimed_until=None,
        sending_since=None,
        error=reason,
    )
    return False


def _end(message: RobotMessage, state: DeliveryState, reason: str = "") -> bool:
    sent_at = clock.now() if state == DeliveryState.SENT else None
    mine = RobotMessage.objects.filter(pk=message.pk, claimed_by=message.claimed_by)
    mine.update(state=state, sent_at=sent_at, claimed_until=None, error=reason[:300])
    return state == DeliveryState.SENT


def send_again(key: int, *, actor: User) -> None:
    """A person decides that what was given up or broke off is sent once more."""
    again.put_back(RobotMessage.objects.visible_to(actor), key, actor=actor)

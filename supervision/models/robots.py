from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers
from core.states import DeliveryState
from supervision.querysets import GroupRobotQuerySet, RobotMessageQuerySet


class GroupRobot(Read):
    """群机器人: a webhook of DingTalk, WeCom or Feishu that tells a unit's group one line a day.

    Whoever has its address can write into the group: it is written and never shown again.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="robots")
    name = models.CharField(_("Name of the group"), max_length=60)
    address = models.CharField(_("Webhook address"), max_length=400)
    is_active = models.BooleanField(_("Active"), default=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("Created"))

    recorded_as = "rectification.grouprobot"

    readers = Readers(officials="organization name address is_active created_by created_at")

    objects = GroupRobotQuerySet.as_manager()

    class Meta:
        db_table = "rectification_grouprobot"
        ordering = ("pk",)
        verbose_name = _("Group robot")

    def __str__(self) -> str:
        return self.name


class RobotMessage(Read):
    """The one line that a robot tells on a day, and how far its sending has come; like a digest."""

    robot = models.ForeignKey(GroupRobot, on_delete=models.CASCADE, related_name="messages")
    day = models.DateField(_("Day"))
    text = models.TextField(_("Text"))
    state = models.CharField(_("State"), max_length=8, choices=DeliveryState.choices, default=DeliveryState.NEW)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sending_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(_("Reason"), max_length=300, blank=True)

    recorded_as = "rectification.robotmessage"

    readers = Readers(
        officials="robot day text state claimed_by claimed_until sending_since sent_at tries next_try_at error",
    )

    objects = RobotMessageQuerySet.as_manager()

    class Meta:
        db_table = "rectification_robotmessage"
        ordering = ("-day", "-pk")
        verbose_name = _("Message of a robot")
        constraints = (models.UniqueConstraint(fields=("robot", "day"), name="robot_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.robot_id} {self.day}"

    @property
    def to(self) -> str:
        return f"{self.robot.organization.label} · {self.robot.name}"

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from core.fields import ReadRows
from core.querysets import OnTheWay, manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from supervision.models import GroupRobot, RobotMessage


class GroupRobotQuerySet(ReadRows["GroupRobot"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The robots of the own unit, for those who assign."""
        if isinstance(user, AnonymousUser) or not user.assigns:
            return self.none()
        return self.filter(organization=user.organization_id)


class RobotMessageQuerySet(OnTheWay["RobotMessage"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        robots = manager_of(self.model, "robot")
        return self.filter(robot__in=robots.visible_to(user))


def answers_seen_by(user: "User") -> Q:
    """Attachments that came with the answer to a letter that the user may see."""
    letters = apps.get_model("supervision", "SupervisionLetter")._default_manager
    came = letters.visible_to(user).whole().filter(answer_files=OuterRef("pk"))
    return Q(Exists(came))

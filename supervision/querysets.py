from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import OnTheWay, manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from rectification.querysets import ItemQuerySet
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


def with_open_proposal(items: "ItemQuerySet", user: "User", today: date) -> "ItemQuerySet":
    """督办建议待决定: the ladder proposes a measure, and nobody has decided on it; the authority's own.

    For whoever decides, what is this person's to decide: the same rows as the page of the proposals.
    """
    if user.reach != Reach.COUNTY:
        return items.none()
    proposals = manager_of(items.model, "escalation_proposals")
    theirs = proposals.waiting_for(user) if user.assigns else proposals.open()
    return items.filter(Exists(theirs.filter(item=OuterRef("pk"))))


def answers_seen_by(user: "User") -> Q:
    """Attachments that came with the answer to a letter that the user may see."""
    letters = apps.get_model("supervision", "SupervisionLetter")._default_manager
    came = letters.visible_to(user).whole().filter(answer_files=OuterRef("pk"))
    return Q(Exists(came))

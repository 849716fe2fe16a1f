"""Who is told of a tip: the office of what has come in, the unit of what is its own, by the receipt number alone."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Role
from notices.services import notices
from notices.services.notices import Words
from tips.models import Tip

RECEIVED, ASSIGNED, SAID, PROPOSED, SENT_BACK, REOPENED = (
    "tip-received", "tip-assigned", "tip-said", "tip-proposed", "tip-sent-back", "tip-reopened",
)  # fmt: skip
HAS_COME_IN = _("A tip has come in: %(number)s; to be accepted by %(day)s")
IS_YOURS = _("A tip is yours to check: %(number)s")
HAS_SAID = _("The reporter of tip %(number)s has written something")
TO_CONFIRM = _("The verdict of tip %(number)s waits for a second person")
CAME_BACK = _("The verdict of tip %(number)s has been sent back")
AGAIN = _("The reporter is not satisfied with the answer to tip %(number)s; it is taken up again")


def office(tip: Tip) -> Iterable[User]:
    """The coordinators of the county."""
    return User.objects.able(Role.COORDINATOR).filter(organization__county=tip.county_id)


def handlers(tip: Tip) -> Iterable[User]:
    """The officers of the unit that handles it; the office as long as nobody does."""
    if tip.unit_id is None:
        return office(tip)
    return User.objects.able(Role.DEPARTMENT).filter(organization=tip.unit_id)


def leaders(tip: Tip) -> Iterable[User]:
    """The heads of the unit, without who has proposed the verdict; the office where it has no other."""
    heads = User.objects.able(Role.DEPARTMENT).filter(organization=tip.unit_id, is_head=True)
    others = heads.exclude(pk=tip.proposed_by_id)
    return (
        others
        if others.exists()
        else User.objects.filter(pk__in=[each.pk for each in office(tip)]).exclude(pk=tip.proposed_by_id)
    )


def tell(tip: Tip, people: Iterable[User], rule: str, said: Promise) -> None:
    """Tell them, each in the own language; nothing of what was told, and nothing of by whom."""
    facts = {"number": str(tip), "day": f"{tip.accept_by:%Y-%m-%d}"}
    notices.tell(
        people,
        rule=rule,
        subject=f"tip:{tip.pk}:{tip.version}",
        say=lambda person: Words(said % facts),
        url=tip.get_absolute_url(),
    )

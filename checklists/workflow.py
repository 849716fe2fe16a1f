"""检查表版次: who draws one up, who approves it; never the same person. Who answers one on a visit."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from checklists.models import Edition
from checklists.states import EditionState as State
from core.steps import Step, Table, Weight, always
from core.who import Rule, ability, rule

if TYPE_CHECKING:
    from accounts.models import User


def keeps(user: "User") -> bool:
    """Whether the person draws up editions: who maintains the law as well, since both ask for the same eye."""
    return user.keeps_law


keeper: Rule[Edition] = ability(keeps)


def _no_hand(user: "User") -> Q:
    return Q(~Exists(Edition.hands.through.objects.filter(edition=OuterRef("pk"), user=user)))


@rule(lambda user: ~Q(drafted_by=user.pk) & _no_hand(user))
def second_person(edition: Edition, user: "User") -> bool:
    """Neither who has drawn it up nor anybody who has changed the draft since."""
    return user.pk != edition.drafted_by_id and not edition.hands.filter(pk=user.pk).exists()


another = (keeper & second_person).said("Another coordinator than those who have drawn it up or changed it.")
DRAFT = frozenset({State.DRAFT.value})

EDITIONS = Table[Edition](
    "checklist",
    Step(
        "approve",
        pgettext_lazy("checklist", "Approve"),
        DRAFT,
        State.APPROVED.value,
        another,
        (),
        Weight.JUDGES,
        another,
        always,
        refused=_("A coordinator approves it who has neither drawn it up nor changed anything in it."),
        button=pgettext_lazy("checklist", "Approve"),
        means=_("Visits from its first day on use it, at the earliest from today; nothing of it changes any more."),
        done=_("Approved; visits from its first day on use it."),
    ),
    Step(
        "drop",
        pgettext_lazy("checklist", "Drop"),
        DRAFT,
        State.DROPPED.value,
        keeper,
        (),
        Weight.ORDINARY,
        None,
        always,
        refused=_("Coordinators keep the checklists."),
        button=pgettext_lazy("checklist", "Drop"),
        means=_("The draft ends with all that was changed in it; what is in use stays as it is."),
        done=_("Dropped; what is in use stays as it is."),
    ),
    rows=lambda user: Edition.objects.visible_to(user),
    told=lambda edition, given: {"state": edition.state},
    stale=_("Somebody has changed this since you opened it."),
)

"""依据库变更: who sends a change of the catalogue, who enters or refuses it; never the same person (rules R11, 8)."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.steps import Step, Table, Weight, always
from core.who import Rule, ability, rule
from law.models import Amendment
from law.states import AmendmentState

if TYPE_CHECKING:
    from accounts.models import User

keeper: Rule[Amendment] = ability(lambda user: user.keeps_law)


@rule(lambda user: Q(proposed_by=user.pk))
def drew_it_up(amendment: Amendment, user: "User") -> bool:
    return user.pk == amendment.proposed_by_id


@rule(lambda user: ~Q(proposed_by=user.pk))
def second_person(amendment: Amendment, user: "User") -> bool:
    return user.pk != amendment.proposed_by_id


author = (drew_it_up & keeper).said("The coordinator who has drawn it up.")
another = (second_person & keeper).said("Another coordinator than the one who has drawn it up.")
S = AmendmentState
DRAFT, SENT = frozenset({S.DRAFT}), frozenset({S.PROPOSED})
UNDECIDED = DRAFT | SENT
FIRST = _("Whoever has drawn it up sends or withdraws it.")
SECOND = _("Another coordinator than the one who has drawn it up decides.")
W = Weight

# fmt: off
AMENDMENTS = Table[Amendment](
    "amendment",
    #    name       label                                  from       to           who      given        weight      waits for  when
    Step("send",    _("Change of the law proposed"),       DRAFT,     S.PROPOSED,  author,  (),          W.ORDINARY, author,    always,
         refused=FIRST, button=_("Send to the second person"), done=_("Proposed; another coordinator confirms it.")),
    Step("drop",    _("Change of the law withdrawn"),      UNDECIDED, S.DROPPED,   author,  (),          W.ORDINARY, None,      always,
         refused=FIRST, button=_("Withdraw"), done=_("Withdrawn; nothing has been changed.")),
    Step("confirm", _("Change of the law entered"),        SENT,      S.CONFIRMED, another, (),          W.JUDGES,   another,   always,
         refused=SECOND, button=_("Confirm and enter"), done=_("The catalogue has been changed.")),
    Step("decline", _("Change of the law refused"),        SENT,      S.DECLINED,  another, ("reason",),  W.JUDGES,   None,      always,
         refused=SECOND, done=_("Nothing has been changed.")),
    rows=lambda user: Amendment.objects.visible_to(user),
    told=lambda amendment, given: {"state": amendment.state},
    stale=_("Somebody has changed this since you opened it."),
)
# fmt: on

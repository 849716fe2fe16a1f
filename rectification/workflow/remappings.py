"""法律依据转引: who confirms or declines that open items cite what follows an ended basis (rules R11, 5)."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.steps import Step, Table, Weight, always
from core.who import Rule, ability, rule
from rectification.models import Remapping
from rectification.states import RemappingState

if TYPE_CHECKING:
    from accounts.models import User

coordinator: Rule[Remapping] = ability(lambda user: user.is_coordinator)


@rule(lambda user: ~Q(proposed_by=user.pk) & Q(county=user.organization.county_id))
def second_person(remapping: Remapping, user: "User") -> bool:
    """Of the county, and not who proposed it."""
    return user.pk != remapping.proposed_by_id and user.organization.county_id == remapping.county_id


another = (second_person & coordinator).said("Another coordinator of the county than the one who proposed it.")
OPEN = frozenset({RemappingState.PROPOSED})
SECOND = _("Another coordinator than the one who proposed it decides.")
W = Weight

# fmt: off
REMAPPINGS = Table[Remapping](
    "remapping",
    #    name       label                           from  to                        who      given        weight      waits for  when
    Step("confirm", _("Re-mapping of bases confirmed"), OPEN, RemappingState.CONFIRMED, another, (),          W.JUDGES,   None,      always,
         refused=SECOND, button=_("Confirm"), done=_("The items cite what follows.")),
    Step("decline", _("Re-mapping of bases declined"),  OPEN, RemappingState.DECLINED,  another, ("reason",), W.JUDGES,   None,      always,
         refused=SECOND, done=_("Nothing has been changed.")),
    rows=lambda user: Remapping.objects.visible_to(user),
    told=lambda remapping, given: {"items": remapping.items},
)
# fmt: on

"""报送函、公示: drafted from the ledger, approved by a leader who has not drafted it, issued; then it stays."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from core.steps import Step, Table, Weight, always, everybody
from core.who import Rule, ability, rule
from superiors.models import ListPaper
from superiors.states import PaperState

if TYPE_CHECKING:
    from accounts.models import User

coordinator: Rule[object] = ability(lambda user: user.is_coordinator).said("The county's coordinator.")
leader: Rule[ListPaper] = ability(lambda user: user.role == Role.SUPERIOR or (user.is_head and user.assigns)).said(
    "A leader of the county or the head of a unit."
)


@rule(lambda user: Q(county=user.organization.county_id))
def of_the_county(paper: ListPaper, user: "User") -> bool:
    """Of this county: who looks in from above reads and approves nothing."""
    return user.organization.county_id == paper.county_id


def _no_hand(user: "User") -> Q:
    return Q(~Exists(ListPaper.hands.through.objects.filter(listpaper=OuterRef("pk"), user=user)))


@rule(lambda user: ~Q(drafted_by=user.pk) & _no_hand(user))
def has_not_drafted(paper: ListPaper, user: "User") -> bool:
    """Neither drafted it nor wrote any of its words."""
    return user.pk != paper.drafted_by_id and not paper.hands.filter(pk=user.pk).exists()


leader_but_drafter = (leader & of_the_county & has_not_drafted).said(
    "A leader of the county or the head of a unit, never who drafted it or wrote words of it."
)
S, W = PaperState, Weight
DRAFT, APPROVED = (frozenset({state}) for state in (S.DRAFT, S.APPROVED))

# fmt: off
PAPERS = Table[ListPaper](
    "list-paper",
    #    name        label                                        from      to          who                 given       weight      waits for  when
    Step("words",    _("Words of a paper about a list written"),  DRAFT,    None,       coordinator,        ("texts",), W.JUDGES,  None,      always,
         refused=_("The coordinator writes the words of a draft."),
         done=_("The words are saved.")),
    Step("refresh",  _("Paper about a list taken anew"),          DRAFT,    None,       coordinator,        (),         W.JUDGES,   None,      always,
         refused=_("The coordinator takes a draft anew."),
         button=_("Take it anew from the ledger"),
         done=_("Taken anew; what you have written stays.")),
    Step("approve",  _("Paper about a list approved"),            DRAFT,    S.APPROVED, leader_but_drafter, (),         W.APPROVES, everybody, always,
         refused=_("A leader who has not drafted it approves a draft."),
         button=_("Approve"),
         done=_("Approved; it can be issued.")),
    Step("withdraw", _("Approved paper about a list back to draft"), APPROVED, S.DRAFT, coordinator,        (),         W.JUDGES,   None,      always,
         refused=_("The coordinator takes what is approved and not issued back."),
         button=_("Back to the draft"),
         done=_("It is a draft again and has to be approved anew.")),
    Step("issue",    _("Paper about a list issued"),              APPROVED, S.ISSUED,   coordinator,        (),         W.APPROVES, everybody, always,
         refused=_("The coordinator issues what is approved."),
         button=_("Issue"),
         done=_("Issued; nothing of it changes any more.")),
    rows=lambda user: ListPaper.objects.visible_to(user).select_related("superior_list", "county", "approved_by"),
    told=lambda paper, given: {"state": paper.state, "version": paper.version, "number": paper.number},
    stale=_("Somebody has changed this paper since you opened it."),
)
# fmt: on

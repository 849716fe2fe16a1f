"""The lists of supervision: what the ladder proposes, the letters, what the robots have told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from core.listing import Column, Listing
from supervision.forms.letters import LetterFilter, LetterListForm, ProposalFilter, ProposalListForm
from supervision.models import RobotMessage, SupervisionLetter
from supervision.workflow import proposals_waiting_for

BY_UNIT = ("item__lead_organization__protocol_order", "item__lead_organization", "ground_day", "pk")


def assigns(user: User) -> bool:
    return user.assigns


PROPOSALS = Listing(
    title=_("Supervision and letters"),
    empty=_(
        "Whatever is overdue by the county's ladder is proposed here for a letter or an interview; "
        "nothing waits at present."
    ),
    count=ngettext_lazy("%(n)s proposal waits for your decision", "%(n)s proposals wait for your decision", "n"),
    rows=lambda user: proposals_waiting_for(user).for_list().order_by(*BY_UNIT),
    filters=ProposalFilter,
    form=ProposalListForm,
    open_to=assigns,
    elsewhere="supervision:letter-list",
    lead="supervision/_tabs.html",
    beside=lambda user: {"tab": "proposals"},
    body="supervision/_proposals.html",
    styles=("css/ledger.css",),
)
LETTERS = Listing(
    title=_("Letters"),
    empty=_("Letters of supervision stand here with who has received and answered them; they come from the proposals."),
    heading=_("Supervision and letters"),
    count=ngettext_lazy("%(n)s letter", "%(n)s letters", "n"),
    rows=lambda user: SupervisionLetter.objects.visible_to(user).select_related("addressee", "document"),
    columns=(
        Column("number", _("Number"), "number", "link", by="document__number", style="problem"),
        Column("kind", _("Kind"), "get_kind_display"),
        Column("unit", _("Addressee"), "addressee.label", by="addressee__name"),
        Column("issued", _("Issued"), "issued_at", "moment", by="document__issued_at", style="nowrap", labelled=True),
        Column("answer", _("Answer by"), "answer_by", "day", by="answer_by", style="nowrap", labelled=True),
        Column("received", _("Received"), "received_at", "supervision/_received.html", labelled=True),
        Column("answered", _("Answer"), "", "supervision/_answer_cell.html"),
    ),
    usual_sort="-issued",
    filters=LetterFilter,
    form=LetterListForm,
    lead="supervision/_tabs.html",
    beside=lambda user: {"tab": "letters"},
    styles=("css/ledger.css",),
)
ROBOTS = Listing(
    title=_("Group robots"),
    label=_("What they have told"),
    rows=lambda user: RobotMessage.objects.visible_to(user).select_related("robot"),
    columns=(
        Column("day", _("Day"), "day", "day"),
        Column("name", _("Name of the group"), "robot.name"),
        Column("state", _("State"), "get_state_display"),
        Column("tries", _("Tries"), "tries"),
        Column("reason", _("Reason"), "error", "supervision/_told_error.html"),
    ),
    back=(_("Supervision and letters"), "supervision:proposal-list"),
    lead="supervision/_robots.html",
    body="supervision/_told.html",
    nothing="",
)
"""What the robots have told, below the robots themselves."""

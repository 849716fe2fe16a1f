"""The lists of objections."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Column, Export, Listing
from objections.filters import ObjectionFilter
from objections.forms import ObjectionListForm
from objections.models import Objection

NAME = Column("name", _("What is objected to"), "name", "link", by="subject_name", style="problem", width=34)
STATE = Column(
    "state",
    pgettext_lazy("objection", "State"),
    "get_state_display",
    "objections/_state.html",
    by="state",
    width=16,
)
TURN = Column("turn", _("Whose turn"), "get_turn_display", "objections/_turn.html", by="turn", labelled=True, width=24)
RAISED = Column("raised", _("Raised"), "raised_at", "day", by="raised_at", style="nowrap", labelled=True, width=13)
DUE = Column("due", _("Answer due by"), "due", "day", by="due", style="nowrap", labelled=True, width=13)
ENDED = Column(
    "ended", _("Ended"), "ended_at", "day", by="ended_at", style="nowrap", empty="—", labelled=True, width=13
)
OF_AN_ENTERPRISE = (NAME, STATE, TURN, RAISED, DUE, ENDED)
OBJECTIONS = Listing(
    title=_("Objections to data"),
    empty=_(
        "What an enterprise says is wrong in its file stands here until it is answered; the sign for it "
        "stands beside each datum."
    ),
    count=ngettext_lazy("%(n)s objection", "%(n)s objections", "n"),
    rows=lambda user: Objection.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        NAME,
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", width=24),
        STATE,
        TURN,
        RAISED,
        DUE,
        ENDED,
        Column("wrong", _("What is wrong with it"), "wrong", width=40, on_page=False),
        Column("reason", _("Why"), "reason", width=40, on_page=False),
        Column("answer", _("Answer"), "answer", width=40, on_page=False),
    ),
    usual_sort="-raised",
    filters=ObjectionFilter,
    form=ObjectionListForm,
    shows_persons=True,
    export=Export(
        "objections:objection-export",
        button=ngettext_lazy("Export this view (%(n)s objection)", "Export this view (%(n)s objections)", "n"),
        title=_("List of objections"),
        file_name=_("Objections"),
    ),
)

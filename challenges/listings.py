"""The lists of challenges."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from challenges.figures import compares_units
from challenges.filters import ChallengeFilter
from challenges.forms import ChallengeListForm
from challenges.models import Challenge
from core.listing import Act, Column, Export, Listing

NAME = Column("name", _("Problem"), "name", "link", by="item__number", style="problem", width=34)
ENTERPRISE = Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", width=24)
STATE = Column(
    "state",
    pgettext_lazy("challenge", "State"),
    "get_state_display",
    "challenges/_state.html",
    by="state",
    width=16,
)
RUNG = Column("rung", pgettext_lazy("challenge", "Step"), "get_rung_display", by="rung", labelled=True, width=18)
UNIT = Column("unit", _("Answering unit"), "unit.label", by="unit__name", empty="—", labelled=True, width=20)
RAISED = Column(
    "raised",
    pgettext_lazy("challenge", "Raised"),
    "raised_at",
    "day",
    by="raised_at",
    style="nowrap",
    labelled=True,
    width=13,
)
DUE = Column(
    "due",
    pgettext_lazy("challenge", "Clock ends on"),
    "runs_until",
    "day",
    by="due",
    style="nowrap",
    empty="—",
    labelled=True,
    width=13,
)
ENDED = Column(
    "ended",
    pgettext_lazy("challenge", "Ended"),
    "ended_at",
    "day",
    by="ended_at",
    style="nowrap",
    empty="—",
    labelled=True,
    width=13,
)
CHALLENGES = Listing(
    title=_("Challenges to findings"),
    empty=_(
        "What an enterprise says against a finding at its place stands here from the day on which it is raised; "
        "it is raised on the page of the problem, within some working days after that was assigned."
    ),
    count=ngettext_lazy("%(n)s challenge", "%(n)s challenges", "n"),
    rows=lambda user: Challenge.objects.visible_to(user).for_list(),
    columns=(
        NAME,
        ENTERPRISE,
        STATE,
        RUNG,
        UNIT,
        RAISED,
        DUE,
        ENDED,
        Column("verdict", _("Latest answer"), "get_verdict_display", width=16, on_page=False),
        Column("served", _("Served on"), "served_on", "day", width=13, on_page=False),
        Column("wrong", _("What is wrong with the finding"), "wrong", width=40, on_page=False),
        Column("reason", _("Why"), "reason", width=40, on_page=False),
    ),
    usual_sort="-raised",
    filters=ChallengeFilter,
    form=ChallengeListForm,
    acts=(Act(_("By the unit that found"), "challenges:challenge-units", compares_units),),
    shows_persons=True,
    export=Export(
        "challenges:challenge-export",
        button=ngettext_lazy("Export this view (%(n)s challenge)", "Export this view (%(n)s challenges)", "n"),
        title=_("List of challenges to findings"),
        file_name=_("Challenges"),
    ),
)

"""The lists of draws and of declared interests."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Listing
from draws.filters import DrawFilter, InterestFilter
from draws.forms import DrawListForm, InterestListForm
from draws.models import Draw, Interest
from draws.workflow import declares, draws_at_all

FIRST = Column("first", _("First day of the visits"), "first_day", "day", by="first_day", style="nowrap", labelled=True)
LAST = Column("last", _("Last day of the visits"), "last_day", "day", by="last_day", style="nowrap", labelled=True)
UNIT = Column("unit", pgettext_lazy("draw", "Drawn by the unit"), "organization.label", by="organization__name")
PARK = Column("park", _("Park"), "park.label", by="park__name", empty=_("the whole county"))
DRAWS = Listing(
    title=pgettext_lazy("draw", "Random draws"),
    count=ngettext_lazy("%(n)s draw", "%(n)s draws", "n"),
    rows=lambda user: Draw.objects.visible_to(user).select_related("organization", "park", "redrawn_as"),
    columns=(
        Column("title", pgettext_lazy("draw", "Title"), "title", "link", by="title", style="problem"),
        UNIT,
        PARK,
        FIRST,
        LAST,
        Column("state", pgettext_lazy("draw", "State"), "state_label", "draws/_state.html"),
        Column("committed", _("Committed"), "committed_at", "moment", by="committed_at", style="nowrap", labelled=True),
    ),
    empty=_("Each random draw stands here with its candidates, its commitment and what was drawn."),
    usual_sort="-committed",
    filters=DrawFilter,
    form=DrawListForm,
    acts=(
        Act(_("Commit a draw"), "draws:draw-create", draws_at_all, adds=True),
        Act(_("Declared interests"), "draws:interest-list", declares),
    ),
    styles=("css/ledger.css",),
)
PERSON = Column("person", pgettext_lazy("draw", "Inspector"), "person.name", "link", by="person__name")
OF_UNIT = Column("unit", _("Organization"), "person.organization.label", by="person__organization__name")
ENTERPRISE = Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name")
KIND = Column("kind", _("Relation"), "get_kind_display", by="kind")
SINCE = Column("since", _("Holds from"), "since", "day", by="since", style="nowrap", labelled=True)
UNTIL = Column("until", _("Holds until"), "until", "day", by="until", style="nowrap", labelled=True, empty="—")
INTERESTS = Listing(
    title=_("Declared interests"),
    count=ngettext_lazy("%(n)s declared interest", "%(n)s declared interests", "n"),
    rows=lambda user: Interest.objects.visible_to(user).select_related("person__organization", "enterprise"),
    columns=(PERSON, OF_UNIT, ENTERPRISE, KIND, SINCE, UNTIL),
    empty=_("What binds an inspector to an enterprise stands here; the inspector or the office declares it."),
    usual_sort="-since",
    filters=InterestFilter,
    form=InterestListForm,
    acts=(Act(_("Declare an interest"), "draws:interest-create", declares, adds=True),),
    back=(pgettext_lazy("draw", "Random draws"), "draws:draw-list"),
    shows_persons=True,
    styles=("css/ledger.css",),
)

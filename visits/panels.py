"""检查 in the file of an enterprise: its visits, by whatever body; the plant itself reads those that have begun."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.states import Reach
from core.listing import Table
from core.panels import MOST_ROWS, Deed, Panel, Tab
from core.requests import SignedInRequest
from enterprises.models import Enterprise
from visits.listings import BODY, DAY, FLAGS, KIND, NATURE, PROBLEMS, STATE
from visits.models import Visit
from visits.services import visit_papers
from visits.workflow import inspects


def sticks_codes(user: User) -> bool:
    """Officials of the county and of parks."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


def papers(visit: Visit, reader: User) -> dict[str, object] | None:
    """The papers that the reader can issue about the visit now."""
    found = list(visit_papers.offered(visit, reader))
    return {"papers": found, "pk": visit.pk} if found else None


PAPERS = Panel(59, "visits/_papers.html", papers)
TOLD_TO_PLANTS = (DAY, BODY, NATURE, KIND, STATE, PROBLEMS)


def visits(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    rows = Visit.objects.visible_to(request.user).filter(enterprise=enterprise).for_list()
    columns = TOLD_TO_PLANTS if request.user.reach == Reach.OWN else (*TOLD_TO_PLANTS, FLAGS)
    table = Table(_("Visits"), columns, rows.select_related("body", "enterprise")[:MOST_ROWS])
    return {"table": table, "nothing": _("No visit of this enterprise is on file.")}


OF_AN_ENTERPRISE = (
    Tab(52, "visits", gettext_lazy("Visits"), "core/_table_panel.html", visits),
    Deed(
        35,
        gettext_lazy("Prepare a visit"),
        lambda enterprise: f"{reverse('visits:visit-create')}?enterprise={enterprise.pk}",
        inspects,
    ),
    Deed(
        36,
        gettext_lazy("Stickers"),
        lambda enterprise: reverse("visits:enterprise-stickers", args=[enterprise.pk]),
        sticks_codes,
    ),
)

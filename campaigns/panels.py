"""专项行动 in the file of a park: those of the park, and those of the whole county to which it belongs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.states import Reach
from campaigns.listings import BASIS, FIRST, LAST, PARK, STATE, TITLE
from campaigns.models import Campaign
from core.listing import Table
from core.panels import MOST_ROWS, Tab
from core.requests import SignedInRequest
from parks.models import Park


def sees_campaigns(user: User) -> bool:
    """Officials of the county and of parks."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


def of_park(park: Park, request: SignedInRequest) -> dict[str, object]:
    rows = Campaign.objects.visible_to(request.user).filter(county=park.county_id).of_park(park.pk)
    table = Table(
        _("Special campaigns"), (TITLE, BASIS, PARK, FIRST, LAST, STATE), rows.select_related("park")[:MOST_ROWS]
    )
    return {"table": table, "nothing": _("No special campaign concerns this park yet.")}


OF_A_PARK = (
    Tab(54, "campaigns", gettext_lazy("Special campaigns"), "core/_table_panel.html", of_park, seen_by=sees_campaigns),
)

"""The list of the parks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.listing import Act, Column, Listing
from parks.filters import ParkFilter
from parks.forms import ParkListForm
from parks.models import Park

PARKS = Listing(
    title=_("Parks"),
    count=ngettext_lazy("%(n)s park", "%(n)s parks", "n"),
    rows=lambda user: Park.objects.visible_to(user).select_related("committee"),
    columns=(
        Column("code", _("Code"), "code", by="code"),
        Column("name", _("Name"), "name", "link", by="name", style="problem"),
        Column("committee", _("Park committee"), "committee.name"),
        Column(
            "grade",
            _("Safety risk grade"),
            "get_risk_grade_display",
            by="risk_grade",
            empty=_("not on file"),
            labelled=True,
        ),
        Column(
            "recognition",
            _("Recognition valid until"),
            "recognition_valid_until",
            "expiry",
            by="recognition_valid_until",
            labelled=True,
        ),
    ),
    usual_sort="code",
    filters=ParkFilter,
    form=ParkListForm,
    acts=(Act(_("New park"), "parks:park-create", lambda user: user.keeps_parks),),
)

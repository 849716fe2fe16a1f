"""The lists of the parks and their facilities; and that of the quota postings, which the API gives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core import clock
from core.completeness import counted
from core.listing import Act, Column, Listing
from core.views.completeness import SHARE
from parks.filters import InfrastructureListFilter, ParkFilter, QuotaPostingFilter
from parks.forms.infrastructure import InfrastructureListForm
from parks.forms.parks import ParkListForm
from parks.models import Infrastructure, Park, QuotaPosting

PARKS = Listing(
    title=_("Parks"),
    empty=_("Each chemical park of the county has a file here; all enterprises and problems belong to one."),
    count=ngettext_lazy("%(n)s park", "%(n)s parks", "n"),
    rows=lambda user: counted(Park.objects.visible_to(user).select_related("committee")),
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
        SHARE,
    ),
    usual_sort="code",
    filters=ParkFilter,
    form=ParkListForm,
    acts=(Act(_("New park"), "parks:park-create", lambda user: user.keeps_parks, adds=True),),
)
INFRASTRUCTURE = Listing(
    title=_("Infrastructure"),
    empty=_(
        "What a park builds stands here with its progress against the plan; it is entered in the file of the park."
    ),
    count=ngettext_lazy("%(n)s facility", "%(n)s facilities", "n"),
    rows=lambda user: Infrastructure.objects.visible_to(user).as_of(clock.today()).select_related("park", "kind"),
    columns=(
        Column("name", _("Name"), "facility.name", "parks/_facility.html", by="name", style="problem"),
        Column("park", _("Park"), "facility.park.label", by="park__code", labelled=True),
        Column("kind", _("Kind"), "facility.kind.name", by="kind"),
        Column(
            "status",
            _("Status"),
            "label",
            "parks/_facility_status.html",
            by="status_then",
            empty=_("not on file"),
            labelled=True,
        ),
        Column(
            "progress",
            _("Progress (%)"),
            "percent",
            "parks/_progress.html",
            by="percent_then",
            style="number nowrap",
            head_style="number",
            labelled=True,
        ),
        Column(
            "planned",
            _("Planned completion"),
            "facility.planned_completion",
            "parks/_planned.html",
            by="planned_completion",
            labelled=True,
        ),
    ),
    usual_sort="planned",
    filters=InfrastructureListFilter,
    form=InfrastructureListForm,
)
POSTINGS = Listing(
    title=_("Quota postings"),
    empty=_(
        "What is added to and taken from the quota accounts stands here; it is booked in the file of the "
        "park, tab “Quotas”."
    ),
    rows=lambda user: QuotaPosting.objects.visible_to(user).select_related("account__park", "posted_by", "signed_by"),
    columns=(
        Column("account", _("Quota account"), "account", by="account"),
        Column("park", _("Park"), "account.park.label", by="account__park__code"),
        Column("pollutant", _("Pollutant"), "account.get_pollutant_display", by="account__pollutant"),
        Column("year", _("Year"), "account.year", by="account__year"),
        Column("day", _("Day"), "day", by="day"),
        Column("kind", _("Kind"), "get_kind_display", by="kind"),
        Column("amount", _("Amount (t/a)"), "amount", by="amount"),
        Column("effect", _("Effect on the balance (t/a)"), "effect", by="effect"),
        Column("document", _("Document"), "document"),
        Column("project", _("Project"), "project_name"),
        Column("reservation", _("Reservation"), "reservation_id", "number"),
        Column("reverses", _("Reverses"), "reverses_id", "number"),
        Column("note", _("Note"), "note"),
        Column("by", _("Posted by"), "posted_by.name", by="posted_by__name"),
        Column("signed", _("Overdraft signed by"), "signed_by.name"),
        Column("reason", _("Reason for the overdraft"), "signed_reason"),
    ),
    usual_sort="-day",
    filters=QuotaPostingFilter,
    shows_persons=True,
)

"""The list of the applications."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from admission.filters import ApplicationFilter
from admission.forms.filing import ApplicationListForm
from admission.models import Application
from core.listing import Column, Listing

STATE = "admission/_state.html"
APPLICATIONS = Listing(
    title=_("Admission reviews"),
    empty=_(
        "Projects that ask to come into a park stand here with the check against the park's rules; it is "
        "applied for on the page of the project."
    ),
    count=ngettext_lazy("%(n)s application", "%(n)s applications", "n"),
    rows=lambda user: Application.objects.visible_to(user).select_related("project__enterprise", "park"),
    columns=(
        Column("project", _("Project"), "project.name", "admission/_link.html", by="project__name", style="problem"),
        Column("enterprise", _("Enterprise"), "project.enterprise.label", by="project__enterprise__name"),
        Column("park", _("Park"), "park.label", by="park__name"),
        Column("state", _("State"), "get_state_display", STATE, by="state"),
        Column("applied", _("Applied on"), "applied_on", "day", by="applied_on", style="nowrap", labelled=True),
        Column(
            "valid",
            pgettext_lazy("admission", "Valid until"),
            "shown_until",
            "day",
            by="valid_until",
            style="nowrap",
            empty="—",
            labelled=True,
        ),
    ),
    usual_sort="-applied",
    filters=ApplicationFilter,
    form=ApplicationListForm,
)

"""The lists of the plans of enterprises and of their closures."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.listing import Column, Export, Listing
from plans.filters import ClosureFilter, PlanFilter
from plans.forms import ClosureListForm, PlanListForm
from plans.models import Closure, EnterprisePlan

PLANS = Listing(
    title=_("One enterprise, one plan"),
    empty=_(
        "Each enterprise's plan of measures stands here with what is open of it; it is entered in the "
        "file of the enterprise, tab “Plans”."
    ),
    count=ngettext_lazy("%(n)s plan", "%(n)s plans", "n"),
    rows=lambda user: EnterprisePlan.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        Column("title", _("Title of the plan"), "name", "link", by="title", style="problem", width=32),
        Column(
            "enterprise",
            _("Enterprise"),
            "enterprise.label",
            by="enterprise__name",
            width=26,
            exported="enterprise.name",
        ),
        Column("park", _("Park"), "enterprise.park.label", by="enterprise__park__code", empty="—", width=16),
        Column("kind", _("Kind"), "get_kind_display", by="kind", width=16),
        Column("state", _("State"), "get_state_display", "plans/_state.html", by="state", width=14),
        Column(
            "finish",
            _("To be finished by"),
            "finish_by",
            "day",
            by="finish_by",
            style="nowrap",
            labelled=True,
            width=13,
        ),
        Column(
            "approved",
            _("Approved on"),
            "approved_on",
            "day",
            by="approved_on",
            style="nowrap",
            labelled=True,
            width=13,
            empty="—",
        ),
        Column("ended", _("Ended on"), "ended_on", on_page=False, width=13),
    ),
    usual_sort="-finish",
    filters=PlanFilter,
    form=PlanListForm,
    export=Export(
        "plans:plan-export",
        button=ngettext_lazy("Export this view (%(n)s plan)", "Export this view (%(n)s plans)", "n"),
        title=_("List of the plans of enterprises"),
        file_name=_("One enterprise, one plan"),
    ),
)
CLOSURES = Listing(
    title=_("Closures of enterprises"),
    empty=_(
        "What is closed down, moved away or changed stands here with its last day; it is entered in the "
        "file of the enterprise."
    ),
    count=ngettext_lazy("%(n)s closure", "%(n)s closures", "n"),
    rows=lambda user: Closure.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        Column(
            "enterprise",
            _("Enterprise"),
            "enterprise.name",
            "plans/_closure_cell.html",
            by="enterprise__name",
            style="problem",
            width=28,
        ),
        Column("park", _("Park"), "enterprise.park.label", by="enterprise__park__code", empty="—", width=16),
        Column("kind", _("Kind"), "get_kind_display", by="kind", width=14),
        Column("state", _("State"), "get_state_display", "plans/_closure_state.html", by="state", width=14),
        Column("decision", _("Document of the decision"), "decision", empty="—", width=24),
        Column(
            "close_by", _("To be closed by"), "close_by", "day", by="close_by", style="nowrap", labelled=True, width=13
        ),
        Column("agreed", _("Compensation agreed (10,000 yuan)"), "agreed", width=14, on_page=False),
        Column("workers", _("Workers to be resettled"), "workers", width=10, on_page=False),
        Column("resettled", _("Workers resettled"), "resettled", width=10, on_page=False),
        Column("soil", _("Result of the soil check"), "get_soil_result_display", width=16, on_page=False),
        Column(
            "ended",
            _("Ended on"),
            "ended_on",
            "day",
            by="ended_on",
            style="nowrap",
            labelled=True,
            width=13,
            empty="—",
        ),
    ),
    usual_sort="-close_by",
    filters=ClosureFilter,
    form=ClosureListForm,
    export=Export(
        "plans:closure-export",
        button=ngettext_lazy("Export this view (%(n)s closure)", "Export this view (%(n)s closures)", "n"),
        title=_("List of the closures of enterprises"),
        file_name=_("Closures of enterprises"),
    ),
)

"""The lists of visits and of the yearly caps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Export, Listing
from visits.filters import CapFilter, VisitFilter
from visits.forms import CapListForm, VisitListForm
from visits.models import Cap, Visit
from visits.workflow import inspects, leads

DAY = Column("day", _("Day of the visit"), "planned_on", "day_link", by="planned_on", style="nowrap", width=12)
ENTERPRISE = Column(
    "enterprise", _("Enterprise"), "enterprise.label", "visits/_place.html", by="enterprise__name", style="problem",
    width=26,
)  # fmt: skip
BODY = Column("body", _("Inspecting body"), "body.label", by="body__name", width=18)
NATURE = Column("nature", _("Nature of the inspection"), "get_nature_display", by="nature", width=12)
KIND = Column("kind", _("Form of the inspection"), "get_kind_display", by="kind", width=12)
SOURCE = Column("source", _("Task source"), "get_source_display", by="source", width=16, on_page=False)
STATE = Column(
    "state", pgettext_lazy("visit", "State"), "get_state_display", "visits/_state.html", by="state", width=16
)
FREQUENCY = Column(
    "frequency", _("This year / cap"), lambda visit: frequency_in_year(visit), path="fill_by", labelled=True, width=12
)
PROBLEMS = Column(
    "problems", _("Problems found"), "problems", "number", by="problems", labelled=True, width=10, empty="0"
)
FLAGS = Column(
    "flags", _("Marked for"), lambda visit: "；".join(visit.flags()), "visits/_flags.html", path="fill_by", width=22
)
WEEK = Column(
    "week", _("In the same week"), "others_in_week", "visits/_week.html", path="joined_to", labelled=True, width=10,
    empty="—",
)  # fmt: skip


def frequency_in_year(visit: Visit) -> str:
    """Visits of the year that count towards the cap, and the cap; a dash where none is published."""
    cap, number = getattr(visit, "cap_of_year", None), getattr(visit, "visits_in_year", 0)
    return f"{number}/{'—' if cap is None else cap}"


VISITS = Listing(
    title=_("Visits of enterprises"),
    count=ngettext_lazy("%(n)s visit", "%(n)s visits", "n"),
    rows=lambda user: Visit.objects.visible_to(user).for_list().select_related("enterprise", "body"),
    columns=(DAY, ENTERPRISE, BODY, NATURE, KIND, SOURCE, STATE, FREQUENCY, WEEK, PROBLEMS, FLAGS),
    empty=_("Each visit of an enterprise stands here, from its preparation to the result that was told."),
    usual_sort="-day",
    filters=VisitFilter,
    form=VisitListForm,
    acts=(
        Act(_("Prepare a visit"), "visits:visit-create", inspects, adds=True),
        Act(_("Yearly caps"), "visits:cap-list"),
    ),
    export=Export(
        "visits:visit-export",
        button=ngettext_lazy("Export this view (%(n)s visit)", "Export this view (%(n)s visits)", "n"),
        title=_("Visits of enterprises"),
        file_name=_("Visits of enterprises"),
    ),
    styles=("css/ledger.css",),
)
YEAR = Column("year", _("Year"), "year", "visits/_year.html", by="year", style="nowrap")
CAP_BODY = Column("body", _("Inspecting body"), "body.label", by="body__name")
NUMBER = Column("number", _("Most visits of an enterprise"), "number", "number", by="number", labelled=True)
PUBLISHED = Column(
    "published", _("Published on"), "published_on", "day", by="published_on", style="nowrap", labelled=True
)
DOCUMENT = Column("document", _("Document that publishes it"), "document", by="document")
LATE = Column("late", _("After the end of June"), "is_late", "yes_no", labelled=True)
CAPS = Listing(
    title=_("Yearly caps of visits"),
    count=ngettext_lazy("%(n)s cap", "%(n)s caps", "n"),
    rows=lambda user: Cap.objects.visible_to(user).marked_for(user if leads(user) else None).select_related("body"),
    columns=(YEAR, CAP_BODY, NUMBER, PUBLISHED, DOCUMENT, LATE),
    empty=_("How often a body visits one enterprise in a year at most; published by the end of June."),
    usual_sort="-year",
    filters=CapFilter,
    form=CapListForm,
    acts=(Act(_("Enter a cap"), "visits:cap-create", leads, adds=True),),
    back=(_("Visits of enterprises"), "visits:visit-list"),
    styles=("css/ledger.css",),
)

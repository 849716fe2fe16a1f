"""The ledger as a list. Its columns stand in the order of the workbook, which is a contract."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import MappingProxyType

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.listing import Column, Export, Listing, Words
from inspections.states import Level, UndatedKind
from rectification.filters import OF_THE_PAGE, LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.models import Item
from rectification.querysets import HAS_ENDED
from rectification.rules import deadlines
from rectification.services.exporting import LedgerColumn, Values
from rectification.states import State, SupervisionLevel


def only_if_it_says_more(item: Item) -> str:
    """The lead unit has its place on a phone only where it isn't the enterprise itself."""
    lead = item.lead_organization
    return "on-wide" if lead is not None and lead.label == item.place_label else ""


def kinds_of_sources(item: Item) -> str:
    return "、".join(source.get_kind_display() for source in item.finding.sources.all())


def days_late(values: Values) -> int | None:
    """Nothing instead of none."""
    state, deadline, submitted_on = values["state"], values["deadline"], values["submitted_on"]
    return deadlines.days_late(state=state, deadline=deadline, submitted_on=submitted_on, today=values["day"]) or None


def in_the_workbook(
    name: str, label: Words, path: str, width: int = 14, names: Mapping[object, object] = MappingProxyType({})
) -> LedgerColumn:
    """A column that stands in the workbook alone."""
    return LedgerColumn(name, label, path=path, by="", width=width, at=0, usual=False, names=names)


def worked_out(
    name: str, label: Words, computed: Callable[[Values], object], width: int = 14, needs: tuple[str, ...] = ()
) -> LedgerColumn:
    """A column that stands in the workbook alone and follows from other values."""
    return LedgerColumn(name, label, path="", by="", width=width, at=0, usual=False, computed=computed, needs=needs)


TICK = Column(
    "tick", "", "", "rectification/_tick.html", head="rectification/_tick_all.html", style="tick d-print-none"
)
COLUMNS = (
    LedgerColumn(
        "number",
        _("Number"),
        "number",
        path="number",
        by="pk",
        width=14,
        at=1,
        usual=True,
        style="nowrap",
    ),
    LedgerColumn(
        "title",
        _("Problem"),
        "title",
        "rectification/_title.html",
        path="title",
        by="",
        width=40,
        at=2,
        usual=True,
        style="problem",
    ),
    in_the_workbook("description", _("Description"), "finding__description", 50),
    LedgerColumn(
        "level",
        _("Level"),
        "get_level_display",
        path="level",
        names=dict(Level.choices),
        by="level",
        width=14,
        at=9,
        usual=False,
    ),
    LedgerColumn(
        "category",
        _("Category"),
        "category.name",
        path="category__name_zh",
        by="category",
        width=20,
        at=4,
        usual=True,
        empty="—",
        style="on-wide",
    ),
    LedgerColumn(
        "source",
        _("Source"),
        kinds_of_sources,
        path="finding__sources__kind",
        by="",
        width=0,
        at=8,
        usual=True,
        style="on-wide",
    ),
    worked_out("sources", _("Sources"), itemgetter("sources"), 24),
    LedgerColumn(
        "place",
        _("Enterprise or park"),
        "place_label",
        path="enterprise__name",
        by="",
        width=0,
        at=3,
        usual=True,
        empty="—",
    ),
    in_the_workbook("park", _("Park"), "park__name", 20),
    in_the_workbook("enterprise", _("Enterprise"), "enterprise__name", 28),
    in_the_workbook("project", _("Project"), "project__name", 20),
    in_the_workbook("where", _("Place"), "finding__place"),
    in_the_workbook("legal_basis", _("Legal basis"), "finding__legal_basis", 24),
    LedgerColumn(
        "lead",
        _("Lead unit"),
        "lead_organization.label",
        path="lead_organization__name",
        by="lead_organization__name",
        width=28,
        at=5,
        usual=True,
        empty="—",
        style=only_if_it_says_more,
    ),
    LedgerColumn(
        "person",
        _("Responsible person"),
        "responsible_person",
        path="responsible_person",
        by="",
        width=14,
        at=12,
        usual=False,
        empty="—",
    ),
    in_the_workbook("requirement", _("Requirement"), "requirement", 30),
    in_the_workbook("measures", _("Measures"), "measures", 40),
    LedgerColumn(
        "found_on",
        _("Found on"),
        "found_on",
        "day",
        labelled=True,
        path="found_on",
        by="found_on",
        width=14,
        at=10,
        usual=False,
        style="nowrap",
    ),
    LedgerColumn(
        "deadline",
        _("Deadline"),
        "deadline",
        "rectification/_due.html",
        path="deadline",
        by="deadline",
        width=14,
        at=6,
        usual=True,
        style="nowrap",
    ),
    in_the_workbook("original_deadline", _("Original deadline"), "original_deadline"),
    in_the_workbook("undated_kind", _("Kind of deadline"), "undated_kind", names=dict(UndatedKind.choices)),
    LedgerColumn(
        "state",
        _("State"),
        "state",
        "rectification/_state.html",
        path="state",
        names=dict(State.choices),
        by="state",
        width=14,
        at=7,
        usual=True,
    ),
    worked_out("days_late", _("Days late"), days_late, needs=("state", "deadline", "submitted_on")),
    LedgerColumn(
        "supervision",
        _("Supervision"),
        "get_supervision_level_display",
        path="supervision_level",
        names=dict(SupervisionLevel.choices),
        by="supervision_level",
        width=14,
        at=11,
        usual=False,
    ),
    worked_out("progress", _("Progress as reported"), itemgetter("progress"), 30),
    in_the_workbook("work_done", _("Work done"), "work_done", 40),
    in_the_workbook("funds_spent", _("Funds spent"), "funds_spent"),
    in_the_workbook("submitted_on", _("Re-inspection asked for on"), "submitted_on"),
    in_the_workbook("passed_on", _("Passed on"), "passed_on"),
    in_the_workbook("closed", _("Signed off on"), "closed_at"),
)
PAGE_SIZES = (30, 50, 100)
ON_PAPER = [column for column in COLUMNS if column.on_paper]
LEDGER = Listing(
    title=_("Rectification ledger"),
    rows=lambda user: Item.objects.visible_to(user),
    columns=COLUMNS,
    usual_sort="urgency",
    usual_order=(HAS_ENDED.asc(), F("deadline").asc(nulls_last=True), F("pk").desc()),
    ties="-pk",
    filters=LedgerFilter,
    form=FilterForm,
    sizes=PAGE_SIZES,
    page_size=PAGE_SIZES[0],
    link_words=OF_THE_PAGE,
    export=Export(
        "rectification:item-export",
        button=ngettext_lazy("Export this view (%(n)s item)", "Export this view (%(n)s items)", "n"),
        title=_("Rectification ledger"),
        file_name=_("Rectification ledger"),
    ),
    is_printed=True,
    lead="rectification/_tabs.html",
    bar="rectification/_filters.html",
    body="rectification/_table.html",
    nothing="rectification/_no_hit.html",
    styles=("css/ledger.css",),
)
"""By urgency: what is open by its deadline, then what is done, the newest first among equals."""

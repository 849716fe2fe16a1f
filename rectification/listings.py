"""The ledger as a list. Its columns stand in the order of the workbook, which is a contract."""

from collections.abc import Callable, Mapping
from operator import attrgetter, itemgetter
from types import MappingProxyType

from django.db.models import F
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core.listing import Export, Listing, Words
from inspections.states import Level, UndatedKind
from rectification.filters import OF_THE_PAGE, LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.models import Item
from rectification.querysets import HAS_ENDED
from rectification.rules import deadlines, schedule
from rectification.services import grouping
from rectification.services.exporting import LedgerColumn, Values
from rectification.states import Mode, State, SupervisionLevel


def only_if_it_says_more(item: Item) -> str:
    """The lead unit has its place on a phone only where it isn't the enterprise itself."""
    lead = item.lead_organization
    return "on-wide" if lead is not None and lead.label == item.place_label else ""


def kinds_of_sources(item: Item) -> str:
    return "、".join(source.get_kind_display() for source in item.finding.sources.all())


def picks(name: str, path: str) -> Callable[[Item], str]:
    """What a link says to find the rows that have the same value at a path; nothing where there is none."""

    def said(item: Item) -> str:
        value = getattr(item, path)
        return "" if value in (None, "") else f"{name}={value}"

    return said


def pick_sources(item: Item) -> str:
    return f"source={','.join(sorted({source.kind for source in item.finding.sources.all()}))}"


def pick_place(item: Item) -> str:
    if item.enterprise_id:
        return f"enterprise={item.enterprise_id}"
    return f"park={item.park_id}" if item.park_id else ""


def place_of(values: Values) -> object:
    return values["enterprise__name"] or values["park__name"]


def days_late(values: Values) -> int | None:
    """Nothing instead of none."""
    state, deadline, submitted_on = values["state"], values["deadline"], values["submitted_on"]
    return deadlines.days_late(state=state, deadline=deadline, submitted_on=submitted_on, today=values["day"]) or None


def against_schedule(values: Values) -> str:
    """In the superior's words; nothing of what is void."""
    found = schedule.state_of(
        state=values["state"],
        deadline=values["deadline"],
        submitted_on=values["submitted_on"],
        next_stage_on=values["stage_next_on"],
        today=values["day"],
    )
    return str(found.label) if found else ""


def bases_and_text(values: Values) -> str:
    """What it cites, then what was typed beside it, which says so."""
    typed = values["finding__legal_basis"]
    marked = gettext("%(text)s (free text)") % {"text": typed} if typed and values["bases"] else typed
    return "；".join(filter(None, (values["bases"], marked)))


def in_the_workbook(
    name: str, label: Words, path: str, width: int = 14, names: Mapping[object, object] = MappingProxyType({})
) -> LedgerColumn:
    """A column that stands in the workbook alone."""
    return LedgerColumn(name, label, path=path, by="", width=width, at=0, usual=False, names=names)


def worked_out(
    name: str, label: Words, computed: Callable[[Values], object], width: int = 14, *, needs: tuple[str, ...]
) -> LedgerColumn:
    """A column that stands in the workbook alone and follows from other values."""
    return LedgerColumn(name, label, path="", by="", width=width, at=0, usual=False, computed=computed, needs=needs)


COLUMNS = (
    LedgerColumn(
        "number",
        _("Number"),
        "number",
        path="number",
        by="pk",
        width=14,
        at=1,
        screen=104,
        latin=98,
        pick=picks("number", "number"),
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
        screen=300,
        latin=234,
        pick=picks("title", "title"),
        usual=True,
        style="problem",
        edit="title",
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
        screen=84,
        latin=84,
        pick=picks("level", "level"),
        usual=False,
        edit="level",
    ),
    LedgerColumn(
        "category",
        _("Category"),
        "category.name",
        path="category__name_zh",
        by="category",
        width=20,
        at=4,
        screen=150,
        latin=126,
        pick=picks("category_is", "category_id"),
        usual=True,
        empty="—",
        style="on-wide",
        edit="category",
    ),
    LedgerColumn(
        "source",
        _("Source"),
        kinds_of_sources,
        path="finding__sources__kind",
        by="",
        width=0,
        at=8,
        screen=120,
        latin=126,
        pick=pick_sources,
        usual=True,
        style="on-wide",
    ),
    worked_out("sources", _("Sources"), itemgetter("sources"), 24, needs=()),
    LedgerColumn(
        "place",
        _("Enterprise or park"),
        "place_label",
        path="enterprise__name",
        by="",
        width=0,
        at=3,
        screen=130,
        latin=118,
        pick=pick_place,
        usual=True,
        empty="—",
        edit="enterprise",
    ),
    in_the_workbook("park", _("Park"), "park__name", 20),
    in_the_workbook("enterprise", _("Enterprise"), "enterprise__name", 28),
    in_the_workbook("project", _("Project"), "project__name", 20),
    in_the_workbook("where", _("Place"), "finding__place"),
    worked_out("legal_basis", _("Legal basis"), bases_and_text, 24, needs=("finding__legal_basis",)),
    LedgerColumn(
        "lead",
        _("Lead unit"),
        "lead_organization.label",
        path="lead_organization__name",
        by="lead_organization__name",
        width=28,
        at=5,
        screen=130,
        latin=112,
        pick=picks("lead_organization", "lead_organization_id"),
        usual=True,
        empty="—",
        style=only_if_it_says_more,
        edit="lead_organization",
    ),
    LedgerColumn(
        "person",
        _("Responsible person"),
        "responsible_person",
        path="responsible_person",
        by="",
        width=14,
        at=12,
        screen=96,
        pick=picks("person", "responsible_person"),
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
        screen=100,
        pick=picks("found_after", "found_on"),
        usual=False,
        style="nowrap",
        edit="found_on",
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
        screen=206,
        latin=236,
        pick=picks("deadline_after", "deadline"),
        usual=True,
        style="nowrap",
        edit="deadline",
    ),
    in_the_workbook("original_deadline", _("Original deadline"), "original_deadline"),
    in_the_workbook("suspended_days", _("Days suspended"), "suspended_days"),
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
        screen=116,
        latin=200,
        pick=picks("state", "state"),
        usual=True,
    ),
    LedgerColumn(
        "mode",
        _("Mode of rectification"),
        "get_mode_display",
        path="mode",
        names=dict(Mode.choices),
        by="mode",
        width=16,
        at=13,
        screen=128,
        pick=picks("mode", "mode"),
        usual=False,
        empty="—",
    ),
    LedgerColumn(
        "stage",
        _("Share of the last stage (%)"),
        "stage_share",
        path="stage_share",
        by="stage_share",
        width=14,
        at=14,
        screen=96,
        usual=False,
        empty="—",
    ),
    in_the_workbook("next_stage", _("Next stage by"), "stage_next_on"),
    worked_out(
        "schedule",
        _("Against the schedule"),
        against_schedule,
        needs=("state", "deadline", "submitted_on", "stage_next_on"),
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
        screen=96,
        pick=picks("supervision", "supervision_level"),
        usual=False,
    ),
    worked_out("progress", _("Progress as reported"), itemgetter("progress"), 30, needs=()),
    in_the_workbook("work_done", _("Work done"), "work_done", 40),
    in_the_workbook("funds_spent", _("Funds spent"), "funds_spent"),
    in_the_workbook("submitted_on", _("Re-inspection asked for on"), "submitted_on"),
    in_the_workbook("passed_on", _("Passed on"), "passed_on"),
    in_the_workbook("closed", _("Signed off on"), "closed_at"),
)
PAGE_SIZES = (30, 50, 100, 300, 1000)
ON_PAGE = sorted((column for column in COLUMNS if column.on_page), key=attrgetter("at"))
ON_PAPER = [column for column in COLUMNS if column.on_paper]
PLACE_ON_PAPER = worked_out("place", _("Enterprise or park"), place_of, 28, needs=("enterprise__name", "park__name"))
SEEN_ON_PAPER = {column.name: column for column in ON_PAPER} | {"place": PLACE_ON_PAPER}
SEEN_ON_PAPER["source"] = SEEN_ON_PAPER["sources"]
"""What the workbook of a view as it is seen has for a column of the page, by its name."""
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
    grouped=grouping.grouped,
    template="rectification/ledger.html",
    nothing="rectification/_no_hit.html",
    styles=("css/ledger.css", "css/grid.css"),
)
"""By urgency: what is open by its deadline, then what is done, the newest first among equals."""

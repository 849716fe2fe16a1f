"""The lists of superiors, and the rows of one of them in its own order."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core import clock
from core.listing import Column, Listing
from inspections.models import SuperiorList
from rectification.services.superior_lists import rows_of
from superiors.filters import ListFilter, RowFilter
from superiors.forms.lists import ListsForm, rows_form
from superiors.services.lines import said_of

LISTS = Listing(
    title=_("Superiors' lists"),
    empty=_(
        "Each list that came from above stands here with what is done of it and by when it is answered; "
        "import the file that you were sent."
    ),
    count=ngettext_lazy("%(n)s list", "%(n)s lists", "n"),
    rows=lambda user: SuperiorList.objects.visible_to(user),
    columns=(
        Column("title", _("List"), "one.name", "superiors/_list_cell.html", by="title", style="problem"),
        Column("kind", _("Source"), "one.get_kind_display", by="kind"),
        Column("dated", _("Date of the list"), "one.dated_on", "day", by="dated_on", style="nowrap", labelled=True),
        Column(
            "total",
            _("Problems"),
            "total",
            "superiors/_count_cell.html",
            style="number",
            head_style="number",
            labelled=True,
        ),
        Column(
            "done",
            _("Rectified"),
            "done",
            "superiors/_count_cell.html",
            style="number",
            head_style="number",
            labelled=True,
        ),
        Column(
            "open", _("Open"), "open", "superiors/_count_cell.html", style="number", head_style="number", labelled=True
        ),
        Column(
            "late",
            _("Behind schedule"),
            "late",
            "superiors/_count_cell.html",
            style="number",
            head_style="number",
            labelled=True,
        ),
        Column("answered", _("Last answer"), "answered", "superiors/_answered_cell.html", labelled=True),
        Column(
            "due",
            _("Next answer due by"),
            "one.answer_by",
            "superiors/_due_cell.html",
            by="answer_by",
            style="nowrap",
            labelled=True,
        ),
    ),
    usual_sort="-listed",
    more_sorts={"listed": "pk"},
    filters=ListFilter,
    form=ListsForm,
    is_printed=True,
    styles=("css/ledger.css",),
)
ROWS = (
    Column(
        "place",
        pgettext_lazy("list", "Order"),
        "row.position",
        by="position",
        style="number",
        head_style="number",
        width=8,
    ),
    Column("number", _("Number there"), "number", by="number", style="nowrap", labelled=True, empty="—", width=18),
    Column(
        "problem",
        _("Problem in the superior's words"),
        "problem",
        "superiors/_problem_cell.html",
        style="problem",
        width=50,
    ),
    Column("demanded", _("Demanded by"), "demanded", "superiors/_demanded_cell.html", labelled=True, width=16),
    Column("item", _("Item of ours"), "item.number", "superiors/_item_cell.html", by="answering", width=18),
    Column("state", _("State"), "state.label", "superiors/_state_cell.html", by="stands", width=16),
    Column("unit", _("Who answers"), "unit", "superiors/_unit_cell.html", by="due", labelled=True, width=26),
    Column("person", _("Responsible person"), "item.responsible_person", on_page=False, width=14),
    Column("due", _("Deadline"), "item.deadline", on_page=False, width=13),
    Column("turn", _("What is next"), "turn", on_page=False, width=30),
    Column(
        "lacks", _("What is missing"), "lacking", "superiors/_lacks_cell.html", style="lacks", labelled=True, width=30
    ),
    Column("said", _("Merged, taken apart, void"), said_of, on_page=False, width=28),
    Column(
        "answered",
        _("Last answer"),
        "answered",
        "superiors/_last_answer_cell.html",
        style="last-answer",
        labelled=True,
        width=40,
        exported="answered.progress",
    ),
    Column("answered_on", _("Answered on"), "answered.on", on_page=False, width=13),
)


def of_list(one: SuperiorList) -> Listing:
    """The rows of one list; the usual order is the superior's."""
    return Listing(
        title=one.name,
        count=ngettext_lazy("%(n)s problem of the list", "%(n)s problems of the list", "n"),
        rows=partial(rows_of, one, today=clock.today()),
        columns=ROWS,
        usual_sort="place",
        filters=RowFilter,
        form=rows_form(one),
        is_printed=True,
        back=(_("Superiors' lists"), "superiors:list-list"),
        lead="superiors/_head.html",
        more_acts="superiors/_acts.html",
        styles=("css/ledger.css", "css/superiors.css"),
    )

"""The list of editions, and the tables of one edition and of a checklist on a visit."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from checklists.filters import EditionFilter
from checklists.forms import EditionListForm
from checklists.models import Edition
from checklists.workflow import keeps
from core.listing import Act, Column, Export, Listing

KIND = Column(
    "kind", pgettext_lazy("checklist", "Checklist"), "get_kind_display", "checklists/_edition.html", by="kind",
    style="problem", width=30,
)  # fmt: skip
NUMBER = Column(
    "number", pgettext_lazy("checklist", "Edition"), "number", "number", by="number", labelled=True, width=8
)
STATE = Column("state", pgettext_lazy("checklist", "State"), "standing", "checklists/_state.html", by="state", width=12)
FROM = Column(
    "from", pgettext_lazy("checklist", "Used from"), "valid_from", "day", by="valid_from", labelled=True, width=12
)
ASKED = Column("asked", _("Items asked"), "asked", "number", by="asked", labelled=True, width=10, empty="0")
AUTHOR = Column(
    "author", pgettext_lazy("checklist", "Drawn up by"), "drafted_by.full_label", by="drafted_by__name", width=20
)
DECIDER = Column(
    "decider", pgettext_lazy("checklist", "Decided by"), "decided_by.full_label", by="decided_by__name", width=20,
    empty="—",
)  # fmt: skip

EDITIONS = Listing(
    title=_("Checklists"),
    count=ngettext_lazy("%(n)s edition", "%(n)s editions", "n"),
    rows=lambda user: (
        Edition.objects.visible_to(user)
        .for_list()
        .select_related("drafted_by__organization", "decided_by__organization")
    ),
    columns=(KIND, NUMBER, STATE, FROM, ASKED, AUTHOR, DECIDER),
    empty=_("What is asked on visits stands here, edition by edition. The first one is drawn up from the catalogue."),
    usual_sort="kind",
    filters=EditionFilter,
    form=EditionListForm,
    acts=(Act(_("Draw up an edition"), "checklists:edition-create", keeps, adds=True),),
    export=Export(
        "checklists:edition-export",
        button=ngettext_lazy("Export this view (%(n)s edition)", "Export this view (%(n)s editions)", "n"),
        title=_("Checklists"),
        file_name=_("Checklists"),
    ),
    back=(_("Visits of enterprises"), "visits:visit-list"),
    styles=("css/ledger.css",),
)
QUESTIONS = (
    Column("code", pgettext_lazy("checklist", "Item"), "code", "checklists/_code.html", style="nowrap"),
    Column("name", _("What is checked"), "name", style="problem"),
    Column("category", _("Category of a problem"), "category.name"),
    Column("criteria", _("Criteria of a major hazard"), "criterion_codes", empty="—", labelled=True),
    Column("span", _("Asked when"), "", "checklists/_span.html"),
)
LINES = (
    Column("code", pgettext_lazy("checklist", "Item"), "question.code", "checklists/_line_code.html", style="nowrap"),
    Column("name", _("What is checked"), "question.name", style="problem"),
    Column("said", pgettext_lazy("checklist", "Answer"), "answer.get_said_display", "checklists/_said.html"),
    Column("note", pgettext_lazy("checklist", "Note"), "answer.note", "prose", empty="—", labelled=True),
    Column("last", _("Last time"), "last.get_said_display", "checklists/_last.html", empty="—", labelled=True),
    Column("problem", _("Problem"), "answer", "checklists/_problem.html", empty="—"),
)

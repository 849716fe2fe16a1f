"""The instruments and the bases as lists; as of a day by the filter `on`."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Listing
from law.filters import AmendmentFilter, BasisFilter, CriterionFilter, DefectFilter, InstrumentFilter
from law.forms import AmendmentListForm, BasisListForm, CriterionListForm, DefectListForm, InstrumentListForm
from law.models import Amendment, Basis, Criterion, DefectivePaper, Instrument

if TYPE_CHECKING:
    from accounts.models import User


def keeps_law(user: "User") -> bool:
    return user.keeps_law


BACK = (_("Law clock"), "law:clock")
INSTRUMENTS = Listing(
    title=_("Instruments"),
    empty=_("Laws, rules and standards stand here with their days; they come with the catalogue of the law."),
    count=ngettext_lazy("%(n)s instrument", "%(n)s instruments", "n"),
    rows=lambda user: Instrument.objects.visible_to(user).select_related("replaced_by"),
    columns=(
        Column("title", _("Title"), "cited", "law/_instrument_cell.html", by="title_zh", style="problem"),
        Column("kind", _("Kind"), "get_kind_display", by="kind"),
        Column("from", _("In force from"), "valid_from", "day", by="valid_from", labelled=True, style="nowrap"),
        Column("to", _("In force to"), "valid_to", "day", by="valid_to", empty="—", labelled=True, style="nowrap"),
        Column("replaced_by", _("Replaced by"), "replaced_by.brief", empty="—", style="on-wide"),
    ),
    usual_sort="-from",
    filters=InstrumentFilter,
    form=InstrumentListForm,
    acts=(Act(_("Legal bases"), "law:basis-list"),),
    back=BACK,
)
BASES = Listing(
    title=_("Legal bases"),
    empty=_("Clauses that problems are based on stand here with their days; they come with the catalogue of the law."),
    count=ngettext_lazy("%(n)s legal basis", "%(n)s legal bases", "n"),
    rows=lambda user: Basis.objects.visible_to(user).select_related("instrument"),
    columns=(
        Column("code", _("Number"), "code", "law/_basis_cell.html", by="code", style="nowrap"),
        Column("kind", _("Catalogue"), "get_subject_kind_display", by="subject_kind"),
        Column("subject", _("Subject"), "subject_code", by="subject_code", labelled=True, style="nowrap"),
        Column("part", _("Case"), "part", by="part", empty="—", style="problem"),
        Column("citation", _("Legal basis"), "citation", by="instrument__title_zh"),
        Column("from", _("In force from"), "starts_on", "day", by="valid_from", labelled=True, style="nowrap"),
        Column("to", _("In force to"), "ends_on", "day", by="valid_to", empty="—", labelled=True, style="nowrap"),
    ),
    usual_sort="code",
    filters=BasisFilter,
    form=BasisListForm,
    acts=(Act(_("Instruments"), "law:instrument-list"),),
    back=BACK,
)
AMENDMENTS = Listing(
    title=_("Maintenance of the law"),
    empty=_(
        "Changes of the law stand here until a second person has confirmed them; they are proposed from "
        "an instrument or basis."
    ),
    count=ngettext_lazy("%(n)s change", "%(n)s changes", "n"),
    rows=lambda user: Amendment.objects.visible_to(user).select_related("proposed_by", "decided_by"),
    columns=(
        Column("source", _("Document by which it changes"), "source", "law/_amendment_cell.html", style="problem"),
        Column("state", _("State"), "get_state_display", by="state", style="nowrap"),
        Column("proposed_by", _("Proposed by"), "proposed_by.name", labelled=True),
        Column(
            "proposed_at",
            pgettext_lazy("time", "Proposed"),
            "proposed_at",
            "day",
            by="proposed_at",
            labelled=True,
            style="nowrap",
        ),
        Column("decided_by", _("Decided by"), "decided_by.name", empty="—", labelled=True),
        Column(
            "decided_at", _("Decided"), "decided_at", "day", by="decided_at", empty="—", labelled=True, style="nowrap"
        ),
    ),
    usual_sort="-proposed_at",
    filters=AmendmentFilter,
    form=AmendmentListForm,
    lead="law/_amending.html",
    acts=(Act(_("Instruments"), "law:instrument-list"), Act(_("Legal bases"), "law:basis-list")),
    back=BACK,
)
CRITERIA = Listing(
    title=_("Major hazard criteria"),
    empty=_("What makes a hazard a major one stands here; it comes with the catalogue of the law."),
    count=ngettext_lazy("%(n)s criterion", "%(n)s criteria", "n"),
    rows=lambda user: Criterion.objects.visible_to(user).select_related("instrument"),
    columns=(
        Column("code", _("Number"), "code", "law/_criterion_cell.html", by="code", style="nowrap"),
        Column("name", _("Major hazard criterion"), "name", style="problem"),
        Column("instrument", _("Instrument"), "instrument.brief", by="instrument__title_zh"),
        Column("from", _("In force from"), "valid_from", "day", by="valid_from", labelled=True, style="nowrap"),
        Column("to", _("In force to"), "valid_to", "day", by="valid_to", empty="—", labelled=True, style="nowrap"),
        Column("replaces", _("Replaces"), "replaces", empty="—", style="on-wide"),
    ),
    usual_sort="code",
    filters=CriterionFilter,
    form=CriterionListForm,
    back=BACK,
)
DEFECTS = Listing(
    title=_("Defective papers"),
    empty=_("Papers that cite what was not in force stand here to be corrected; none has been found."),
    count=ngettext_lazy("%(n)s defective paper", "%(n)s defective papers", "n"),
    rows=lambda user: DefectivePaper.objects.visible_to(user).select_related("paper", "instrument"),
    columns=(
        Column("paper", _("Paper"), "paper", "law/_paper_cell.html", style="problem"),
        Column(
            "issued",
            pgettext_lazy("law paper", "Issued on"),
            "paper.issued_at",
            "day",
            by="paper__issued_at",
            labelled=True,
            style="nowrap",
        ),
        Column("instrument", _("Cites"), "instrument.brief", labelled=True),
        Column("to", _("In force to"), "instrument.valid_to", "day", labelled=True, style="nowrap"),
        Column("standing", _("State"), "standing"),
    ),
    usual_sort="-issued",
    filters=DefectFilter,
    form=DefectListForm,
    back=BACK,
)

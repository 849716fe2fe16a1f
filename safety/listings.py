"""The lists of the hazard sources and shortfalls; and those of the files of enterprises that the API gives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Column, Export, Listing
from core.rules import phones
from safety.filters import (
    DrillFilter,
    EmergencyPlanFilter,
    GuarantorCheckFilter,
    GuarantorFilter,
    HazardSourceListFilter,
    KeyPersonFilter,
    ShortfallFilter,
    StatusAssessmentFilter,
)
from safety.forms import ShortfallListForm, SourceListForm
from safety.models import (
    Drill,
    EmergencyPlan,
    Guarantor,
    GuarantorCheck,
    HazardSource,
    KeyPerson,
    Shortfall,
    StatusAssessment,
)

NAME = Column("name", _("Plant unit"), "name", "link", by="name", style="problem", width=26)
LEVEL = Column(
    "level", _("Level of the hazard source"), "level_label", "safety/_level.html", by="current__level", width=10
)
KIND = Column("kind", _("Kind of plant unit"), "get_kind_display", by="kind", width=12)
ASSESSED = Column(
    "assessed",
    _("Assessed on"),
    "current.assessed_on",
    "day",
    by="current__assessed_on",
    style="nowrap",
    labelled=True,
    width=13,
)
NEXT = Column("next", _("To be assessed again by"), "assess_by", "expiry", labelled=True, width=14)
FILING = Column(
    "filing",
    _("Filed with the authority"),
    "filed_on",
    "safety/_filing.html",
    by="filed_on",
    labelled=True,
    width=16,
)
SOURCES = Listing(
    title=_("Hazard sources"),
    empty=_(
        "Hazard sources stand here by their level and next assessment; they are entered in the file of "
        "the enterprise or imported."
    ),
    count=ngettext_lazy("%(n)s hazard source", "%(n)s hazard sources", "n"),
    rows=lambda user: HazardSource.objects.visible_to(user).with_assessment(),
    columns=(
        NAME,
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", width=24),
        Column("park", _("Park"), "enterprise.park.label", by="enterprise__park__code", empty="—", width=16),
        LEVEL,
        KIND,
        Column(
            "r",
            "R",
            "current.r",
            "safety/_rounded.html",
            by="current__r",
            style="number",
            head_style="number",
            labelled=True,
            width=10,
        ),
        ASSESSED,
        NEXT,
        FILING,
        Column("state", _("State"), "get_state_display", by="state", width=14, on_page=False),
        Column("place", _("Place"), "place", width=24, on_page=False),
        Column("people", _("People living within 500 m"), "current.people", width=12, on_page=False),
        Column("s", "S", "current.s", width=10, on_page=False),
        Column("distance", _("External safety distance (m)"), "external_distance", width=12, on_page=False),
    ),
    usual_sort="enterprise",
    filters=HazardSourceListFilter,
    form=SourceListForm,
    export=Export(
        "safety:source-export",
        button=ngettext_lazy("Export this view (%(n)s hazard source)", "Export this view (%(n)s hazard sources)", "n"),
        title=_("List of hazard sources"),
        file_name=_("Hazard sources"),
    ),
)
SHORTFALL = Column("name", _("What falls short"), "name", "link", by="kind", word="kind", style="problem")
SHORTFALL_STATE = Column(
    "state", pgettext_lazy("violation", "State"), "get_state_display", "safety/_shortfall_state.html", by="state"
)
SINCE = Column(
    "since", pgettext_lazy("shortfall", "Since"), "since", "day", by="since", style="nowrap", empty="—", labelled=True
)
PROPOSED = Column(
    "proposed",
    pgettext_lazy("violation", "Proposed on"),
    "proposed_on",
    "day",
    by="proposed_on",
    style="nowrap",
    labelled=True,
)
SHORTFALLS = Listing(
    title=_("Proposed shortfalls of safety"),
    empty=_(
        "What people, posts or places lack is found from the files each night and proposed here; nothing "
        "has been found so far."
    ),
    count=ngettext_lazy("%(n)s proposal", "%(n)s proposals", "n"),
    rows=lambda user: Shortfall.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        SHORTFALL,
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name"),
        SHORTFALL_STATE,
        SINCE,
        PROPOSED,
    ),
    usual_sort="-proposed",
    filters=ShortfallFilter,
    form=ShortfallListForm,
    shows_persons=True,
)

ENTERPRISE = Column("enterprise", _("Enterprise"), "enterprise.name", by="enterprise__name")
IN_PARK = Column("park", _("Park"), "enterprise.park.label", by="enterprise__park__code")
SOURCE = Column("source", _("Hazard source"), "source.name", by="source__name")


def certificates_of(person: KeyPerson) -> str:
    """Kind and number of each, and until when it is valid."""
    said = ((each.get_kind_display(), each.number, each.valid_until) for each in person.certificates.all())
    return "；".join(" ".join(str(part) for part in parts if part) for parts in said)


KEY_PEOPLE = Listing(
    title=_("Key people"),
    empty=_("Key people stand here with what their posts ask; they are entered in the file of the enterprise."),
    rows=lambda user: (
        KeyPerson.objects.visible_to(user).select_related("enterprise__park").prefetch_related("certificates")
    ),
    columns=(
        Column("name", _("Name of the person"), "name", by="name"),
        ENTERPRISE,
        IN_PARK,
        Column("post", _("Post"), "get_post_display", by="post"),
        Column("education", _("Education"), "get_education_display", by="education"),
        Column("major_kind", _("Field of study"), "get_major_kind_display"),
        Column("major", _("Field of study in words"), "major"),
        Column("title", _("Professional title"), "get_title_display", by="title"),
        Column("phone", _("Phone"), lambda person: phones.masked(person.phone)),
        Column("certificates", _("Certificates"), certificates_of),
        Column("explosives", _("Handles explosive chemicals"), "handles_explosives"),
        Column("since", _("In post since"), "since", by="since"),
        Column("left", _("Left on"), "left_on", by="left_on"),
    ),
    usual_sort="enterprise",
    filters=KeyPersonFilter,
    shows_persons=True,
)
EMERGENCY_PLANS = Listing(
    title=_("Emergency plans"),
    empty=_(
        "Emergency plans stand here with the day by which they are drawn up anew; they are entered in the "
        "file of the enterprise."
    ),
    rows=lambda user: EmergencyPlan.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        Column("name", _("Name"), "name", by="name"),
        ENTERPRISE,
        IN_PARK,
        Column("kind", _("Against"), "get_kind_display", by="kind"),
        Column("issued", _("Plan issued on"), "issued_on", by="issued_on"),
        Column("file_by", _("To be filed with the authority by"), "file_by", by="file_by"),
        Column("filed", _("Filed with the authority on"), "filed_on", by="filed_on"),
        Column("filing_number", _("Filing number"), "filing_number"),
        Column("assessed", _("Assessed on"), "assessed_on", by="assessed_on"),
        Column("next", _("To be assessed again by"), "assess_by", by="assess_by"),
        Column("replaced", _("Replaced on"), "replaced_on", by="replaced_on"),
    ),
    usual_sort="-issued",
    filters=EmergencyPlanFilter,
)
DRILLS = Listing(
    title=_("Drills"),
    empty=_("Drills stand here with what they showed; they are entered in the file of the enterprise."),
    rows=lambda user: Drill.objects.visible_to(user).select_related("enterprise__park", "source"),
    columns=(
        Column("subject", _("What was drilled"), "subject"),
        ENTERPRISE,
        IN_PARK,
        SOURCE,
        Column("kind", _("Kind of drill"), "get_kind_display", by="kind"),
        Column("held", _("Held on"), "held_on", by="held_on"),
        Column("participants", _("Participants"), "participants", by="participants"),
        Column("evaluation", _("Evaluation"), "evaluation"),
        Column("reported", _("Reported on"), "reported_on", by="reported_on"),
        Column("next", _("Next drill by"), "next_by", by="next_by"),
    ),
    usual_sort="-held",
    filters=DrillFilter,
)
STATUS_ASSESSMENTS = Listing(
    title=_("Safety status assessments"),
    empty=_("Safety status assessments stand here with the next day; they are entered in the file of the enterprise."),
    rows=lambda user: StatusAssessment.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        ENTERPRISE,
        IN_PARK,
        Column("assessed", _("Assessed on"), "assessed_on", by="assessed_on"),
        Column("assessor", _("Assessed by"), "assessor"),
        Column("report", _("Number of the report"), "report_number"),
        Column("problems", _("Number of problems found"), "problems", by="problems"),
        Column("rectified", _("Rectified on"), "rectified_on", by="rectified_on"),
        Column("conclusion", _("Conclusion after rectification"), "conclusion"),
        Column("distance", _("External safety distance (m)"), "external_distance", by="external_distance"),
        Column("next", _("To be assessed again by"), "next_by", by="next_by"),
    ),
    usual_sort="-assessed",
    filters=StatusAssessmentFilter,
)
GUARANTORS = Listing(
    title=_("Guarantors"),
    empty=_("Who answers for a hazard source stands here; they are entered on the page of the source."),
    rows=lambda user: Guarantor.objects.visible_to(user).select_related("source__enterprise__park", "person"),
    columns=(
        SOURCE,
        Column("enterprise", _("Enterprise"), "source.enterprise.name", by="source__enterprise__name"),
        Column("park", _("Park"), "source.enterprise.park.label", by="source__enterprise__park__code"),
        Column("duty", _("Duty"), "get_duty_display", by="duty"),
        Column("person", _("Name of the person"), "person.name", by="person__name"),
        Column("since", _("Since"), "since", by="since"),
        Column("ended", _("Ended on"), "ended_on", by="ended_on"),
        Column("due", _("Next check by"), "due", by="due"),
    ),
    usual_sort="due",
    filters=GuarantorFilter,
    shows_persons=True,
)
CHECKS = Listing(
    title=_("Checks of guarantors"),
    empty=_("What guarantors have checked stands here; they enter it on the page of the hazard source."),
    rows=lambda user: GuarantorCheck.objects.visible_to(user).select_related(
        "guarantor__person", "guarantor__source__enterprise__park"
    ),
    columns=(
        Column("guarantor", _("Guarantor"), "guarantor"),
        Column("source", _("Hazard source"), "guarantor.source.name", by="guarantor__source__name"),
        Column(
            "enterprise",
            _("Enterprise"),
            "guarantor.source.enterprise.name",
            by="guarantor__source__enterprise__name",
        ),
        Column("checked", _("Checked on"), "checked_on", by="checked_on"),
        Column("due", _("Was due by"), "was_due", by="was_due"),
        Column("looked_at", _("What was checked"), "looked_at"),
        Column("problems", _("Problems found"), "problems"),
    ),
    usual_sort="-checked",
    filters=GuarantorCheckFilter,
    shows_persons=True,
)

"""The lists of capability: units, supervisors, instruments, absences."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Absence, User
from capability.apps import keeps_capability
from capability.filters import AbsenceListFilter, EquipmentListFilter, SupervisorListFilter, TeamListFilter
from capability.forms import EquipmentListForm, SupervisorListForm, TeamListForm
from capability.models import Equipment, Supervisor, Team
from core import clock
from core.listing import Act, Column, Export, Listing

NOT_ON_FILE = _("not on file")


def absences_of(user: User) -> QuerySet[Absence]:
    """Of supervisors in scope who have an account."""
    accounts = Supervisor.objects.visible_to(user).exclude(account=None).values("account")
    return Absence.objects.filter(person__in=accounts).read_by(user).select_related("person__organization")


TEAMS = Listing(
    title=_("Capability"),
    empty=_("Each unit that supervises stands here with its people and instruments against what is asked."),
    count=ngettext_lazy("%(n)s supervising unit", "%(n)s supervising units", "n"),
    rows=lambda user: Team.objects.visible_to(user).counted(clock.today()).select_related("organization"),
    columns=(
        Column("unit", _("Organization"), "name", "link", by="organization__name", style="problem", width=30),
        Column(
            "in_post",
            _("In post"),
            "in_post",
            "number",
            by="in_post",
            labelled=True,
            width=10,
            style="number",
            head_style="number",
        ),
        Column(
            "qualified",
            _("Professional"),
            "qualified",
            "number",
            by="qualified",
            labelled=True,
            width=12,
            style="number",
            head_style="number",
        ),
        Column(
            "share",
            _("Share of professional supervisors"),
            "",
            "capability/_share.html",
            labelled=True,
            width=18,
            exported="said_share",
        ),
        Column(
            "gap",
            _("Gap (people)"),
            "",
            "capability/_gap.html",
            style="number",
            head_style="number",
            labelled=True,
            width=12,
            exported="gap",
        ),
        Column(
            "certificates",
            _("Enforcement certificate expired"),
            "certificates_ended",
            "capability/_ended.html",
            by="certificates_ended",
            labelled=True,
            width=16,
            style="number",
            head_style="number",
        ),
        Column(
            "equipment",
            _("Supervision equipment"),
            "equipment",
            "number",
            by="equipment",
            labelled=True,
            width=10,
            style="number",
            head_style="number",
        ),
        Column(
            "calibration",
            _("Calibration overdue"),
            "calibration_late",
            "capability/_late.html",
            by="calibration_late",
            labelled=True,
            width=14,
            style="number",
            head_style="number",
        ),
    ),
    usual_sort="unit",
    filters=TeamListFilter,
    form=TeamListForm,
    acts=(
        Act(_("Supervisors"), "capability:supervisor-list"),
        Act(_("Supervision equipment"), "capability:equipment-list"),
        Act(_("How the balance is drawn up"), "capability:formula"),
        Act(_("New supervising unit"), "capability:team-create", lambda user: user.keeps_files, adds=True),
    ),
    export=Export(
        "capability:team-export",
        button=ngettext_lazy("Export this view (%(n)s unit)", "Export this view (%(n)s units)", "n"),
        title=_("Supervising units"),
        file_name=_("Supervising units"),
    ),
    open_to=keeps_capability,
    body="capability/_overview.html",
)
SUPERVISORS = Listing(
    title=_("Supervisors"),
    empty=_(
        "People who supervise stand here with their certificates and training; they are entered with "
        "their unit or imported."
    ),
    count=ngettext_lazy("%(n)s supervisor", "%(n)s supervisors", "n"),
    rows=lambda user: Supervisor.objects.visible_to(user).select_related("organization"),
    columns=(
        Column("name", _("Name of the person"), "name", "link", by="name", style="problem", width=12),
        Column("unit", _("Organization"), "organization.label", by="organization__name", width=24),
        Column("post", _("Post"), "post", by="post", empty="—", width=16),
        Column("degree", _("Degree"), "", "capability/_degree.html", by="has_degree", width=20, exported="said_degree"),
        Column(
            "practising",
            _("In chemical safety since"),
            "practising_since",
            "day",
            by="practising_since",
            style="nowrap",
            empty=NOT_ON_FILE,
            labelled=True,
            width=16,
        ),
        Column("since", _("In post since"), "since", "day", by="since", style="nowrap", labelled=True, width=14),
        Column("left", _("Last day in post"), "left_on", "day", by="left_on", style="nowrap", labelled=True, width=14),
        Column(
            "certificate",
            _("Enforcement certificate valid until"),
            "certificate_until",
            "expiry",
            by="certificate_until",
            labelled=True,
            width=18,
        ),
        Column("number", _("Enforcement certificate"), "certificate_number", width=18, on_page=False),
        Column("evidence", _("Evidence of the experience"), "evidence", width=24, on_page=False),
        Column(
            "training", _("Training of the year by"), "training_by", "day", by="training_by", width=16, on_page=False
        ),
    ),
    usual_sort="unit",
    filters=SupervisorListFilter,
    form=SupervisorListForm,
    export=Export(
        "capability:supervisor-export",
        button=ngettext_lazy("Export this view (%(n)s supervisor)", "Export this view (%(n)s supervisors)", "n"),
        title=_("List of supervisors"),
        file_name=_("Supervisors"),
    ),
    open_to=keeps_capability,
    shows_persons=True,
    back=(_("Capability"), "capability:team-list"),
)
EQUIPMENT = Listing(
    title=_("Supervision equipment"),
    empty=_("Instruments stand here with the day of their next calibration; they are entered with their unit."),
    count=ngettext_lazy("%(n)s piece of equipment", "%(n)s pieces of equipment", "n"),
    rows=lambda user: Equipment.objects.visible_to(user).select_related("organization"),
    columns=(
        Column("name", _("Name and model"), "name", "link", by="name", style="problem", width=26),
        Column("kind", _("Kind of instrument"), "get_kind_display", by="kind", width=18),
        Column("serial", _("Serial number"), "serial", by="serial", width=16),
        Column("unit", _("Keeper unit"), "organization.label", by="organization__name", width=24),
        Column("state", _("State"), "get_state_display", by="state", width=10),
        Column("lent", _("Lent to"), "lent_to", empty="—", labelled=True, width=18),
        Column(
            "calibrate",
            _("To be calibrated by"),
            "calibrate_by",
            "expiry",
            by="calibrate_by",
            labelled=True,
            width=16,
        ),
    ),
    usual_sort="unit",
    filters=EquipmentListFilter,
    form=EquipmentListForm,
    export=Export(
        "capability:equipment-export",
        button=ngettext_lazy("Export this view (%(n)s piece)", "Export this view (%(n)s pieces)", "n"),
        title=_("List of instruments"),
        file_name=_("Supervision equipment"),
    ),
    open_to=keeps_capability,
    back=(_("Capability"), "capability:team-list"),
)
ABSENCES = Listing(
    title=_("Absences of supervisors"),
    empty=_(
        "Absences of the month stand here, because they lessen what a unit can do; people enter them in their settings."
    ),
    count=ngettext_lazy("%(n)s absence", "%(n)s absences", "n"),
    rows=absences_of,
    columns=(
        Column("person", _("Away"), "person.name", by="person__name", style="problem"),
        Column("unit", _("Organization"), "person.organization.label", by="person__organization__name"),
        Column("first", _("First day"), "first_day", "day", by="first_day", style="nowrap", labelled=True),
        Column("last", _("Last day"), "last_day", "day", by="last_day", style="nowrap", labelled=True),
    ),
    usual_sort="first",
    filters=AbsenceListFilter,
    open_to=keeps_capability,
    shows_persons=True,
    back=(_("Capability"), "capability:team-list"),
)

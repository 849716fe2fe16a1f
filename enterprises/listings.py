"""The lists of the enterprises and of the construction projects."""

from collections.abc import Callable

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.listing import Act, Column, Export, Listing
from core.rules import phones
from enterprises.filters import EnterpriseListFilter, ProjectFilter
from enterprises.forms import EnterpriseListForm, ProjectListForm
from enterprises.models import Enterprise, Project


def masked(name: str) -> Callable[[Model], str]:
    """The phone of a column as papers show it (S31)."""
    return lambda row: phones.masked(getattr(row, name))


ONLY_IN_THE_WORKBOOK = (
    Column("address", _("Address"), "address", width=26, on_page=False),
    Column("products", _("Main products"), "products", width=30, on_page=False),
    Column("employees", _("Employees"), "employees", width=9, on_page=False),
    Column("principal", _("Principal"), "principal_name", width=11, on_page=False),
    Column("principal_phone", _("Principal's phone"), masked("principal_phone"), width=15, on_page=False),
    Column("manager", _("Safety manager"), "safety_manager_name", width=11, on_page=False),
    Column("manager_phone", _("Safety manager's phone"), masked("safety_manager_phone"), width=15, on_page=False),
    Column("process", _("Key hazardous process"), "has_key_process", width=12, on_page=False),
    Column("chemical", _("Key supervised chemical"), "has_key_chemical", width=12, on_page=False),
    Column("hazard", _("Major hazard source"), "has_major_hazard_source", width=11, on_page=False),
)
NAME = Column("name", _("Name"), "name", "enterprises/_name_cell.html", by="name", style="problem", width=28)
CODE = Column("credit_code", _("Unified social credit code"), "credit_code", width=21, on_page=False)
PARK = Column("park", _("Park"), "park.label", by="park__code", empty="—", width=16, exported="park.name")
KIND = Column("kind", _("Kind"), "get_kind_display", by="kind", width=14)
STATE = Column("state", _("Operating state"), "get_state_display", by="state", width=13)
PERMITS = Column(
    "permits", _("First permit to expire"), "first_expiry", "expiry", by="first_expiry", labelled=True, width=13
)
ENTERPRISES = Listing(
    title=_("Enterprises"),
    count=ngettext_lazy("%(n)s enterprise", "%(n)s enterprises", "n"),
    rows=lambda user: Enterprise.objects.visible_to(user).with_first_expiry().select_related("park"),
    columns=(NAME, CODE, PARK, KIND, STATE, *ONLY_IN_THE_WORKBOOK, PERMITS),
    usual_sort="name",
    filters=EnterpriseListFilter,
    form=EnterpriseListForm,
    export=Export(
        "enterprises:enterprise-export",
        button=ngettext_lazy("Export this view (%(n)s enterprise)", "Export this view (%(n)s enterprises)", "n"),
        title=_("List of enterprises"),
        file_name=_("Enterprises"),
    ),
    acts=(Act(_("New enterprise"), "enterprises:enterprise-create", lambda user: user.keeps_files),),
)
PROJECTS = Listing(
    title=_("Projects"),
    count=ngettext_lazy("%(n)s project", "%(n)s projects", "n"),
    rows=lambda user: Project.objects.visible_to(user).select_related("enterprise__park"),
    columns=(
        Column("name", _("Name"), "name", "link", by="name", style="problem"),
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name"),
        Column("state", _("State"), "get_state_display", by="state"),
        Column(
            "completion",
            _("Planned completion"),
            "planned_completion",
            "day",
            by="planned_completion",
            style="nowrap",
            labelled=True,
        ),
    ),
    usual_sort="enterprise",
    filters=ProjectFilter,
    form=ProjectListForm,
)

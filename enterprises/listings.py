"""The lists of the enterprises and of their permits."""

from collections.abc import Callable

from django.db.models import F, Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.completeness import counted
from core.listing import Act, Column, Export, Listing
from core.rules import phones
from core.views.completeness import SHARE
from enterprises.filters import EnterpriseListFilter, PermitFilter
from enterprises.forms import EnterpriseListForm, PermitListForm
from enterprises.models import Enterprise, Permit


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
FIRST_EXPIRY = Column(
    "permits", _("First permit to expire"), "first_expiry", "expiry", by="first_expiry", labelled=True, width=13
)
ENTERPRISES = Listing(
    title=_("Enterprises"),
    empty=_(
        "Each enterprise of the parks has a file here: permits, hazard sources, projects, problems. Enter "
        "one, or import the register."
    ),
    count=ngettext_lazy("%(n)s enterprise", "%(n)s enterprises", "n"),
    rows=lambda user: counted(Enterprise.objects.visible_to(user).with_first_expiry().select_related("park")),
    columns=(NAME, CODE, PARK, KIND, STATE, *ONLY_IN_THE_WORKBOOK, FIRST_EXPIRY, SHARE),
    usual_sort="name",
    filters=EnterpriseListFilter,
    form=EnterpriseListForm,
    export=Export(
        "enterprises:enterprise-export",
        button=ngettext_lazy("Export this view (%(n)s enterprise)", "Export this view (%(n)s enterprises)", "n"),
        title=_("List of enterprises"),
        file_name=_("Enterprises"),
    ),
    acts=(Act(_("New enterprise"), "enterprises:enterprise-create", lambda user: user.keeps_files, adds=True),),
)
PERMITS = Listing(
    title=_("Permits"),
    empty=_(
        "Permits stand here, the next to expire first; they are entered in the file of the enterprise or imported."
    ),
    count=ngettext_lazy("%(n)s permit", "%(n)s permits", "n"),
    rows=lambda user: (
        Permit.objects.visible_to(user).current_first().select_related("enterprise__park", "kind", "renewal")
    ),
    columns=(
        Column("kind", _("Kind"), "kind.name", "enterprises/_permit.html", by="kind__code", style="problem", width=24),
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", width=28),
        Column("park", _("Park"), "enterprise.park.label", by="enterprise__park__code", empty="—", width=16),
        Column("number", _("Number"), "number", empty="—", width=24),
        Column("authority", _("Authority"), "authority", width=18, on_page=False),
        Column("issued_on", _("Issued on"), "issued_on", width=13, on_page=False),
        Column(
            "valid_until",
            _("Valid until"),
            "valid_until",
            "enterprises/_valid_until.html",
            by="valid_until",
            labelled=True,
            width=13,
        ),
        Column(
            "apply_by",
            _("Renewal to be asked for by"),
            "apply_by",
            "day",
            by="apply_by",
            style="nowrap",
            labelled=True,
            width=13,
            empty="—",
        ),
        Column("asked_on", _("Renewal asked for on"), "asked_on", width=13, on_page=False),
        Column("state", _("Permit state"), "get_state_display", width=10, on_page=False),
    ),
    usual_sort="current",
    usual_order=(F("is_replaced").asc(), F("valid_until").asc(nulls_last=True), F("pk").asc()),
    filters=PermitFilter,
    form=PermitListForm,
    export=Export(
        "enterprises:permit-export",
        button=ngettext_lazy("Export this view (%(n)s permit)", "Export this view (%(n)s permits)", "n"),
        title=_("List of permits"),
        file_name=_("Permits"),
    ),
)

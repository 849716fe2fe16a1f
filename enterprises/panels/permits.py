"""The permits in the file of an enterprise, and the page of a permit."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from enterprises.models import Enterprise, Permit
from enterprises.states import RUNNING

NOT_ON_FILE = _("not on file")
VALID_UNTIL = Column(
    "valid_until", _("Valid until"), "valid_until", "enterprises/_valid_until.html", labelled=True, empty=NOT_ON_FILE
)
IN_A_FILE = (
    Column("kind", _("Kind"), "kind.name", "enterprises/_permit.html", style="problem"),
    Column("number", _("Number"), "number", empty="—"),
    Column("authority", _("Authority"), "authority", empty="—"),
    VALID_UNTIL,
    Column("apply_by", _("Renewal to be asked for by"), "apply_by", "day", style="nowrap", labelled=True),
    Column("asked_on", _("Renewal asked for on"), "asked_on", "day", style="nowrap", labelled=True),
)
FACTS = (
    Column("enterprise", _("Enterprise"), "enterprise", "page"),
    Column("number", _("Number"), "number", empty=NOT_ON_FILE),
    Column("authority", _("Authority"), "authority", empty=NOT_ON_FILE),
    Column("issued_on", _("Issued on"), "issued_on", "full_day", empty=NOT_ON_FILE),
    Column("valid_from", _("Valid from"), lambda permit: permit.valid_from or permit.issued_on, "full_day"),
    VALID_UNTIL,
    Column("apply_by", _("Renewal to be asked for by"), "apply_by", "full_day", empty=_("no day is set by law")),
    Column("asked_on", _("Renewal asked for on"), "asked_on", "full_day", empty=NOT_ON_FILE),
    Column("basis", _("Basis of validity and renewal"), "kind", "enterprises/_basis.html"),
)
ONE_AFTER_THE_OTHER = (
    Column("number", _("Number"), "number", "enterprises/_in_the_row.html", empty="—", style="problem"),
    Column("issued_on", _("Issued on"), "issued_on", "day", style="nowrap", labelled=True),
    VALID_UNTIL,
)


def in_the_file(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """What runs; what it has replaced stands on the pages of the permits."""
    add = {"url": reverse("enterprises:permit-create", args=[enterprise.pk]), "label": _("Add a permit")}
    rows = enterprise.permits.filter(renewal=None).select_related("kind", "enterprise", "renewal")
    return {
        "table": Table(_("Permits"), IN_A_FILE, rows),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def overview(permit: Permit, request: SignedInRequest) -> dict[str, object]:
    """The facts, its scans, how its state changed, and the permits before and after it."""
    return {
        "facts": facts_of(permit, FACTS),
        "scans": permit.scans.order_by("pk"),
        "changes": permit.changes.select_related("actor"),
        "table": Table(_("One after the other"), ONE_AFTER_THE_OTHER, list(_succession(permit))),
    }


def _succession(permit: Permit) -> Iterator[Permit]:
    """All permits of the kind that one enterprise has had one after the other, the newest first: in two queries."""
    alike = Permit.objects.filter(enterprise=permit.enterprise_id, kind=permit.kind_id).select_related("renewal")
    after = {row.follows_id: row for row in alike}
    before = {row.pk: row for row in alike}
    newest = permit.pk
    while newest in after:
        newest = after[newest].pk
    key: int | None = newest
    while key is not None:
        yield before[key]
        key = before[key].follows_id


def lights(permit: Permit, reader: User) -> dict[str, object]:
    """What is said of a permit at a glance, and what can be done with it."""
    acts = [(_("Add scans"), "scans", True)]
    acts += [(_("Put the renewal on file"), "renew", permit.is_running)]
    acts += [(_("Suspend, revoke or cancel"), "state", permit.state in RUNNING)]
    links = [(label, reverse(f"enterprises:permit-{name}", args=[permit.pk])) for label, name, fits in acts if fits]
    return {"acts": links if reader.keeps_files else ()}


PARTS = (
    Deed(
        20,
        _("Edit"),
        lambda permit: reverse("enterprises:permit-edit", args=[permit.pk]),
        lambda user: user.keeps_files,
        key="e",
    ),
    Panel(10, "enterprises/_permit_lights.html", lights),
    Tab(10, "overview", _("Overview"), "enterprises/_permit_overview.html", overview),
)

"""Objections on the pages of files: the tab of the enterprise, a sign or a small button beside each datum."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import User
from core.listing import Column, Table, facts_of
from core.marks import Mark, Spot
from core.panels import Panel, Tab
from core.querysets import address
from core.requests import SignedInRequest
from core.views.listing import page_of
from enterprises.models import Enterprise
from objections.listings import OF_AN_ENTERPRISE
from objections.models import Objection
from objections.querysets import ObjectionQuerySet
from objections.services.subjects import is_datum, row_of, subject_of
from objections.states import VERDICTS
from objections.workflow import OBJECTIONS, STEP_OF

DETAIL, ADD = "objections:objection-detail", "objections:enterprise-objection-add"
KEPT = "_open_objections"
FACTS = (
    Column("enterprise", gettext_lazy("Enterprise"), "enterprise", "page"),
    Column("on_file", gettext_lazy("On file then"), "on_file_shown", empty="—"),
    Column("wrong", gettext_lazy("What is wrong with it"), "wrong", cell="prose"),
    Column("proposed", gettext_lazy("What would be right"), "proposed_shown", empty="—"),
    Column("reason", gettext_lazy("Why"), "reason", cell="prose"),
    Column("raised_by", gettext_lazy("Objected by"), "raised_by.full_label"),
    Column("raised", gettext_lazy("Raised"), "raised_at", "moment"),
)


class Open(NamedTuple):
    """The key of an enterprise, and its open objections by row and column."""

    enterprise: int | None
    known: Mapping[tuple[str, str], int]


def objections_of(enterprise: Enterprise, user: User) -> ObjectionQuerySet:
    return Objection.objects.visible_to(user).filter(enterprise=enterprise)


def of_enterprise(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    page = page_of(request, objections_of(enterprise, request.user))
    add = {"url": reverse(ADD, args=[enterprise.pk]), "label": _("Object to a datum")}
    return {
        "table": Table(_("Objections to data"), OF_AN_ENTERPRISE, page.object_list),
        "page": page,
        "panel_act": {"style": "btn", **add} if request.user.is_enterprise else None,
        "nothing": _("Nothing has been objected to."),
    }


def overview(objection: Objection, request: SignedInRequest) -> dict[str, object]:
    """What was said, its proof, where the datum stands, the answer with its change, and its course."""
    row = row_of(objection.subject, request.user)
    return {
        "facts": facts_of(objection, FACTS),
        "files": objection.files.order_by("pk"),
        "place": getattr(row, "dossier", row),
        "events": objection.events.select_related("actor__organization"),
        "may_answer": any(OBJECTIONS.allows(STEP_OF[each], objection, request.user) for each in VERDICTS),
        "buttons": OBJECTIONS.buttons(objection, request.user),
    }


def marks(request: SignedInRequest, spot: Spot) -> Iterator[Mark]:
    """A sign where a datum is objected to; for the enterprise itself a small button where it is not."""
    if not is_datum(spot.row, spot.field):
        return
    enterprise, known = open_of(spot.file, request.user)
    where = address(spot.row)
    found = next((pk for (row, field), pk in known.items() if row == where and spot.field in ("", field)), None)
    if found:
        yield Mark(pgettext("objection", "Objected to"), reverse(DETAIL, args=[found]), "sign sign-soon")
    elif request.user.is_enterprise and enterprise:
        yield _button(enterprise, where, spot)


def _button(enterprise: int, where: str, spot: Spot) -> Mark:
    asked = {"row": where, **({"field": spot.field} if spot.field else {})}
    about = getattr(spot.row._meta.get_field(spot.field), "verbose_name", "") if spot.field else spot.row
    return Mark(
        pgettext("objection", "Object"), f"{reverse(ADD, args=[enterprise])}?{urlencode(asked)}", about=str(about)
    )


def open_of(file: Model, reader: User) -> Open:
    """The enterprise of a file and what it objects to: asked once a page, and kept with the file."""
    if KEPT not in vars(file):
        subject = subject_of(file)
        enterprise = subject.enterprise_of(file) if subject else None
        rows = Objection.objects.open().filter(enterprise=enterprise).visible_to(reader) if enterprise else ()
        vars(file)[KEPT] = Open(enterprise, {(row.subject, row.field): row.pk for row in rows})
    kept: Open = vars(file)[KEPT]
    return kept


OF_AN_ENTERPRISE_FILE = (
    Tab(
        80,
        "objections",
        gettext_lazy("Objections"),
        "core/_table_panel.html",
        of_enterprise,
        count=lambda enterprise, user: len(open_of(enterprise, user).known),
    ),
)
OF_AN_OBJECTION = (
    Panel(10, "objections/_lights.html"),
    Tab(10, "overview", gettext_lazy("Objection"), "objections/_objection.html", overview),
)

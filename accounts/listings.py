"""The lists of the accounts and units, and of what became of the notices."""

from dataclasses import replace

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.filters import NoticeLogFilter, OrganizationFilter, UserListFilter
from accounts.forms.people import UserListForm
from accounts.forms.units import UnitListForm
from accounts.models import Organization, User
from accounts.services import changes, logins
from core import figures
from core.figures import Asked
from core.listing import Act, Cell, Column, Listing, facts_of
from core.rules import phones
from notices import kinds as notice_kinds


def is_administrator(user: User) -> bool:
    return user.is_administrator


def keeps_accounts(user: User) -> bool:
    return user.keeps_accounts


def open_changes(user: User) -> dict[str, object]:
    """The changes of units that wait, for whom they are to decide."""
    rows = [(change, changes.shown(change)) for change in changes.open_changes_of_units()]
    return {"changes": rows, "decides": user.confirms_rights}


ACCOUNTS = Listing(
    title=_("Accounts"),
    empty=_("Each person who logs in stands here with role and unit."),
    count=ngettext_lazy("%(n)s account", "%(n)s accounts", "n"),
    rows=lambda user: User.objects.visible_to(user).select_related("organization"),
    columns=(
        Column("account", _("Account"), "username", "accounts/_account_cell.html", by="username", style="problem"),
        Column("name", pgettext_lazy("person", "Name"), "name", by="name"),
        Column("unit", _("Organization"), "organization.label", by="organization__protocol_order"),
        Column("role", _("Role"), "get_role_display", by="role"),
        Column("state", _("State"), "account_state.label", "accounts/_account_state.html"),
    ),
    usual_sort="unit",
    filters=UserListFilter,
    form=UserListForm,
    acts=(Act(_("New account"), "accounts:user-create", keeps_accounts, adds=True),),
    open_to=is_administrator,
    shows_persons=True,
)
UNITS = Listing(
    title=_("Units"),
    empty=_("Units of the county stand here; accounts, duties and letters go to them."),
    count=ngettext_lazy("%(n)s unit", "%(n)s units", "n"),
    rows=lambda user: (
        Organization.objects.visible_to(user).select_related("parent").prefetch_related("aliases").order_by("path")
    ),
    columns=(
        Column("name", _("Name"), "name", "accounts/_unit_cell.html", style=lambda unit: f"problem depth-{unit.depth}"),
        Column("kind", _("Kind"), "get_kind_display"),
        Column("parent", _("Belongs to"), "parent.label", empty="—", labelled=True),
        Column("aliases", _("Other names"), lambda unit: "、".join(alias.name for alias in unit.aliases.all())),
        Column("state", _("State"), lambda unit: _("active") if unit.is_active else _("ended")),
    ),
    filters=OrganizationFilter,
    form=UnitListForm,
    acts=(Act(_("New unit"), "accounts:organization-create", keeps_accounts, adds=True),),
    open_to=is_administrator,
    lead="accounts/_unit_changes.html",
    beside=open_changes,
)
NOT_ON_FILE = _("not on file")
FACTS = (
    Column("state", _("State"), "account_state.label"),
    Column("unit", _("Organization"), "organization.name"),
    Column("role", _("Role"), "get_role_display", "accounts/_role.html"),
    Column("phone", _("Phone"), lambda person: phones.masked(person.phone), empty=NOT_ON_FILE),
    Column("email", _("E-mail"), "email", empty=NOT_ON_FILE),
    Column("certificate", _("Enforcement certificate"), "certificate_number", empty=NOT_ON_FILE),
    Column("login", _("Last login"), "last_login", "moment"),
)
BY_WHOM = (
    Column("created", _("Created"), "created_by.name", "accounts/_created.html"),
    Column("confirmed", _("Confirmed"), "confirmed_by.name", "accounts/_confirmed.html"),
)
"""Who made and who confirmed an account, of those that somebody did."""


def facts_of_account(person: User) -> list[Cell]:
    """What the page of an account says of it."""
    return [*facts_of(person, FACTS), *(cell for cell in facts_of(person, BY_WHOM) if cell.value)]


NOTICE_COLUMNS = (
    Column("person", _("Person"), "recipient.full_label"),
    Column("kind", _("Kind"), lambda notice: notice_kinds.of_rule(notice.rule).label, "accounts/_notice_kind.html"),
    Column("told", _("Told"), "created_at", "moment", labelled=True),
    Column("mailed", _("Sent by e-mail"), "delivery.sent_at", "moment", labelled=True),
    Column("opened", _("Opened"), "read_at", "moment", labelled=True),
    Column("acted", _("Acted on"), "acted_at", "moment", labelled=True),
)


def notices_behind(code: str, asked: Asked) -> Listing:
    """Exactly the notices that a figure counts: to whom, of which kind, what became of each; not their words."""
    figure = figures.named(code)
    said = (figure.name, asked.month, asked.part.get("day"))

    def rows(user: User) -> QuerySet[Model]:
        counted = figures.items(code, replace(asked, user=user))
        return counted.select_related("recipient__organization", "delivery").order_by("-pk")

    return Listing(
        title=figure.name,
        heading=" · ".join(str(part) for part in said if part),
        rows=rows,
        columns=NOTICE_COLUMNS,
        filters=NoticeLogFilter,
        shows_persons=True,
        back=(_("What became of the notices"), "accounts:notice-figures"),
        lead="accounts/_figure_said.html",
        beside=lambda user: {"figure": figure},
        nothing="accounts/_no_counted.html",
        styles=("css/ledger.css",),
    )


LOGINS = Listing(
    title=_("Where I am logged in"),
    rows=lambda user: list(logins.of(user)),
    lead="accounts/_logins_said.html",
    body="accounts/_logins.html",
    nothing="",
    is_narrow=True,
    shows_persons=True,
)

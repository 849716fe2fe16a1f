"""The list of the figures."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import figures
from core.figures import Asked, Reading
from core.listing import Column, Listing

ALL_ON_ONE_PAGE = 500


def readings(user: User) -> list[Reading]:
    """Every registered figure whose list is there for the person, as it is now for them."""
    codes = [figure.code for figure in figures.offered_to(user)]
    return list(figures.read(codes, Asked.by(user)).values())


FIGURES = Listing(
    title=_("Figures and what they mean"),
    rows=readings,
    columns=(
        Column("name", _("Figure"), "figure.name"),
        Column(
            "now", _("Now"), cell="dashboards/_now.html", style="text-end nowrap", head_style="text-end", labelled=True
        ),
        Column("source", _("Comes from"), lambda reading: figures.source_of(reading.code), labelled=True),
        Column("definition", _("What it counts"), "figure.definition"),
        Column("unit", _("Unit of measure"), "figure.unit", labelled=True),
        Column("code", _("Code"), "code"),
    ),
    lead="dashboards/_figures_said.html",
    page_size=ALL_ON_ONE_PAGE,
    styles=("css/ledger.css", "css/dashboards.css"),
)

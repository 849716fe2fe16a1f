"""How an item goes; for the files of parks, enterprises and projects their problems, and to log one."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.panels import Deed, Panel, Part, Tab, Words
from rectification.services import reading


def asked_at(name: str, dimension: str) -> Callable[[Model], str]:
    """The address of a page of the ledger, asked for a file."""
    return lambda file: f"{reverse(name)}?{dimension}={file.pk}"


def problems(dimension: str, label: Words) -> tuple[Part, ...]:
    """The problems of a file: a tab that leads to the ledger, and their sums above the tabs."""
    ledger, sums = asked_at("rectification:item-list", dimension), asked_at("rectification:item-summary", dimension)

    def links(file: Model, reader: User) -> dict[str, object]:
        return {"label": label, "url": ledger(file), "sums_url": sums(file)}

    return (
        Tab(20, "problems", _("Problems"), url=ledger),
        Panel(20, "rectification/_problems_strip.html", links),
    )


def register_problem(dimension: str) -> Deed:
    return Deed(
        10,
        _("＋Log a problem"),
        asked_at("rectification:item-register", dimension),
        lambda user: user.records_findings,
        style="btn btn-primary",
    )


OFFERED = {
    "rectification.item": (
        Panel(10, "rectification/_deadline.html", reading.of_deadline),
        Panel(20, "rectification/_reviews.html", reading.of_reviews),
        Panel(60, "rectification/_chain.html", reading.of_sign_off),
    ),
    "parks.park": (register_problem("park"), *problems("park", _("Problems of this park"))),
    "enterprises.enterprise": (
        register_problem("enterprise"),
        *problems("enterprise", _("Problems of this enterprise")),
    ),
    "enterprises.project": problems("project", _("Problems of this project")),
}

"""How an item goes; for the files of parks, enterprises and projects their problems, and to log one."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import figures
from core.figures import Asked
from core.panels import Deed, Panel, Part, Tab, Words
from core.querysets import address
from core.states import Seen
from inspections.models import FindingSpot
from maps.querysets import OFFICIAL
from parks.models import CapacityAssessment
from projects.models import Violation
from projects.workflow import VIOLATIONS
from rectification.models import Item
from rectification.services import item_papers, reading
from safety.models import Shortfall
from safety.workflow import SHORTFALLS


def asked_at(name: str, dimension: str) -> Callable[[Model], str]:
    """The address of a page of the ledger, asked for a file."""
    return lambda file: f"{reverse(name)}?{dimension}={file.pk}"


def problems(dimension: str, label: Words) -> tuple[Part, ...]:
    """The problems of a file: a tab that leads to the ledger, and their sums above the tabs."""
    ledger, sums = asked_at("rectification:item-list", dimension), asked_at("rectification:item-summary", dimension)

    def links(file: Model, reader: User) -> dict[str, object]:
        return {"label": label, "url": ledger(file), "sums_url": sums(file)}

    return (
        Tab(50, "problems", _("Problems"), url=ledger),
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


def of_violation(violation: Violation, reader: User) -> dict[str, object] | None:
    """The problem that has been made of a proposal, or the button that makes it."""
    item = Item.objects.visible_to(reader).filter(finding__violation=violation).first()
    return _made_of("violation", item, violation) if item or VIOLATIONS.allows("confirm", violation, reader) else None


def of_shortfall(shortfall: Shortfall, reader: User) -> dict[str, object] | None:
    """The same of a proposal of the engine of safety."""
    item = Item.objects.visible_to(reader).filter(finding__shortfall=shortfall).first()
    return _made_of("shortfall", item, shortfall) if item or SHORTFALLS.allows("confirm", shortfall, reader) else None


def _made_of(noun: str, item: Item | None, proposal: Violation | Shortfall) -> dict[str, object]:
    if item is not None:
        return {"item": item}
    return {"url": reverse(f"rectification:{noun}-confirm", args=[proposal.pk]), "version": proposal.version}


def fed_back(assessment: CapacityAssessment, reader: User) -> dict[str, object]:
    """How many problems of the assessment are on the ledger, and how many of them are signed off."""
    read = figures.read(["ledger.all", "ledger.signed_off"], Asked.by(reader, part={"plan": address(assessment)}))
    return {"all": read["ledger.all"], "closed": read["ledger.signed_off"]}


def spot(item: Item, reader: User) -> dict[str, object] | None:
    """Where on a plan it is; the drawing around it is for officials."""
    if Seen.UNIT not in reader.reads:
        return None
    found = FindingSpot.objects.filter(finding=item.finding_id).select_related("plan__picture", "plan__park").first()
    if found is None:
        return None
    return {"spot": found, "plan": found.plan, "sees_drawing": reader.reach in OFFICIAL, "pk": item.pk}


OFFERED = {
    "rectification.item": (
        Panel(15, "rectification/_spot.html", spot),
        Panel(10, "rectification/_deadline.html", reading.of_deadline),
        Panel(18, "rectification/_stages.html", reading.of_stages),
        Panel(20, "rectification/_reviews.html", reading.of_reviews),
        Panel(58, "rectification/_papers.html", item_papers.offered),
        Panel(60, "rectification/_chain.html", reading.of_sign_off),
    ),
    "parks.park": (register_problem("park"), *problems("park", _("Problems of this park"))),
    "parks.capacityassessment": (Panel(10, "rectification/_fed_back.html", fed_back),),
    "enterprises.enterprise": (
        register_problem("enterprise"),
        *problems("enterprise", _("Problems of this enterprise")),
    ),
    "projects.violation": (Panel(50, "rectification/_from_violation.html", of_violation),),
    "safety.shortfall": (Panel(50, "rectification/_from_violation.html", of_shortfall),),
    "projects.project": problems("project", _("Problems of this project")),
}

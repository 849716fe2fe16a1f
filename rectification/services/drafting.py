"""What a registration is given, and the unsaved finding, sources and item that it makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Organization, User
from core import clock
from core.rules.working_days import Calendar
from inspections.models import Finding, FindingSource
from inspections.services.recording import FindingGiven
from rectification.models import Item
from rectification.rules import deadlines
from rectification.states import DeadlineRule, Entry, Origin


@dataclass(frozen=True)
class ItemGiven(FindingGiven):
    """A problem that comes onto the ledger, with what its list says of it; `lead_organization` is a proposal."""

    lead_organization: Organization | None = None
    assisting: Sequence[Organization] = ()
    measures: str = ""
    responsible_person: str = ""
    requirement: str = ""
    mode: str = ""
    origin: str = Origin.REGISTERED
    entry: str = Entry.OPEN
    says_done: bool = False
    """Whether its list says that it is done: a deadline that has passed is then not in force."""


def item_of(finding: Finding, given: ItemGiven | None, actor: User, number: str) -> Item:
    """The item that puts a finding on the ledger now; the state it is born in is the model's."""
    return Item(
        number=number,
        county_id=finding.county_id,
        finding=finding,
        title=finding.title,
        level=finding.level,
        category_id=finding.category_id,
        park_id=finding.park_id,
        enterprise_id=finding.enterprise_id,
        project_id=finding.project_id,
        found_on=finding.found_on,
        origin=given.origin if given else Origin.REGISTERED,
        lead_organization=given.lead_organization if given else None,
        measures=given.measures if given else "",
        responsible_person=given.responsible_person if given else "",
        requirement=given.requirement if given else "",
        mode=given.mode if given else "",
        registered_by=actor,
        registered_by_organization_id=actor.organization_id,
        registered_at=clock.now(),
    )


def take_demanded(item: Item, sources: Sequence[FindingSource], in_force: Calendar) -> None:
    """The strictest of what the sources demand is the deadline until one is set on assignment."""
    item.undated_kind = next((source.undated_kind for source in sources if source.undated_kind), "")
    day = deadlines.strictest(source.deadline for source in sources)
    if day is not None:
        found = deadlines.fixed(
            day, rule=DeadlineRule.SOURCE, start_event="registered", start=clock.today(), calendar=in_force
        )
        item.deadline = item.original_deadline = found.day
        item.deadline_derivation = found.derivation.as_json()

"""What a registration is given, and the unsaved finding, sources and item that it makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.models import Attachment
from core.rules.working_days import Calendar
from enterprises.models import Enterprise, Project
from inspections.models import Finding, FindingSource, ProblemCategory
from inspections.states import Level
from parks.models import Park
from rectification.models import Item
from rectification.rules import deadlines
from rectification.states import DeadlineRule, Entry, Origin
from rectification.workflow import WorkflowError


@dataclass(frozen=True)
class SourceGiven:
    """What one master says of a problem."""

    kind: str
    number: str = ""
    wording: str = ""
    list_title: str = ""
    found_on: date | None = None
    deadline: date | None = None
    deadline_text: str = ""
    undated_kind: str = ""
    progress_text: str = ""


@dataclass(frozen=True)
class FindingGiven:
    """What is known of a problem when it is registered; `lead_organization` is a proposal until assigned."""

    title: str
    description: str
    found_on: date
    sources: Sequence[SourceGiven]
    level: str = Level.GENERAL
    category: ProblemCategory | None = None
    park: Park | None = None
    enterprise: Enterprise | None = None
    project: Project | None = None
    place: str = ""
    legal_basis: str = ""
    lead_organization: Organization | None = None
    assisting: Sequence[Organization] = ()
    measures: str = ""
    responsible_person: str = ""
    requirement: str = ""
    photos: Sequence[Attachment] = ()
    origin: str = Origin.REGISTERED
    entry: str = Entry.OPEN
    says_done: bool = False
    """Whether its list says that it is done: a deadline that has passed is then not in force."""


def finding_of(given: FindingGiven, actor: User) -> Finding:
    """The finding that an actor records now."""
    if given.found_on > clock.today():
        raise WorkflowError(_("The day of the finding lies in the future."), "found_on")
    place = given.enterprise or given.park or None
    return Finding(
        county_id=place.county_id if place else _county_of(actor),
        title=given.title[:200],
        description=given.description,
        level=given.level,
        category=given.category,
        park=given.park or (given.enterprise.park if given.enterprise else None),
        enterprise=given.enterprise,
        project=given.project,
        place=given.place,
        legal_basis=given.legal_basis,
        found_on=given.found_on,
        recorded_by=actor,
        recorded_by_organization_id=actor.organization_id,
        recorded_at=clock.now(),
    )


def _county_of(actor: User) -> int:
    county_id = actor.organization.county_id
    if county_id is None:
        raise WorkflowError(_("Say which park or enterprise it concerns."), "park")
    return county_id


def sources_of(finding: Finding, given: FindingGiven, actor: User) -> list[FindingSource]:
    """Its sources, as added now."""
    now = clock.now()
    return [
        FindingSource(
            finding=finding,
            kind=source.kind,
            number=source.number,
            wording=source.wording,
            list_title=source.list_title,
            found_on=source.found_on,
            deadline=source.deadline,
            deadline_text=source.deadline_text,
            undated_kind=source.undated_kind,
            progress_text=source.progress_text,
            added_by=actor,
            added_at=now,
        )
        for source in given.sources
    ]


def item_of(finding: Finding, given: FindingGiven | None, actor: User, number: str) -> Item:
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

"""审批手续图: the papers of a project in their legal order, each there, missing, expired or not applicable."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise

from core import clock
from core.models import Attachment
from enterprises.models import Permit
from enterprises.states import PermitState
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.rules.approvals import ORDER, STAGES, TOGETHER, Step
from projects.rules.judging import Why, lacking_now
from projects.rules.requirements import REQUIREMENTS
from projects.services.explaining import names_of_papers
from projects.services.facts import PERMITS, facts_from
from projects.services.telling import Told, told_of

if TYPE_CHECKING:
    from accounts.models import User

THERE, MISSING, EXPIRED, WAIVED, OPEN, HALTED = "there", "missing", "expired", "waived", "open", "halted"
RUNNING = "running"
"""Asked for, and not decided yet; `reason` says how far it is."""

ASKED = frozenset(kind for row in REQUIREMENTS for kind in row.papers)
"""Kinds that the rules ask for."""


@dataclass(frozen=True)
class Shown:
    """A paper in the picture: how it stands, its day, number, validity and scans, and the address to keep it."""

    name: str
    standing: str
    day: date | None = None
    until: date | None = None
    renewed: date | None = None
    number: str = ""
    reason: str = ""
    signer: str = ""
    scans: Sequence[Attachment] = ()
    url: str = ""
    scans_url: str = ""


@dataclass(frozen=True)
class ShownStep:
    """A step with its papers, or with the days on which its state of construction began."""

    step: Step
    papers: Sequence[Shown]
    began: Sequence[ProjectStateSpell]


@dataclass(frozen=True)
class Together:
    """A line of 三同时: the safety facilities and those of the environment side by side."""

    name: str | Promise
    safety: Sequence[Shown]
    environment: Sequence[Shown]


class Picture:
    """The papers of one project, asked once, for its page."""

    def __init__(self, project: Project, reader: "User") -> None:
        self.project, self.reader = project, reader
        self.keeps = reader.keeps_files
        self.names = names_of_papers()
        self.told: dict[str, Told | None] = {}
        self.approvals = {row.kind_id: row for row in _approvals(project)}
        self.records = list(project.records.prefetch_related("scans"))
        self.spells = list(project.spells.all())
        grounds = lacking_now(facts_from(project, list(self.approvals.values()), self.spells), clock.today())
        self.grounds = {kind: ground for kind, ground in grounds.items() if kind in ORDER}
        self.permits = list(Permit.objects.filter(enterprise=project.enterprise_id, kind__in=PERMITS))

    def stages(self) -> list[list[ShownStep]]:
        """Stage after stage; the steps of one run in parallel."""
        return [[self._step(step) for step in stage] for stage in STAGES]

    def together(self) -> Iterator[Together]:
        """三同时 of safety and environment."""
        for name, safety, environment in TOGETHER:
            yield Together(name, self._papers(safety), self._papers(environment))

    def _step(self, step: Step) -> ShownStep:
        began = [spell for spell in self.spells if spell.state == step.state and not spell.struck_because]
        return ShownStep(step, self._papers(step.papers), began)

    def _papers(self, kinds: Iterable[str]) -> list[Shown]:
        return [self.paper(kind) for kind in kinds]

    def paper(self, kind: str) -> Shown:
        if kind in PERMITS:
            return self._permit(kind)
        if kind.startswith("PM"):
            return self._approval(kind)
        return self._told(kind) or self._record(kind)

    def _told(self, kind: str) -> Shown | None:
        """As the app above says in which it is decided; asked once."""
        if kind not in self.told:
            self.told[kind] = told_of(kind, self.project, self.reader)
        if (said := self.told[kind]) is None:
            return None
        return Shown(
            self.names[kind], said.standing, said.day, said.until, None, said.number, str(said.reason), url=said.url
        )

    def _approval(self, kind: str) -> Shown:
        url = reverse("projects:project-approval", args=[self.project.pk, kind]) if self.keeps else ""
        row = self.approvals.get(kind)
        if row is None:
            return Shown(self.names[kind], MISSING, url=url)
        standing, until = self._standing_of(row)
        return Shown(
            self.names[kind],
            standing,
            day=row.approved_on,
            until=until,
            renewed=row.renewed_on,
            number=row.number,
            reason=row.not_applicable_reason,
            signer=row.not_applicable_by.name if row.not_applicable_by else "",
            scans=list(row.scans.all()),
            url=url,
            scans_url=reverse("projects:approval-scans", args=[row.pk]) if self.keeps else "",
        )

    def _standing_of(self, row: ProjectApproval) -> tuple[str, date | None]:
        """How an approval stands and until when, judged as the rules judge it where they ask for its kind."""
        if row.not_applicable_reason:
            return WAIVED, row.valid_until
        ground = self.grounds.get(row.kind_id)
        if ground and ground.why == Why.LAPSED:
            return EXPIRED, ground.day
        return THERE if row.kind_id in ASKED else _standing(row.valid_until), row.valid_until

    def _permit(self, kind: str) -> Shown:
        url = f"{self.project.enterprise.get_absolute_url()}?tab=permits"
        found = [permit for permit in self.permits if permit.kind_id == kind]
        if not found:
            return Shown(self.names[kind], MISSING, url=url)
        last = max(found, key=lambda permit: (_is_good(permit), permit.valid_until or date.max))
        is_halted = last.state != PermitState.VALID
        return Shown(
            self.names[kind],
            HALTED if is_halted else _standing(last.valid_until),
            day=last.issued_on,
            until=last.valid_until,
            number=last.number,
            reason=str(last.get_state_display()) if is_halted else "",
            url=url,
        )

    def _record(self, kind: str) -> Shown:
        found = [record for record in self.records if record.kind == kind]
        if not found:
            add = reverse("projects:record-create", args=[self.project.pk]) if self.keeps else ""
            return Shown(self.names[kind], MISSING, url=add)
        last = found[-1]
        url = reverse("projects:record-edit", args=[last.pk]) if self.keeps else ""
        standing = THERE if last.settled_on else OPEN
        day = last.settled_on or last.held_on
        scans, add = list(last.scans.all()), reverse("projects:record-scans", args=[last.pk]) if self.keeps else ""
        name = self.names[kind]
        return Shown(name, standing, day=day, reason=last.led_by, scans=scans, url=url, scans_url=add)


def _approvals(project: Project) -> Iterable[ProjectApproval]:
    return project.approvals.select_related("not_applicable_by").prefetch_related("scans")


def _is_good(permit: Permit) -> bool:
    """In force today: neither suspended, revoked or cancelled, nor over, nor of a day to come."""
    first = permit.valid_from or permit.issued_on
    has_begun = first is None or first <= clock.today()
    return permit.state == PermitState.VALID and has_begun and _standing(permit.valid_until) == THERE


def _standing(until: date | None) -> str:
    return EXPIRED if until and until < clock.today() else THERE


def changes_of(records: Iterable[ProjectRecord]) -> list[ProjectRecord]:
    """The material changes among the records."""
    return [record for record in records if record.kind.startswith("CHANGE")]

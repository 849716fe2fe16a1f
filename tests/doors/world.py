"""A county with something of everything, a sign of its own in every text of it, and who may read each sign."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from openpyxl import Workbook

from accounts.models import Absence, User
from accounts.states import OrganizationKind, Role
from core import clock
from core.models import Attachment, FileChange
from core.querysets import address
from core.rules.months import Month
from core.states import Seen
from enterprises.models import Permit, PermitKind, ProjectApproval
from inspections.models import FindingSource
from inspections.states import SourceKind
from intake.models import ImportBatch
from intake.services import import_batches
from notices.models import Notice
from parks.models import Infrastructure, InfrastructureKind
from rectification.models import (
    Extension,
    HistoryEntry,
    ListedSupervision,
    LookBack,
    Review,
    SavedView,
    SignOff,
    SupervisionMeasure,
)
from rectification.models.history import AMONG_OFFICIALS
from rectification.services import advance
from reports.services import building, circulars
from supervision.models import EscalationProposal, EscalationStep, GroupRobot, RobotMessage, SupervisionLetter
from supervision.services import letters
from supervision.services.letters import LetterGiven
from tests.factories import (
    PASSWORD,
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
)

COUNTY = frozenset({"coordinator", "emergency", "ecology", "inspector", "superior"})
OFFICIALS = COUNTY | {"park", "park2"}
ADMINISTRATORS = frozenset({"sysadmin", "secadmin", "auditadmin"})
HANDLERS = frozenset({"coordinator", "emergency"})
ENTERPRISES = frozenset({"enterprise", "enterprise2"})
ROLES = (*sorted(OFFICIALS | ENTERPRISES | ADMINISTRATORS), "observer", "nobody")
NOT_FOR = {
    Seen.PUBLIC: frozenset(),
    Seen.SCOPED: frozenset(),
    Seen.UNIT: frozenset({"observer"}),
    Seen.OFFICIALS: ENTERPRISES | {"observer"},
    Seen.HANDLERS: frozenset(ROLES) - HANDLERS,
    Seen.NOBODY: frozenset(ROLES),
}
PROBLEMS = (("序号", "问题描述", "责任单位", "整改时限"), (1, "储罐区可燃气体报警器失效", "县应急局", "2021年6月"))
SHORTEST = 9
UNMARKED = frozenset(
    {"path", "public_id", "sha256", "content_type", "username", "session_key", "period", "url", "word"}
)


def list_of_problems() -> bytes:
    """A list as it comes in."""
    book, out = Workbook(), io.BytesIO()
    for row in PROBLEMS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


class Signs:
    """Every sign with where it stands and who may read it."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, frozenset[str]]] = {}

    def make(self, where: str, readers: frozenset[str]) -> str:
        sign = f"Zq{len(self.of):04d}xK"
        self.of[sign] = where, readers
        return sign

    def put(self, row: Any, insiders: frozenset[str], *only: str) -> None:
        """Write a sign into every text of a row; `insiders` may know of the row, its columns' classes narrow that."""
        columns = [field for field in row._meta.concrete_fields if is_text(field) and (not only or field.name in only)]
        signs = {}
        for field in columns:
            readers = insiders - NOT_FOR[row.readers[field.name]]
            if isinstance(row, Attachment) and row.readers[field.name] == Seen.HANDLERS:
                readers = insiders & OFFICIALS
            if isinstance(row, FindingSource) and row.kind != SourceKind.COMPLAINT:
                readers = insiders
            signs[field.name] = self.make(f"{row._meta.label}.{field.name}", readers)
        signs |= {name: "13912345678" for name in row.readers.of if "phone" in name}
        type(row)._default_manager.filter(pk=row.pk).update(**signs)
        row.refresh_from_db()


def is_text(field: models.Field) -> bool:
    """Whether a person writes there what he likes."""
    is_words = type(field) in (models.CharField, models.TextField)
    short = field.max_length is not None and field.max_length < SHORTEST
    return is_words and not field.choices and not short and not field.primary_key and field.name not in UNMARKED


class World:
    """Two parks, three plants, a complaint, a merge across the border of two enterprises, and people of every role."""

    def __init__(self) -> None:
        self.signs = Signs()
        self._places()
        self._people()
        self.ids: dict[str, set[Any]] = {}

    def _places(self) -> None:
        self.plant = EnterpriseFactory()
        self.neighbour = EnterpriseFactory(park=self.plant.park)
        self.far = EnterpriseFactory(park=ParkFactory())
        self.project = ProjectFactory(enterprise=self.plant)
        self.group = OrganizationFactory(kind=OrganizationKind.SUPERVISION_GROUP)
        self.plant.park.supervision_groups.add(self.group)

    def _people(self) -> None:
        office, bureau = (
            OrganizationFactory(kind=kind) for kind in (OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT)
        )
        wanted = {
            "coordinator": (Role.COORDINATOR, office),
            "emergency": (Role.DEPARTMENT, bureau),
            "ecology": (Role.DEPARTMENT, OrganizationFactory(kind=OrganizationKind.DEPARTMENT)),
            "inspector": (Role.INSPECTOR, bureau),
            "park": (Role.PARK, self.plant.park.committee),
            "park2": (Role.PARK, self.far.park.committee),
            "enterprise": (Role.ENTERPRISE, self.plant.organization),
            "enterprise2": (Role.ENTERPRISE, self.neighbour.organization),
            "superior": (Role.SUPERIOR, self.plant.county),
            "observer": (Role.OBSERVER, self.group),
            **{role.lower(): (role, office) for role in (Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)},
        }
        self.users = {
            name: UserFactory(
                username=name, role=role, organization=unit, is_head=name == "emergency", password=PASSWORD
            )
            for name, (role, unit) in wanted.items()
        }

    def fill(self) -> "World":
        """With things that the neighbour and the other park know nothing of."""
        self.told = ItemFactory(enterprise=self.plant, source=SourceKind.COMPLAINT, rectifying=True, overdue=True)
        self.item = ItemFactory(enterprise=self.plant, under_review=True, major=True, project=self.project)
        self.foreign = ItemFactory(enterprise=self.far, rectifying=True)
        self.hidden = ItemFactory(enterprise=self.far)
        self._propose_to_merge()
        self._beside_the_item()
        self._papers()
        self._files()
        self._mark()
        return self

    def _propose_to_merge(self) -> None:
        for item in (self.item, self.told):
            version = type(item).objects.get(pk=item.pk).version
            given = {"reason": self.signs.make("reason to void", OFFICIALS - {"park2"}), "merged_into": self.foreign}
            advance(item.pk, "void", actor=self.users["coordinator"], version=version, **given)

    def _beside_the_item(self) -> None:
        item, by, now, today = self.item, self.users["coordinator"], clock.now(), clock.today()
        later = today + timedelta(days=40)
        self.beside = [
            Extension.objects.create(
                item=item,
                requested_by=self.users["enterprise"],
                requested_at=now,
                deadline_before=today,
                deadline=later,
            ),
            Review.objects.create(item=item, round=1, passed=False, reviewer=self.users["inspector"], at=now),
            LookBack.objects.create(item=item, result="kept", by=by, at=now),
            SignOff.objects.create(item=item, round=1, signer="COORDINATOR", by=by, at=now),
            SupervisionMeasure.objects.create(item=item, level="LISTED", by=by, at=now),
            ListedSupervision.objects.create(
                item=item, listed_on=today, limit_on=later, publish_by=later, extension_by=later, asked_until=later
            ),
            self._letter(),
        ]
        self.proposal = EscalationProposal.objects.create(
            item=item, step=EscalationStep.objects.first(), ground_day=today, proposed_on=today, made_at=now
        )
        type(item).objects.filter(pk=item.pk).update(supervision_level="LISTED")

    def _letter(self) -> SupervisionLetter:
        wanted = self.signs.make("demanded in a letter", COUNTY | {"enterprise"})
        return letters.issue(
            "SUPERVISION", [self.item], actor=self.users["coordinator"], given=LetterGiven(requirement=wanted)
        )

    def _papers(self) -> None:
        month = Month.of(clock.today()).previous
        self.report = building.build(month, self.plant.county)
        self.circular = circulars.draft(self.users["coordinator"], reply_days=5)
        by, now = self.users["coordinator"], clock.now()
        self.own = [
            import_batches.upload(SimpleUploadedFile("list.xlsx", list_of_problems()), actor=by),
            SavedView.objects.create(owner=by, name="x", query="state=PENDING"),
            robot := GroupRobot.objects.create(
                organization=by.organization, name="x", address="y", created_by=by, created_at=now
            ),
            RobotMessage.objects.create(robot=robot, day=clock.today(), text="x"),
        ]

    def _files(self) -> None:
        today = clock.today()
        kind = PermitKind.objects.first()
        self.files = [
            self.plant,
            self.project,
            Permit.objects.create(enterprise=self.plant, kind=kind, issued_on=today, valid_until=today),
            Infrastructure.objects.create(park=self.plant.park, kind=InfrastructureKind.objects.first()),
        ]
        Absence.objects.create(
            person=self.users["inspector"], substitute=self.users["emergency"], first_day=today, last_day=today,
            created_by=self.users["inspector"], created_at=clock.now(),
        )  # fmt: skip
        sign = self.signs.make("changed contact", COUNTY | {"park", "enterprise", "enterprise2"})
        FileChange.objects.create(
            subject=address(self.plant.park), row=address(self.plant.park), version=2, at=clock.now(),
            actor=self.users["park"], before={}, after={"contact_name": sign},
        )  # fmt: skip

    def _mark(self) -> None:
        """A sign in every text; the item's own people first, then who else may know of each thing."""
        own = COUNTY | {"park", "enterprise"}
        for item, insiders in (
            (self.told, own),
            (self.item, own | {"observer"}),
            (self.foreign, COUNTY | {"park2"}),
            (self.hidden, COUNTY | {"park2"}),
        ):
            self._mark_item(item, insiders)
        for row in self.beside:
            self.signs.put(row, own - {"park"} if isinstance(row, SupervisionLetter) else own | {"observer"})
        self.signs.put(self.proposal, COUNTY)
        self.signs.put(self.circular, COUNTY)
        self.signs.put(self.report, COUNTY)
        for row in self.own:
            self.signs.put(row, frozenset({"coordinator", "sysadmin"}))
        self._mark_files()

    def _mark_item(self, item: Any, insiders: frozenset[str]) -> None:
        self.signs.put(item, insiders)
        self.signs.put(item.finding, insiders)
        for source in FindingSource.objects.filter(finding=item.finding):
            FindingSource.objects.filter(pk=source.pk).update(added_by=self.users["emergency"])
            self.signs.put(source, insiders)
        for proof in item.evidence.all():
            self.signs.put(proof.attachment, insiders)
        sign = self.signs.make("snapshot", OFFICIALS & insiders)
        open_sign = self.signs.make("open snapshot", insiders - {"observer"})
        last = item.history.order_by("version").last()
        HistoryEntry.objects.create(
            item=item, version=last.version + 1, transition="correct", to_state=last.to_state,
            actor=self.users["coordinator"], actor_name="x", actor_role="x", actor_organization=self.group,
            actor_organization_name="x", at=clock.now(), reason=self.signs.make("history", insiders - {"observer"}),
            before={"void_reason": sign, "funds": open_sign}, after={"void_reason": sign},
            given={"void_reason": sign, "requirement": open_sign},
        )  # fmt: skip
        for number, transition in enumerate(sorted(AMONG_OFFICIALS), last.version + 2):
            HistoryEntry.objects.create(
                item=item, version=number, transition=transition, to_state=last.to_state,
                actor=self.users["coordinator"], actor_name="x", actor_role="x", actor_organization=self.group,
                actor_organization_name="x", at=clock.now(), given={},
                reason=self.signs.make(f"reason of {transition}", OFFICIALS & insiders),
            )  # fmt: skip
        type(item).objects.filter(pk=item.pk).update(version=number)

    def _mark_files(self) -> None:
        known = COUNTY | {"park", "enterprise"}
        for row in self.files:
            around = {"observer", "enterprise2"} if isinstance(row, Infrastructure) else {"observer"}
            self.signs.put(row, known | around)
        self.signs.put(self.plant.park, known | {"observer", "enterprise2"})
        self.signs.put(self.neighbour, COUNTY | {"park", "enterprise2"})
        self.signs.put(self.far, COUNTY | {"park2"})
        for name, user in self.users.items():
            if name != "observer":
                self.signs.put(user, ADMINISTRATORS | {name}, "phone", "certificate_number")
            notice = Notice.objects.create(
                recipient=user, rule="assign", subject=f"x:{name}", day=clock.today(), title="x", created_at=clock.now()
            )
            self.signs.put(notice, frozenset({name}), "title", "text")


def things(world: World) -> dict[str, list[Any]]:
    """What stands in the place of an id, by the noun of the URL's name."""
    letter = SupervisionLetter.objects.get()
    return {
        "item": [world.told, world.item, world.foreign, world.hidden],
        "rectification": [world.told, world.item, world.foreign, world.hidden],
        "finding": [world.told.finding, world.item.finding, world.foreign.finding],
        "letter": [letter],
        "document": [letter.document],
        "listing": [ListedSupervision.objects.get()],
        "import": [ImportBatch.objects.get()],
        "view": [SavedView.objects.get()],
        "robot": [GroupRobot.objects.get()],
        "report": [world.report],
        "circular": [world.circular],
        "park": [world.plant.park, world.far.park],
        "infrastructure": [Infrastructure.objects.get(), world.plant.park],
        "enterprise": [world.plant, world.neighbour, world.far],
        "permit": [Permit.objects.get(), world.plant],
        "project": [world.project, world.plant],
        "approval": list(ProjectApproval.objects.all()),
        "organization": [world.plant.organization, world.far.organization, world.group],
        "department": [world.users["emergency"].organization],
        "user": [User.objects.get(username="enterprise"), User.objects.get(username="coordinator")],
        "notice": list(Notice.objects.filter(recipient__username__in=("enterprise", "coordinator"))),
        "notification": list(Notice.objects.filter(recipient__username__in=("enterprise", "coordinator"))),
        "attachment": list(Attachment.objects.all()[:3]),
        "absence": [Absence.objects.get()],
    }

"""A county with something of everything, a sign of its own in every text of it, and who may read each sign."""

import io
from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from openpyxl import Workbook

from accounts.models import Absence, HandOver, User
from accounts.states import OrganizationKind, Role
from comments.models import Comment, Follow, Mention
from core import clock
from core.models import Attachment, FileChange
from core.querysets import address
from core.rules.months import Month
from core.states import Seen
from enterprises.models import Permit, PermitKind
from inspections.models import FindingSource
from inspections.states import SourceKind
from intake.models import ImportBatch
from intake.services import import_batches
from notices.models import Notice
from notices.services import feeds
from objections.models import Objection
from parks.models import Infrastructure, InfrastructureKind, LeaderVisit, RecognitionProblem
from parks.services import quota
from parks.services.quota import Posting
from plans.models import FeedbackProblem, UpgradeMeasure
from projects.models import ProjectApproval, ProjectRecord, ProjectStateSpell, Violation
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
from reports.models import MonthlyReport, SentVersion, Wording
from reports.services import building, circulars
from reports.states import ReportState
from superiors.services import answering
from supervision.models import EscalationProposal, EscalationStep, GroupRobot, RobotMessage, SupervisionLetter
from supervision.services import letters
from supervision.services.letters import LetterGiven
from tests.browser.soak.kept import Kept
from tests.browser.soak.kept_forms import OF_ENTERPRISE, OF_PARK, payment
from tests.doors.confided import Confided
from tests.doors.held import Held
from tests.doors.led import Led
from tests.doors.lists import list_of_plants
from tests.doors.visited import Visited
from tests.doors.yearly import Yearly
from tests.factories import (
    PASSWORD,
    AttachmentFactory,
    ChallengeFactory,
    DrawFactory,
    EnterpriseFactory,
    EnterprisePlanFactory,
    FieldReceiptFactory,
    InterestFactory,
    ItemFactory,
    ObjectionFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
    ShortfallFactory,
    UserFactory,
    ViolationFactory,
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
OF_UNIT = frozenset({"team", "supervisor", "credential", "training", "equipment"})
"""What a unit keeps of its own."""
UNMARKED = frozenset(
    {"path", "public_id", "sha256", "content_type", "username", "session_key", "period", "url", "word", "register"}
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
        self.assigned = ItemFactory(enterprise=self.plant, source=SourceKind.CITY_ASSIGNED, rectifying=True)
        self.captured = FieldReceiptFactory(item=self.assigned, latitude="30.25", longitude="120.1", accuracy=8)
        self._propose_to_merge()
        self._beside_the_item()
        self._papers()
        self._files()
        self._talk()
        self._mark()
        return self

    def _talk(self) -> None:
        """What is said at an item: among officials, to the unit, and what was withdrawn; who is named, who follows."""
        officials = COUNTY | {"park"}
        said = (("INTERNAL", officials, None), ("UNIT", officials | {"enterprise"}, None), ("UNIT", (), clock.now()))
        for audience, readers, withdrawn_at in said:
            self.comment = Comment.objects.create(
                item=self.item, audience=audience, text=self.signs.make(f"comment {audience}", frozenset(readers)),
                author=self.users["coordinator"], author_name="x", author_unit="x", at=clock.now(),
                withdrawn_at=withdrawn_at,
            )  # fmt: skip
        for audience in ("INTERNAL", "UNIT"):
            open_one = Comment.objects.get(audience=audience, withdrawn_at=None)
            self.mention = Mention.objects.create(comment=open_one, person=self.users["inspector"])
        self.follow = Follow.objects.create(item=self.item, person=self.users["coordinator"], since=clock.now())
        self.handover = HandOver.objects.create(
            person=self.users["inspector"], successor=self.users["coordinator"], from_day=clock.today(),
            reason=self.signs.make("hand-over", frozenset({"inspector", "coordinator", "emergency"})),
            created_by=self.users["inspector"], created_at=clock.now(),
        )  # fmt: skip

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
        self.issued, self.wording = self._sent()
        self.circular = circulars.draft(self.users["coordinator"], reply_days=5)
        self.list = self.assigned.finding.sources.get().superior_list
        self.answer = answering.draft_answer(self.list, actor=self.users["coordinator"])
        by, now = self.users["coordinator"], clock.now()
        self.own = [
            import_batches.upload(SimpleUploadedFile("list.xlsx", list_of_problems()), actor=by),
            SavedView.objects.create(owner=by, name="x", query="state=PENDING"),
            robot := GroupRobot.objects.create(
                organization=by.organization, name="x", address="y", created_by=by, created_at=now
            ),
            RobotMessage.objects.create(robot=robot, day=clock.today(), text="x"),
        ]

    def _sent(self) -> tuple[MonthlyReport, Wording]:
        """An issued report with the file in which it was sent, and a phrase that the office changes."""
        by, now = self.users["coordinator"], clock.now()
        issued = copy(self.report)
        issued.pk, issued.period, issued.state = None, str(self.report.month.previous), ReportState.ISSUED
        issued.save(force_insert=True)
        text, file = self.signs.make("changed in a report", COUNTY), AttachmentFactory(uploader=by)
        lines = [["changed", 0, 0, [["same", text], ["del", "稳步"], ["ins", "扎实"]]]]
        version = SentVersion.objects.create(
            report=issued, attachment=file, lines=lines, changed_signs=4, all_signs=40,
            changed=1, added=0, removed=0, moved=0, handed_in_by=by, handed_in_at=now,
        )  # fmt: skip
        self.signs.put(file, COUNTY)
        wording = Wording.objects.create(
            county=issued.county, before="稳步", after="扎实", times=1, places=[[version.pk, 0]],
            proposed_by=by, proposed_at=now,
        )  # fmt: skip
        self.signs.put(wording, COUNTY)
        return issued, wording

    def _files(self) -> None:
        today = clock.today()
        kind = PermitKind.objects.first()
        self.files = [
            self.plant,
            self.project,
            Permit.objects.create(enterprise=self.plant, kind=kind, issued_on=today, valid_until=today),
            ProjectStateSpell.objects.create(project=self.project, state="BUILDING", began_on=today, recorded_on=today),
            ProjectRecord.objects.create(project=self.project, kind="PSSR", held_on=today),
            ViolationFactory(project=self.project),
            Infrastructure.objects.create(park=self.plant.park, kind=InfrastructureKind.objects.first()),
        ]
        self.kept = Kept(self.plant, self.users["coordinator"])
        self.feeds = self._calendars()
        self.objection = ObjectionFactory(enterprise=self.plant)
        self.challenge = ChallengeFactory(item=self.item)
        self.held = Held(self.plant, self.users["park"])
        self.led = Led(self.plant, self.users)
        self.visited = Visited(self.plant, self.users, self.item.finding)
        self.yearly = Yearly(self.plant, self.users, self.visited.left)
        self.signs.put(self.visited.answer, frozenset({"emergency", "superior"}))
        self.confided = Confided(self.plant, self.users, self.signs.make)
        self.draw = DrawFactory(
            committed_by=self.users["coordinator"],
            park=self.plant.park,
            title=self.signs.make("draw", COUNTY | {"park"}),
        )
        self.interest = InterestFactory(
            enterprise=self.plant, declared_by=self.users["coordinator"],
            reason=self.signs.make("declared interest", frozenset({"coordinator", "superior"})),
        )  # fmt: skip
        self.own_plan = EnterprisePlanFactory(enterprise=self.plant)
        self.shortfall = ShortfallFactory(enterprise=self.plant)
        self.visit = LeaderVisit.objects.create(
            park=self.plant.park, leader=self.users["superior"], day=today, seen="消防站未建成"
        )
        self.answered = list(self._answered_by_the_plant())
        self.payment, self.receipt = payment(self.plant), AttachmentFactory(uploader=self.users["coordinator"])
        self.payment.scans.add(self.receipt)
        named = self.signs.make("project of a posting", COUNTY | {"park"})
        given = Posting("RESERVED", Decimal(1), today, "环函〔2026〕3号", project_name=named, note=named)
        quota.post(self.kept.rows["quota"].pk, given, actor=self.users["coordinator"])
        self.register = import_batches.upload(list_of_plants(), actor=self.users["coordinator"], register="enterprises")
        Absence.objects.create(
            person=self.users["inspector"], substitute=self.users["emergency"], first_day=today, last_day=today,
            created_by=self.users["inspector"], created_at=clock.now(),
        )  # fmt: skip
        sign = self.signs.make("changed contact", COUNTY | {"park", "enterprise", "enterprise2"})
        FileChange.objects.create(
            subject=address(self.plant.park), row=address(self.plant.park), version=2, at=clock.now(),
            actor=self.users["park"], before={}, after={"contact_name": sign},
        )  # fmt: skip

    def _calendars(self) -> dict[str, str]:
        """The secret part of the address of each person's calendar."""
        return {
            name: feeds.make(self.users[name], "手机")
            for name in sorted(OFFICIALS | ENTERPRISES)
            if name != "coordinator"
        }

    def _answered_by_the_plant(self) -> Iterator[Any]:
        """Rows of the park's file for which one of its enterprises answers, and what was changed in one of them."""
        unit, day, rows = self.plant.organization, clock.today() + timedelta(90), self.kept.rows
        yield UpgradeMeasure.objects.create(plan=rows["upgrade"], text="x", organization=unit, deadline=day)
        yield FeedbackProblem.objects.create(assessment=rows["capacity"], text="x", organization=unit, deadline=day)
        found = RecognitionProblem.objects.create(park=self.plant.park, problem="x", organization=unit, deadline=day)
        yield found
        sign = self.signs.make("changed problem of the plant", COUNTY | {"park", "enterprise"})
        FileChange.objects.create(
            subject=address(self.plant.park), row=address(found), version=2, at=clock.now(),
            actor=self.users["park"], before={}, after={"problem": sign},
        )  # fmt: skip

    def _mark(self) -> None:
        """A sign in every text; the item's own people first, then who else may know of each thing."""
        own = COUNTY | {"park", "enterprise"}
        for item, insiders in (
            (self.told, own),
            (self.item, own | {"observer"}),
            (self.assigned, own | {"observer"}),
            (self.foreign, COUNTY | {"park2"}),
            (self.hidden, COUNTY | {"park2"}),
        ):
            self._mark_item(item, insiders)
        for row in self.beside:
            self.signs.put(row, own - {"park"} if isinstance(row, SupervisionLetter) else own | {"observer"})
        self.signs.put(self.proposal, COUNTY)
        self.signs.put(self.circular, COUNTY)
        self.signs.put(self.report, COUNTY)
        self.signs.put(self.list, COUNTY)
        said = {row["key"]: {"progress": self.signs.make("answer", COUNTY)} for row in self.answer.snapshot["rows"]}
        type(self.answer).objects.filter(pk=self.answer.pk).update(texts=said)
        for row in self.own:
            self.signs.put(row, frozenset({"coordinator", "sysadmin"}))
        for row in (*self.answered, self.own_plan, self.payment.closure, self.payment, self.receipt):
            self.signs.put(row, own)
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
        for noun, row in self.kept.rows.items():
            if noun in OF_ENTERPRISE.keys() | {"certificate", "guarantor"}:
                self.signs.put(row, known | {"observer"})
            elif noun in OF_UNIT:
                self.signs.put(row, frozenset({"coordinator", "superior"}))
            elif noun in OF_PARK.keys() | {"quota"}:
                self.signs.put(row, known | {"observer", "enterprise2"})
        for row, beside in chain.from_iterable(
            each.beside_the_county() for each in (self.held, self.led, self.visited, self.yearly)
        ):
            self.signs.put(row, COUNTY | beside)
        for row in (self.visit, self.plant.park):
            self.signs.put(row, known | {"observer", "enterprise2"})
        self._mark_lists_and_people()

    def _mark_lists_and_people(self) -> None:
        for row, named in self.confided.readers():
            self.signs.put(row, named)
        self.signs.put(self.kept.rows["feed"], frozenset({"coordinator"}), "name")
        self.signs.put(self.register, frozenset({"coordinator", "sysadmin"}), "file_name")
        self.signs.put(self.neighbour, COUNTY | {"park", "enterprise2"})
        self.signs.put(self.far, COUNTY | {"park2"})
        for name, user in self.users.items():
            if name != "observer":
                self.signs.put(user, ADMINISTRATORS | {name}, "phone", "certificate_number")
            notice = Notice.objects.create(
                recipient=user, rule="assign", subject=f"x:{name}", day=clock.today(), title="x", created_at=clock.now()
            )
            self.signs.put(notice, frozenset({name}), "title", "text")


def place_of(noun: str, world: World) -> Any:
    """Where such a row is added, or where there is none of it."""
    return world.plant.park if noun in OF_PARK.keys() | {"quota"} else world.plant


def things(world: World) -> dict[str, list[Any]]:
    """What stands in the place of an id, by the noun of the URL's name."""
    letter = SupervisionLetter.objects.get()
    beside = {noun: [row, place_of(noun, world)] for noun, row in world.kept.rows.items()}
    return {
        **beside,
        "hazard": [world.kept.rows["source"]],
        "visit": [world.plant.park, *world.visited.visits],
        "officer": world.visited.officers,
        "cap": [world.visited.cap],
        "yearplan": world.yearly.plans,
        "line": world.yearly.lines,
        "share": [world.yearly.share],
        "inspections": world.visited.visits,
        "edition": world.visited.editions,
        "question": world.visited.questions,
        "answer": [world.visited.said],
        "register": [world.register],
        "list": [world.list],
        "listpaper": [world.answer],
        "item": [world.told, world.item, world.foreign, world.hidden],
        "rectification": [world.told, world.item, world.foreign, world.hidden],
        "slip": [world.told, world.item, world.foreign, world.hidden],
        "finding": [world.told.finding, world.item.finding, world.foreign.finding],
        "letter": [letter],
        "document": [letter.document],
        "listing": [ListedSupervision.objects.get()],
        "import": [ImportBatch.objects.get(register="")],
        "view": [SavedView.objects.get()],
        "robot": [GroupRobot.objects.get()],
        "report": [world.report, world.issued],
        "wording": [world.wording],
        "circular": [world.circular],
        "park": [world.plant.park, world.far.park],
        "closure": [world.payment.closure],
        "instalment": [world.payment],
        "infrastructure": [Infrastructure.objects.get(), world.plant.park],
        "enterprise": [world.plant, world.neighbour, world.far],
        "permit": [Permit.objects.get(), world.plant],
        "project": [world.project, world.plant],
        "approval": list(ProjectApproval.objects.all()),
        "spell": [ProjectStateSpell.objects.get(), world.plant],
        "record": [ProjectRecord.objects.get(), world.plant],
        "shortfall": [world.shortfall],
        "objection": [Objection.objects.get()],
        "challenge": [world.challenge],
        "meeting": world.held.meetings,
        "duty": world.held.duties,
        "draw": [world.draw],
        "tip": world.confided.tips,
        "tips": world.confided.tips,
        "tipbatch": [world.confided.batch],
        "campaign": world.led.campaigns,
        "campaigns": world.led.campaigns,
        "dayreport": world.led.reports,
        "interest": [world.interest],
        "comment": list(Comment.objects.all()),
        "follow": [world.follow],
        "handover": [world.handover],
        "violation": [Violation.objects.get(), world.plant],
        "organization": [world.plant.organization, world.far.organization, world.group],
        "department": [world.users["emergency"].organization],
        "user": [User.objects.get(username="enterprise"), User.objects.get(username="coordinator")],
        "notice": list(Notice.objects.filter(recipient__username__in=("enterprise", "coordinator"))),
        "notification": list(Notice.objects.filter(recipient__username__in=("enterprise", "coordinator"))),
        "attachment": list(Attachment.objects.all()[:3]),
        "absence": [Absence.objects.get()],
        **of_the_api(world),
    }


def of_the_api(world: World) -> dict[str, list[Any]]:
    """What stands in the place of an id in the collections that lists are read as, by their first word."""
    rows = world.kept.rows
    return {
        "admissions": [rows["application"]],
        "plans": [world.own_plan],
        "closures": [world.payment.closure],
        "objections": [world.objection],
        "challenges": [world.challenge],
        "shortfalls": [world.shortfall],
        "violations": [Violation.objects.get()],
        "supervising": [rows["team"]],
        "supervisors": [rows["supervisor"]],
        "absences": [Absence.objects.get()],
        "key": [rows["person"]],
        "emergency": [rows["plan"]],
        "drills": [rows["drill"]],
        "status": [rows["assessment"]],
        "guarantors": [rows["guarantor"]],
        "letters": [SupervisionLetter.objects.get()],
        "circulars": [world.circular],
    }

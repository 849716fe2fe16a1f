"""A county in which every form of every page stands in front of somebody: items at each step, papers at each stage."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.models import Absence, User
from accounts.services import people
from accounts.states import OrganizationKind, Role
from accounts.workflow import ACCOUNTS
from challenges.models import Challenge
from core import clock
from core.rules.months import Month
from core.services.acting import take
from core.states import AttachmentKind
from enterprises.models import Enterprise, Permit, PermitKind
from inspections.models import Finding
from intake.services import import_batches
from law.models import Basis
from notices.models import Notice
from parks.models import Infrastructure, InfrastructureKind, Park
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from rectification import workflow
from rectification.models import Item, ListedSupervision, SavedView
from rectification.services import advance, suspending
from rectification.workflow.listings import LISTINGS
from reports.services import building, circulars
from reports.workflow import CIRCULARS, REPORTS
from supervision.models import EscalationProposal, GroupRobot, RobotMessage
from supervision.services import letters
from supervision.services.escalating import escalate_overdue
from supervision.services.letters import LetterGiven
from tests.browser.scene import Scene
from tests.browser.soak.kept import Kept
from tests.factories import (
    PASSWORD,
    AttachmentFactory,
    ChallengeFactory,
    ItemFactory,
    ObjectionFactory,
    OrganizationFactory,
    ParkFactory,
    ShortfallFactory,
    UserFactory,
    ViolationFactory,
    ready_for,
)

BASIS = "AQ 3067—2026第5.5.7项，《中华人民共和国安全生产法》第四条第一款"
LIST_HEADS = ("序号", "问题描述", "责任单位", "整改时限", "整改进展情况")


def list_of_problems(name: str = "县应急管理局", rows: int = 3) -> bytes:
    """A list as it comes in from above."""
    book, out = Workbook(), io.BytesIO()
    book.active.append(LIST_HEADS)
    for place in range(1, rows + 1):
        book.active.append((place, f"储罐区第{place}号可燃气体报警器失效", name, "2030年6月", "整改中"))
    book.save(out)
    return out.getvalue()


class World(Scene):
    """People of every role, and something at every stage for each of them."""

    def __init__(self) -> None:
        super().__init__()
        self._more_people()
        self.snapshot: Any = None
        self.url = ""
        self.items = dict(self._items())
        self.items |= dict(self._new_steps())
        self._files()
        self.kept = Kept(self.plant, self.users["coordinator"])
        self._letters()
        self._papers()
        self._lists()
        self._accounts()
        self._odds()
        User.objects.update(password=make_password(PASSWORD))

    def _more_people(self) -> None:
        government = self.plant.county
        self.add("coordinator2", Role.COORDINATOR, self.office)
        self.add("inspector2", Role.INSPECTOR, self.bureau)
        self.add("park", Role.PARK, self.plant.park.committee)
        self.add("superior", Role.SUPERIOR, government, post="副县长", is_head=True)
        for role in (Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN):
            self.add(role.lower(), role, self.office)
            self.add(f"{role.lower()}2", role, self.office)
        Enterprise.objects.filter(pk=self.plant.pk).update(linked_leader=self.users["superior"])
        for unit in (self.office, self.bureau, self.ecology):
            unit.phone = "0990-5580010"
            unit.save(update_fields=["phone"])

    def _item(self, **wanted: Any) -> Item:
        return ItemFactory(enterprise=self.plant, **wanted)

    def _items(self) -> Iterator[tuple[str, Item]]:
        """An item for each step of the workflow, where somebody can take it."""
        yield "assign", self._item()
        for name in ("decline", "accept"):
            yield name, self._item(assigned=True)
        yield "accept major", self._item(assigned=True, major=True)
        for name in ("approve-plan", "reject-plan"):
            yield name, self._item(plan_review=True, major=True)
        yield "confirm", self._item(rectifying=True, undated_kind="long_term")
        for name in ("submit", "extend", "supervise", "void", "correct"):
            yield name, self._item(rectifying=True, due_in=40)
        yield "submit major", self._item(rectifying=True, major=True, due_in=40)
        for name in ("fail", "propose-pass"):
            yield name, self._item(under_review=True)
        yield "propose-pass major", self._item(under_review=True, major=True)
        yield "pass", self._take(self._item(under_review=True), "propose-pass")
        yield "confirm-pass", self._take(self._item(under_review=True, major=True), "pass")
        yield "publish", self._take(self._listed(under_review=True), "pass", "confirm-pass")
        for name in ("sign-off", "return"):
            yield name, self._item(awaiting_sign_off=True)
        yield "look-back", self._item(closed=True)
        yield "decide-extension", self._take(self._item(rectifying=True, due_in=40), "extend")
        yield "decide-void", self._item(void_proposed=True)

    def _new_steps(self) -> Iterator[tuple[str, Item]]:
        """Steps that need nothing but their state."""
        for name in workflow.TRANSITIONS.keys() - self.items.keys():
            yield name, ready_for(name, enterprise=self.plant)

    def _listed(self, **wanted: Any) -> Item:
        """A major item under listed supervision."""
        item = self._item(major=True, due_in=60, legal_basis=BASIS, **(wanted or {"rectifying": True}))
        Finding.objects.filter(item=item).update(legal_basis=BASIS)
        return self._take(item, "supervise")

    def _take(self, item: Item, *names: str) -> Item:
        """Take steps by whoever may, with what they need."""
        for name in names:
            fresh = Item.objects.get(pk=item.pk)
            actor = self.who_takes(name, fresh, item.people)
            advance(item.pk, name, actor=actor, version=fresh.version, **self._given(name, item, actor))
        fresh = Item.objects.get(pk=item.pk)
        fresh.people = item.people
        return fresh

    def who_takes(self, name: str, item: Item, people: dict[str, User]) -> User:
        step = workflow.TRANSITIONS[name]
        wanted = [*people.values(), *self.users.values()]
        if name == "supervise" and item.is_major:
            item.assisting.add(people["head"].organization)
            wanted = [people["head"], *wanted]
        return next(person for person in wanted if workflow.allows(step, item, person))

    def _given(self, name: str, item: Item, actor: User) -> dict[str, Any]:
        officers = [item.people["inspector"], item.people["second_inspector"]]
        report = [AttachmentFactory(uploader=actor, kind=AttachmentKind.REPORT)] if item.is_major else []
        return {
            "propose-pass": {"opinion": "已复查", "officer": officers[1]},
            "pass": {"opinion": "合格", "officers": officers, "evidence": report},
            "confirm-pass": {"opinion": "属实"},
            "extend": {
                "deadline": item.deadline + timedelta(days=20) if item.deadline else None,
                "reason": "设备交货推迟",
                "interim_measures": "停用",
            },
            "supervise": {"level": "LISTED" if item.is_major else "CHASED", "reason": "重大隐患"},
        }[name]

    def _files(self) -> None:
        today = clock.today()
        kind = PermitKind.objects.filter(scope="enterprise").first()
        self.permit = Permit.objects.create(enterprise=self.plant, kind=kind, issued_on=today, valid_until=today)
        self.project = Project.objects.create(enterprise=self.plant, name="年产千吨中间体项目", state="BUILDING")
        began = {"project": self.project, "state": "BUILDING", "began_on": today - timedelta(60), "recorded_on": today}
        self.spell = ProjectStateSpell.objects.create(**began)
        self.record = ProjectRecord.objects.create(project=self.project, kind="PSSR", held_on=today)
        self.violation = ViolationFactory(project=self.project)
        self.shortfall = ShortfallFactory(enterprise=self.plant)
        self.objection = ObjectionFactory(enterprise=self.plant)
        self.challenges = dict(self._challenges())
        self.approval = ProjectApproval.objects.create(project=self.project, kind_id="PM02", number="备案1号")
        Park.objects.filter(pk=self.plant.park_id).update(linked_leader=self.users["superior"])
        self.unread = next(
            basis for basis in Basis.objects.order_by("pk") if basis.is_citable and not basis.is_reviewed
        )
        self.infrastructure = Infrastructure.objects.create(
            park=self.plant.park, kind=InfrastructureKind.objects.first(), name="消防站", status="BUILDING"
        )
        OrganizationFactory(name="新园区管委会", kind=OrganizationKind.PARK_COMMITTEE)
        ParkFactory()

    def _challenges(self) -> Iterator[tuple[str, Challenge]]:
        """One for each step of a challenge that has a page."""
        unit = self.users["inspector"].organization
        for name in ("withdraw", "answer", "suspend"):
            yield name, ChallengeFactory(item=self._item(rectifying=True), unit=unit)
        yield "go-on", ChallengeFactory(item=self._item(rectifying=True), state="ANSWERED", verdict="UPHELD")
        still = ChallengeFactory(item=self._item(rectifying=True))
        item, days = Item.objects.get(pk=still.item_id), timedelta(days=30)
        by, today = self.users["coordinator"], clock.today()
        suspending.suspend(item, actor=by, since=today, latest=today + days, reason="待核实")
        yield "resume", still

    def _letters(self) -> None:
        """A letter to be received and answered, one to be voided; listings with each of their acts; proposals."""
        self.late = self._item(rectifying=True, overdue=True)
        issuer, given = self.users["coordinator"], LetterGiven(requirement="立即整改")
        self.letters = {
            name: letters.issue("SUPERVISION", [self.late], actor=issuer, given=given) for name in ("answer", "void")
        }
        self.listing = ListedSupervision.objects.get(item=self._listed())
        self.asked = ListedSupervision.objects.get(item=self._listed())
        given = {"until": clock.today() + timedelta(days=90), "extension_reason": "工期"}
        take(LISTINGS, self.asked.pk, "ask-extension", actor=self.users["coordinator"], **given)
        self.closed = self._closed_listing()
        for days in (8, 16):
            self._item(rectifying=True, due_in=-days)
        major = self._item(rectifying=True, major=True, due_in=60)
        Finding.objects.filter(item=major).update(legal_basis=BASIS)
        escalate_overdue(clock.today())
        self.proposals = list(EscalationProposal.objects.open().select_related("step", "item"))

    def _closed_listing(self) -> ListedSupervision:
        item = self._listed()
        self.lister = item.people["head"]
        Item.objects.filter(pk=item.pk).update(state="CLOSED", closed_at=clock.now(), passed_on=clock.today())
        return ListedSupervision.objects.get(item=item)

    def _papers(self) -> None:
        """Reports and circulars, one at each stage."""
        month = Month.of(clock.today()).previous
        county, coordinator, leader = self.plant.county, self.users["coordinator"], self.users["superior"]
        self.reports = {}
        acts = ("review", "approve", "issue")
        for back, name in enumerate(("draft", "review", "approve", "issue", "correct")):
            report = building.build(month.plus(-back), county)
            for act in acts[: max(back - 1, 0)]:
                actor = leader if act == "approve" else coordinator
                report = take(REPORTS, report.pk, act, actor=actor, version=report.version)
            self.reports[name] = report
        waiting = circulars.draft(coordinator, reply_days=5)
        approved = circulars.draft(coordinator, reply_days=6)
        self.circulars = {
            "approve": waiting,
            "issue": take(CIRCULARS, approved.pk, "approve", actor=leader, version=approved.version),
        }

    def _lists(self) -> None:
        """Lists that have come in: at the columns, at the check, on the ledger, broken."""
        actor = self.users["coordinator"]
        self.batches = {}
        for name, unit in (("columns", "某新成立的局"), ("check", "县应急管理局"), ("imported", "县应急管理局")):
            file = SimpleUploadedFile(f"{name}.xlsx", list_of_problems(unit, rows=3 if name == "columns" else 4))
            self.batches[name] = import_batches.upload(file, actor=actor)

    def _accounts(self) -> None:
        """Accounts at each stage of the two administrators' acts."""
        first, second = self.users["sysadmin"], self.users["secadmin"]
        made = {"name": "某人", "organization": self.bureau, "role": Role.INSPECTOR, "phone": "", "email": ""}
        person = {
            name: UserFactory(role=Role.INSPECTOR, organization=self.bureau, name=f"{name}的人")
            for name in ("open", "role", "change", "ended")
        }
        person["waiting"] = people.propose_account(
            actor=first, username="waiting", certificate_number="", post="", **made
        )
        take(ACCOUNTS, person["role"].pk, "propose-role", actor=second, role=Role.DEPARTMENT, is_head=True)
        values = {"name": "改名的人", "post": "", "phone": "", "email": "", "certificate_number": ""}
        take(ACCOUNTS, person["change"].pk, "edit", actor=first, organization=self.ecology, **values)
        person["factor"] = UserFactory(role=Role.INSPECTOR, organization=self.bureau, name="factor的人", enrolled=True)
        person["to-drop"] = UserFactory(
            role=Role.INSPECTOR, organization=self.bureau, name="to-drop的人", enrolled=True
        )
        take(ACCOUNTS, person["to-drop"].pk, "lost-factor", actor=first)
        person["link"], person["ask-link"] = self.users["auditadmin"], self.users["auditadmin2"]
        take(ACCOUNTS, person["link"].pk, "ask-link", actor=first)
        take(ACCOUNTS, person["ended"].pk, "disable", actor=first)
        self.accounts = person
        self.units = {"open": OrganizationFactory(name="县水务局"), "other": OrganizationFactory(name="县林业局")}

    def _odds(self) -> None:
        coordinator, now, today = self.users["coordinator"], clock.now(), clock.today()
        robot = GroupRobot.objects.create(
            organization=self.office, name="攻坚群", address="https://oapi.dingtalk.com/robot/send?access_token=x",
            created_by=coordinator, created_at=now,
        )  # fmt: skip
        RobotMessage.objects.create(robot=robot, day=today, text="x", state="FAILED")
        SavedView.objects.create(owner=coordinator, name="待交办", query="state=PENDING")
        Absence.objects.create(
            person=self.users["inspector"], substitute=self.users["inspector2"], first_day=today, last_day=today,
            created_by=self.users["inspector"], created_at=now,
        )  # fmt: skip
        for name in ("coordinator", "enterprise"):
            Notice.objects.create(
                recipient=self.users[name], title="催办", rule="x", subject="x", day=today, created_at=now
            )

    def keys(self, name: str) -> list[int]:
        """The ids of what an address can be of, by the noun of its name."""
        park = self.plant.park_id
        known = {
            "item": [item.pk for item in self.items.values()],
            "enterprise": [self.plant.pk],
            "park": [park],
            "permit": [self.permit.pk, self.plant.pk],
            "project": [self.project.pk, self.plant.pk],
            "infrastructure": [self.infrastructure.pk, park],
            "letter": [letter.pk for letter in self.letters.values()],
            "listing": [self.listing.pk, self.asked.pk, self.closed.pk],
            "import": [batch.pk for batch in self.batches.values()],
            "report": [report.pk for report in self.reports.values()],
            "circular": [circular.pk for circular in self.circulars.values()],
            "user": [person.pk for person in self.accounts.values()],
            "organization": [unit.pk for unit in self.units.values()],
            "department": [self.bureau.pk],
            **self.kept.keys(),
        }
        return known.get(name.split(":")[-1].split("-")[0], [1])

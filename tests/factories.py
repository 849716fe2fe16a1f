"""Test data in the words of the trade. Every factory makes what the services would have made."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import factory
import pyotp
from factory.django import DjangoModelFactory

from accounts.models import Organization, SecondFactor, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from admission.models import Application
from campaigns.models import Campaign, DayReport, Participation
from campaigns.states import CampaignState
from capability.models import Equipment, Supervisor, Team
from challenges.models import Challenge
from core import clock
from core.models import Attachment
from core.states import AttachmentKind
from draws.models import Draw, Interest
from draws.services.drawing import commit
from draws.services.gathering import DrawGiven
from enterprises.models import Enterprise, Permit
from enterprises.states import EnterpriseKind, OperatingState
from field.models import FieldReceipt
from inspections.models import Finding
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from meetings.models import Duty, Meeting
from objections.models import Objection
from parks.models import Park
from plans.models import Closure, EnterprisePlan
from plans.states import ClosureKind, PlanKind
from projects.models import Project, Violation
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from rectification.states import Mode, State
from rectification.workflow import TRANSITIONS
from safety.models import HazardSource, Shortfall, ThresholdSubstance
from safety.services.assessing import AssessmentGiven, Held, assess
from safety.states import UnitKind
from tips.models import Reporter, Tip, TipBatch
from tips.states import Channel, TipState, Verdict
from visits.models import Officer, Visit
from visits.services.planning import bases_on, plan
from visits.states import Declared, VisitState

PASSWORD = "Yuanan-test-2026"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    """What the app of an enrolled person shows at this moment."""
    return pyotp.TOTP(SEED).at(clock.now())


ORGANIZATION_OF_ROLE = {
    Role.COORDINATOR: OrganizationKind.OFFICE,
    Role.DEPARTMENT: OrganizationKind.DEPARTMENT,
    Role.INSPECTOR: OrganizationKind.DEPARTMENT,
    Role.PARK: OrganizationKind.PARK_COMMITTEE,
    Role.ENTERPRISE: OrganizationKind.ENTERPRISE,
    Role.SUPERIOR: OrganizationKind.COUNTY,
    Role.OBSERVER: OrganizationKind.SUPERVISION_GROUP,
    Role.SYSADMIN: OrganizationKind.OFFICE,
    Role.SECADMIN: OrganizationKind.OFFICE,
    Role.AUDITADMIN: OrganizationKind.OFFICE,
}


def county() -> Organization:
    """The one county of a test, unless it makes another."""
    found = Organization.objects.filter(kind=OrganizationKind.COUNTY).order_by("pk").first()
    return found or create_organization(name="示范县人民政府", kind=OrganizationKind.COUNTY, parent=None)


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"县第{n}局")
    kind = OrganizationKind.DEPARTMENT
    parent = factory.LazyFunction(county)

    @classmethod
    def _create(cls, model_class: type[Organization], *args: Any, **kwargs: Any) -> Organization:
        return create_organization(**kwargs)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"张{n}")
    role = Role.COORDINATOR
    organization = factory.LazyAttribute(lambda user: OrganizationFactory(kind=ORGANIZATION_OF_ROLE[Role(user.role)]))
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.test")

    @factory.post_generation
    def password(self, create: bool, given: str | None, **kwargs: Any) -> None:
        if create and given:
            self.set_password(given)
            self.save(update_fields=["password"])

    @factory.post_generation
    def enrolled(self, create: bool, given: bool | None, **kwargs: Any) -> None:
        """With a second factor, whose seed is SEED."""
        if create and given:
            SecondFactor.objects.create(user=self, seed=SEED, confirmed_at=clock.now())


class ParkFactory(DjangoModelFactory):
    class Meta:
        model = Park

    code = factory.Sequence(lambda n: f"P{n:02d}")
    name = factory.Sequence(lambda n: f"第{n}化工园区")
    county = factory.LazyFunction(county)
    committee = factory.LazyAttribute(
        lambda park: OrganizationFactory(
            name=f"{park.name}管委会", kind=OrganizationKind.PARK_COMMITTEE, parent=park.county
        )
    )


class EnterpriseFactory(DjangoModelFactory):
    class Meta:
        model = Enterprise

    name = factory.Sequence(lambda n: f"第{n}化工有限公司")
    park = factory.SubFactory(ParkFactory)
    county = factory.SelfAttribute("park.county")
    organization = factory.LazyAttribute(
        lambda enterprise: OrganizationFactory(
            name=enterprise.name, kind=OrganizationKind.ENTERPRISE, parent=enterprise.county
        )
    )
    kind = EnterpriseKind.FINE
    state = OperatingState.OPERATING


class PermitFactory(DjangoModelFactory):
    class Meta:
        model = Permit

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind_id = "PM21"
    number = factory.Sequence(lambda n: f"许可〔2026〕{n}")


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda n: f"年产{n}千吨中间体项目")
    enterprise = factory.SubFactory(EnterpriseFactory)
    state = OperatingState.BUILDING


class ApplicationFactory(DjangoModelFactory):
    """An application for admission, as the committee of the park has filed it."""

    class Meta:
        model = Application

    project = factory.SubFactory(ProjectFactory, state=OperatingState.PLANNED)
    park = factory.SelfAttribute("project.enterprise.park")
    land = Decimal(20)
    investment = Decimal(8000)
    output = Decimal(6000)
    processes = "以苯胺为原料，连续流重氮化生产中间体"
    applied_by = factory.LazyAttribute(
        lambda application: UserFactory(role=Role.PARK, organization=application.park.committee)
    )
    applied_on = factory.LazyFunction(clock.today)


class HazardSourceFactory(DjangoModelFactory):
    """A unit that has not been assessed; `assessed={"MH12": 20}` assesses it with so many tonnes, nobody near."""

    class Meta:
        model = HazardSource
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"第{n}罐区")
    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = UnitKind.STORAGE

    @factory.post_generation
    def assessed(self, create: bool, given: dict[str, int] | None, on: date | None = None, **more: Any) -> None:
        if create and given:
            held = [Held(Decimal(tonnes), ThresholdSubstance.objects.get(pk=code)) for code, tonnes in given.items()]
            said = AssessmentGiven(on or clock.today(), more.get("people", 0), held)
            assess(self, actor=UserFactory(), version=self.version, given=said)
            self.refresh_from_db()


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    organization = factory.LazyFunction(OrganizationFactory)


class SupervisorFactory(DjangoModelFactory):
    class Meta:
        model = Supervisor

    organization = factory.LazyFunction(OrganizationFactory)
    name = factory.Sequence(lambda n: f"王{n}")
    since = date(2020, 1, 1)


class EquipmentFactory(DjangoModelFactory):
    class Meta:
        model = Equipment

    organization = factory.LazyFunction(OrganizationFactory)
    kind = "GAS_DETECTOR"
    name = "四合一气体检测仪"
    serial = factory.Sequence(lambda n: f"S{n:04d}")


class ViolationFactory(DjangoModelFactory):
    class Meta:
        model = Violation

    project = factory.SubFactory(ProjectFactory)
    code = "A06"
    part = "无证施工"
    of_state = OperatingState.BUILDING
    began_on = factory.LazyFunction(clock.today)
    grounds = factory.LazyFunction(lambda: [{"paper": "PM10", "why": "MISSING"}])
    proposed_on = factory.LazyFunction(clock.today)


class AttachmentFactory(DjangoModelFactory):
    """A row without bytes, for what only asks which files there are; uploads are tested through the service."""

    class Meta:
        model = Attachment

    uploader = factory.SubFactory(UserFactory)
    kind = AttachmentKind.AFTER
    file = "none.jpg"
    name = "照片.jpg"
    content_type = "image/jpeg"
    size = 1
    original_sha256 = factory.Sequence(lambda n: f"{n:064d}")
    stored_sha256 = factory.Sequence(lambda n: f"{n:064d}")
    received_at = factory.LazyFunction(clock.now)


class ItemFactory:
    """An item brought to its state by the real steps, by people who may take them.

    `ItemFactory(under_review=True, enterprise=…)`; the people are on the item as `item.people`
    (coordinator, enterprise, inspector, second_inspector, head).
    """

    TRAITS = ("assigned", "plan_review", "rectifying", "under_review", "awaiting_sign_off", "closed", "void_proposed")

    def __new__(cls, **wanted: Any) -> Item:  # type: ignore[misc]
        return _Life(wanted).run()


def ready_for(step: str, **wanted: Any) -> Item:
    """An item in the first state in which a step stands, for a step of which nothing more is known."""
    state = next(state for state in State if state in TRANSITIONS[step].source)
    return ItemFactory(**({} if state == State.PENDING else {state.lower(): True}), **wanted)


class _Life:
    def __init__(self, wanted: dict[str, Any]) -> None:
        self.goal = next((trait for trait in ItemFactory.TRAITS if wanted.pop(trait, False)), "pending")
        self.days = wanted.pop("due_in", -5 if wanted.pop("overdue", False) else 15)
        self.level = Level.MAJOR if wanted.pop("major", False) else wanted.pop("level", Level.GENERAL)
        self.source = wanted.pop("source", SourceKind.COUNTY_CHECK)
        self.enterprise = wanted.pop("enterprise", None) or EnterpriseFactory()
        self.lead = wanted.pop("lead_organization", self.enterprise.organization)
        self.undated = wanted.pop("undated_kind", "")
        self.wanted = wanted
        self.people = people_of(self.enterprise.county, self.lead)

    def run(self) -> Item:
        self.item = register(self._given(), actor=self.people["inspector"])
        for name in self._steps():
            self._take(name)
        item = Item.objects.get(pk=self.item.pk)
        item.people = self.people
        return item

    def _given(self) -> ItemGiven:
        details = {
            "title": "可燃气体报警器失效",
            "description": "储罐区可燃气体报警器失效,未及时维修。",
            "found_on": clock.today() - timedelta(days=30),
            **self.wanted,
        }
        source = SourceGiven(kind=self.source)
        return ItemGiven(
            level=self.level, enterprise=self.enterprise, park=self.enterprise.park, sources=(source,), **details
        )

    def _steps(self) -> list[str]:
        approve = ["approve-plan"] if self.level == Level.MAJOR else []
        second = ["confirm-pass"] if self.level == Level.MAJOR else []
        signatures = ["sign-off", "sign-off"] if self.level == Level.MAJOR else ["sign-off"]
        way = {
            "pending": [],
            "assigned": ["assign"],
            "plan_review": ["assign", "accept"],
            "rectifying": ["assign", "accept", *approve],
            "under_review": ["assign", "accept", *approve, "submit"],
            "awaiting_sign_off": ["assign", "accept", *approve, "submit", "pass", *second],
            "closed": ["assign", "accept", *approve, "submit", "pass", *second, *signatures],
            "void_proposed": ["void"],
        }
        return way[self.goal]

    def _take(self, name: str) -> None:
        item = Item.objects.get(pk=self.item.pk)
        actor = self._actor(name, item)
        advance(item.pk, name, actor=actor, version=item.version, **given_for(name, self, actor))

    def _actor(self, name: str, item: Item) -> User:
        if name in ("accept", "submit"):
            return self.people["enterprise"]
        if name in ("pass", "confirm-pass"):
            return self.people["inspector" if name == "pass" else "second_inspector"]
        if name == "sign-off" and item.next_signer == "DEPARTMENT_HEAD":
            return self.people["head"]
        return self.people["coordinator"]


def people_of(place: Organization, lead: Organization) -> dict[str, User]:
    """The people an item's life needs, in the given county."""
    office = OrganizationFactory(kind=OrganizationKind.OFFICE, parent=place)
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT, parent=place)
    other = OrganizationFactory(kind=OrganizationKind.DEPARTMENT, parent=place)
    answering = {
        OrganizationKind.ENTERPRISE: Role.ENTERPRISE,
        OrganizationKind.PARK_COMMITTEE: Role.PARK,
        OrganizationKind.OFFICE: Role.COORDINATOR,
    }.get(OrganizationKind(lead.kind), Role.DEPARTMENT)
    return {
        "coordinator": UserFactory(role=Role.COORDINATOR, organization=office),
        "second_coordinator": UserFactory(role=Role.COORDINATOR, organization=office),
        "inspector": UserFactory(role=Role.INSPECTOR, organization=bureau),
        "second_inspector": UserFactory(role=Role.INSPECTOR, organization=bureau),
        "head": UserFactory(role=Role.DEPARTMENT, organization=other, is_head=True),
        "enterprise": UserFactory(role=answering, organization=lead),
    }


def given_for(name: str, life: "_Life", actor: User) -> dict[str, Any]:
    """What has to be given for a step, complete and plain."""
    report = [AttachmentFactory(uploader=actor, kind=AttachmentKind.REPORT)] if life.level == Level.MAJOR else []
    if name == "assign":
        deadline = None if life.undated else clock.today() + timedelta(days=life.days)
        return {"lead_organization": life.lead, "deadline": deadline, "undated_kind": life.undated}
    if name == "submit":
        kinds = (AttachmentKind.BEFORE, AttachmentKind.AFTER)
        return {"work_done": "已更换", "evidence": [AttachmentFactory(uploader=actor, kind=kind) for kind in kinds]}
    if name == "pass":
        officers = [life.people["inspector"], life.people["second_inspector"]]
        return {"opinion": "合格", "officers": officers, "evidence": report}
    plan = {"measures": "更换", "responsible_person": "李某", "funds": "2万元", "contingency_plan": "停用该罐"}
    plan["mode"] = Mode.ENGINEERING
    return {
        "accept": plan,
        "approve-plan": {"opinion": "同意"},
        "sign-off": {"opinion": "同意销号"},
        "confirm-pass": {"opinion": "属实"},
    }.get(name, {"reason": "重复"})


def fit_for_listing(item: Item) -> User:
    """Enter what a notice of listed supervision names: clause, leader, phone; answers who may list it."""
    Finding.objects.filter(item=item).update(
        legal_basis="AQ 3067—2026第5.5.7项，《中华人民共和国安全生产法》第四条第一款"
    )
    leader = UserFactory(role=Role.SUPERIOR, post="副县长", organization=county())
    Enterprise.objects.filter(items=item).update(linked_leader=leader)
    Organization.objects.update(phone="0990-5580010")
    item.assisting.add(item.people["head"].organization)
    return User.objects.get(pk=item.people["head"].pk)


class ShortfallFactory(DjangoModelFactory):
    """A place with too many people, as the engine of safety proposes it."""

    class Meta:
        model = Shortfall

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = "CROWD"
    code = "C05"
    thing = factory.Sequence(lambda n: f"safety.crowdedplace:{n}")
    criterion_id = "MC5_7_4"
    facts = factory.LazyFunction(lambda: {"what": "硝化厂房", "people": "4", "limit": "2"})
    since = factory.LazyFunction(clock.today)
    proposed_on = factory.LazyFunction(clock.today)


class ObjectionFactory(DjangoModelFactory):
    """An objection to the address of an enterprise, raised by somebody of it."""

    class Meta:
        model = Objection

    enterprise = factory.SubFactory(EnterpriseFactory)
    subject = factory.LazyAttribute(lambda made: f"enterprises.enterprise:{made.enterprise.pk}")
    subject_name = "企业"
    field = "address"
    on_file = "园区路1号"
    wrong = "门牌号有误"
    proposed = "园区路8号"
    reason = "2026年6月门牌更换"
    due = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))
    raised_at = factory.LazyFunction(clock.now)
    raised_by = factory.LazyAttribute(
        lambda made: UserFactory(role=Role.ENTERPRISE, organization=made.enterprise.organization)
    )


class ChallengeFactory(DjangoModelFactory):
    """A challenge to the finding of an item, raised by somebody of its enterprise; the finding unit answers."""

    class Meta:
        model = Challenge

    item = factory.LazyFunction(lambda: ItemFactory(rectifying=True))
    enterprise = factory.SelfAttribute("item.enterprise")
    wrong = "检查当日已送检"
    reason = "有送检单为证"
    served_on = factory.LazyFunction(clock.today)
    rung = "TEAM"
    unit = factory.SelfAttribute("item.registered_by_organization")
    due = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))
    found_by = factory.SelfAttribute("item.registered_by")
    raised_at = factory.LazyFunction(clock.now)
    raised_by = factory.LazyAttribute(
        lambda made: UserFactory(role=Role.ENTERPRISE, organization=made.enterprise.organization)
    )


class MeetingFactory(DjangoModelFactory):
    """A dispatch meeting of the county that has just begun."""

    class Meta:
        model = Meeting

    title = "周调度会"
    held_at = factory.Sequence(lambda n: clock.now() - timedelta(minutes=n + 1))
    place = "三楼会议室"
    chair = "周文澜"
    opened_by = factory.SubFactory("tests.factories.UserFactory", role=Role.COORDINATOR)
    county = factory.LazyAttribute(lambda made: made.opened_by.organization.county)


class DutyFactory(DjangoModelFactory):
    """A decision of a meeting, given to an enterprise, to be done within a week."""

    class Meta:
        model = Duty

    meeting = factory.SubFactory(MeetingFactory)
    text = "报送采购合同"
    organization = factory.LazyFunction(lambda: EnterpriseFactory().organization)
    due = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))
    given_by = factory.LazyAttribute(lambda made: made.meeting.opened_by)
    given_at = factory.LazyFunction(clock.now)


def certified(organization: Organization, *, number: int = 1, **given: Any) -> list[Supervisor]:
    """Supervisors of a unit with an enforcement certificate."""
    return [SupervisorFactory(organization=organization, certificate_number=f"6299{n}", **given) for n in range(number)]


class DrawFactory(DjangoModelFactory):
    """A draw that the coordinator has committed: one enterprise of those there are, a team of two."""

    class Meta:
        model = Draw

    title = factory.Sequence(lambda n: f"第{n}期双随机抽查")
    first_day = factory.LazyFunction(lambda: clock.today() + timedelta(days=3))
    last_day = factory.LazyFunction(lambda: clock.today() + timedelta(days=5))
    number, team, park = 1, 2, None

    @classmethod
    def _create(cls, model_class: type[Draw], *args: Any, **kwargs: Any) -> Draw:
        actor = kwargs.pop("committed_by", None) or UserFactory(role=Role.COORDINATOR)
        if not Enterprise.objects.filter(county=actor.organization.county_id).exists():
            EnterpriseFactory()
        if not Supervisor.objects.exclude(certificate_number="").exists():
            certified(OrganizationFactory(), number=3)
        return commit(DrawGiven(**kwargs), actor=actor)


class FieldReceiptFactory(DjangoModelFactory):
    """A finding that was logged in the field an hour before it came in."""

    class Meta:
        model = FieldReceipt

    item = factory.LazyFunction(lambda: ItemFactory())
    owner = factory.LazyAttribute(lambda made: made.item.registered_by)
    token = factory.LazyFunction(uuid4)
    fingerprint = "0" * 64
    written_at = factory.LazyFunction(lambda: clock.now() - timedelta(hours=1))
    received_at = factory.LazyFunction(clock.now)


class InterestFactory(DjangoModelFactory):
    """Somebody's brother works at the enterprise."""

    class Meta:
        model = Interest

    person = factory.SubFactory(SupervisorFactory)
    enterprise = factory.LazyFunction(lambda: EnterpriseFactory())
    kind = "RELATIVE"
    reason = "其兄任该企业车间主任"
    since = date(2020, 1, 1)
    declared_by = factory.SubFactory("tests.factories.UserFactory", role=Role.COORDINATOR)
    declared_at = factory.LazyFunction(clock.now)


class CampaignFactory(DjangoModelFactory):
    """A campaign of the whole county that has been announced and runs since ten days, for ten more."""

    class Meta:
        model = Campaign

    title = factory.Sequence(lambda n: f"第{n}期动火作业专项整治")
    basis = "省应急厅〔2026〕12号"
    first_day = factory.LazyFunction(lambda: clock.today() - timedelta(days=10))
    last_day = factory.LazyFunction(lambda: clock.today() + timedelta(days=10))
    state = CampaignState.RUNNING
    opened_by = factory.SubFactory("tests.factories.UserFactory", role=Role.COORDINATOR)
    opened_at = factory.LazyFunction(clock.now)
    county = factory.LazyAttribute(lambda made: made.opened_by.organization.county)


class ParticipationFactory(DjangoModelFactory):
    """A department that takes part and has ten plants to check."""

    class Meta:
        model = Participation

    campaign = factory.SubFactory(CampaignFactory)
    organization = factory.LazyFunction(lambda: OrganizationFactory())
    share = 10


class DayReportFactory(DjangoModelFactory):
    """What a unit has reported of yesterday."""

    class Meta:
        model = DayReport

    participation = factory.SubFactory(ParticipationFactory)
    day = factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
    checked, talks, fines, fine_amount = 3, 1, 1, 20000
    reported_by = factory.LazyAttribute(lambda made: made.participation.campaign.opened_by)
    reported_at = factory.LazyFunction(clock.now)


class EnterprisePlanFactory(DjangoModelFactory):
    """A plan that is being drafted, with nothing in it yet."""

    class Meta:
        model = EnterprisePlan

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = PlanKind.SAFETY
    title = factory.Sequence(lambda n: f"第{n}号安全提升方案")
    goal = "本质安全"
    finish_by = factory.LazyFunction(lambda: clock.today() + timedelta(days=200))
    author = factory.SubFactory(UserFactory)
    drafted_at = factory.LazyFunction(clock.now)


class ClosureFactory(DjangoModelFactory):
    """A closure that is being prepared."""

    class Meta:
        model = Closure

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = ClosureKind.SHUT
    close_by = factory.LazyFunction(lambda: clock.today() + timedelta(days=90))
    made_at = factory.LazyFunction(clock.now)


class VisitFactory(DjangoModelFactory):
    """A routine visit of today that a department prepares; its two officers have declared that nothing binds them."""

    class Meta:
        model = Visit

    class Params:
        approved = factory.Trait(
            state=VisitState.APPROVED,
            proposed_by=factory.SelfAttribute("drafted_by"),
            proposed_at=factory.LazyFunction(clock.now),
            approved_by=factory.LazyAttribute(
                lambda made: UserFactory(role=Role.DEPARTMENT, organization=made.drafted_by.organization)
            ),
            approved_at=factory.LazyFunction(clock.now),
            approved_on=factory.LazyFunction(clock.today),
            fill_by=factory.LazyAttribute(lambda made: made.planned_on + timedelta(days=10)),
        )
        left = factory.Trait(
            approved=True,
            state=VisitState.FINISHED,
            arrived_at=factory.LazyFunction(lambda: clock.now() - timedelta(hours=2)),
            left_at=factory.LazyFunction(clock.now),
        )

    drafted_by = factory.LazyFunction(lambda: UserFactory(role=Role.INSPECTOR))
    drafted_at = factory.LazyFunction(clock.now)
    enterprise = factory.LazyFunction(lambda: EnterpriseFactory())
    body = factory.SelfAttribute("drafted_by.organization")
    county = factory.LazyAttribute(lambda made: made.enterprise.county)
    nature, kind, source = "DAILY", "ROUTINE", "PLAN"
    planned_on = factory.LazyFunction(clock.today)
    basis = factory.LazyAttribute(lambda made: next(each for each in bases_on(made.planned_on) if each.is_reviewed))
    items = "重大危险源包保责任落实情况\n特殊作业审批情况"

    @classmethod
    def _create(cls, model_class: type[Visit], *args: Any, **kwargs: Any) -> Visit:
        team = kwargs.pop("team", None)
        visit = model_class(**kwargs)
        plan(visit, visit.planned_on)
        visit.save(force_insert=True)
        if team is None:
            user = visit.drafted_by
            own = Supervisor.objects.filter(account=user).first() or certified(visit.body, account=user)[0]
            team = [own, certified(visit.body)[0]]
        Officer.objects.bulk_create(
            Officer(
                visit=visit,
                person=person,
                name=person.name,
                certificate=person.certificate_number,
                declared=Declared.NONE,
            )
            for person in team
        )
        return visit


class TipBatchFactory(DjangoModelFactory):
    """A batch that came in today and is to be answered within seven days; its rows are tips with a place in it."""

    class Meta:
        model = TipBatch

    superior = "省生态环境保护督察组"
    origin = "第三轮省级生态环境保护督察"
    number = factory.Sequence(lambda n: n % 900 + 1)
    received_on = factory.LazyFunction(clock.today)
    answer_by = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))
    opened_by = factory.SubFactory("tests.factories.UserFactory", role=Role.COORDINATOR)
    opened_at = factory.LazyFunction(clock.now)
    county = factory.LazyAttribute(lambda made: made.opened_by.organization.county)


class TipFactory(DjangoModelFactory):
    """A tip of the public form that nobody has looked at yet, from somebody who gave a name."""

    class Meta:
        model = Tip
        skip_postgeneration_save = True

    county = factory.LazyFunction(county)
    number = factory.Sequence(lambda n: f"{n:012d}")
    channel = Channel.WEB
    enterprise = factory.SubFactory(EnterpriseFactory)
    text = "夜里有刺鼻气味"
    place = "镇东头化工厂"
    is_named = True
    received_at = factory.LazyFunction(clock.now)
    accept_by = factory.LazyFunction(lambda: clock.today() + timedelta(days=15))
    due = factory.LazyFunction(lambda: clock.today() + timedelta(days=60))

    class Params:
        handling = factory.Trait(state=TipState.HANDLING, unit=factory.LazyFunction(lambda: OrganizationFactory()))
        proposed = factory.Trait(
            handling=True,
            state=TipState.PROPOSED,
            verdict=Verdict.UNTRUE,
            reasons="现场未见异常",
            proposed_by=factory.LazyAttribute(lambda made: UserFactory(role=Role.DEPARTMENT, organization=made.unit)),
        )
        confirmed = factory.Trait(
            proposed=True,
            state=TipState.CONFIRMED,
            confirmed_by=factory.LazyAttribute(
                lambda made: UserFactory(role=Role.DEPARTMENT, organization=made.unit, is_head=True)
            ),
            confirmed_at=factory.LazyFunction(clock.now),
        )
        answered = factory.Trait(
            confirmed=True,
            state=TipState.ANSWERED,
            answer="经核查不属实，理由见上。",
            answered_at=factory.LazyFunction(clock.now),
        )

    @factory.post_generation
    def reporter(self, create: bool, given: object, **said: Any) -> None:
        """Who told it, with a code; without `name` and `phone` the usual one."""
        if create:
            who = {"name": "匿名举报人王五", "phone": "13612345678", "code": "12345678", **said}
            Reporter.objects.create(tip=self, **who)

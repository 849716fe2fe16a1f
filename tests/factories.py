"""Test data in the words of the trade. Every factory makes what the services would have made."""

from datetime import timedelta
from typing import Any

import factory
import pyotp
from factory.django import DjangoModelFactory

from accounts.models import Organization, SecondFactor, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from core import clock
from core.models import Attachment
from core.states import AttachmentKind
from enterprises.models import Enterprise, Project
from enterprises.states import EnterpriseKind, OperatingState
from inspections.models import Finding
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from parks.models import Park
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from rectification.states import State
from rectification.workflow import TRANSITIONS

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


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda n: f"年产{n}千吨中间体项目")
    enterprise = factory.SubFactory(EnterpriseFactory)
    state = OperatingState.BUILDING


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
    return {
        "accept": plan,
        "approve-plan": {"opinion": "同意"},
        "sign-off": {"opinion": "同意销号"},
        "confirm-pass": {"opinion": "属实"},
    }.get(name, {"reason": "重复"})


def fit_for_listing(item: Item) -> User:
    """Enter what a notice of listed supervision names: clause, leader, phone; answers who may list it."""
    Finding.objects.filter(item=item).update(legal_basis="AQ 3067—2026第5.5.7项")
    leader = UserFactory(role=Role.SUPERIOR, post="副县长", organization=county())
    Enterprise.objects.filter(items=item).update(linked_leader=leader)
    Organization.objects.update(phone="0990-5580010")
    item.assisting.add(item.people["head"].organization)
    return User.objects.get(pk=item.people["head"].pk)

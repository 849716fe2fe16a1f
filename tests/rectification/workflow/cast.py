"""The people of the workflow tests, as users of the product and as persons of the written rules."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Role
from core import clock
from core.states import AttachmentKind
from rectification.models import Item
from rectification.workflow import TRANSITIONS, Kind
from tests.factories import AttachmentFactory, EnterpriseFactory, OrganizationFactory, UserFactory
from tests.rectification.workflow.model import ASKS_MODE, Person, second_of

PEOPLE = (
    Person("coordinator", "COORDINATOR", "office"),
    Person("coordinator2", "COORDINATOR", "office"),
    Person("emergency", "DEPARTMENT", "emergency", head=True),
    Person("officer", "DEPARTMENT", "emergency"),
    Person("ecology", "DEPARTMENT", "ecology", head=True),
    Person("inspector", "INSPECTOR", "emergency"),
    Person("inspector2", "INSPECTOR", "ecology"),
    Person("park", "PARK", "park"),
    Person("enterprise", "ENTERPRISE", "plant"),
    Person("colleague", "ENTERPRISE", "plant"),
    Person("stranger", "ENTERPRISE", "other plant"),
    Person("superior", "SUPERIOR", "county"),
    Person("observer", "OBSERVER", "group"),
    Person("sysadmin", "SYSADMIN", "office"),
    Person("secadmin", "SECADMIN", "office"),
    Person("auditadmin", "AUDITADMIN", "office"),
)

FILES = {"submit": ("before", "after"), "propose-pass": ("report",), "pass": ("report",)}
"""The kinds of files that a step is given."""


class Cast:
    """Units and users for PEOPLE, around one enterprise in one park."""

    def __init__(self) -> None:
        self.enterprise = EnterpriseFactory()
        other = EnterpriseFactory(park=self.enterprise.park)
        self.units: dict[str, Organization] = {
            "office": OrganizationFactory(kind=OrganizationKind.OFFICE),
            "emergency": OrganizationFactory(kind=OrganizationKind.DEPARTMENT),
            "ecology": OrganizationFactory(kind=OrganizationKind.DEPARTMENT),
            "group": OrganizationFactory(kind=OrganizationKind.SUPERVISION_GROUP),
            "park": self.enterprise.park.committee,
            "plant": self.enterprise.organization,
            "other plant": other.organization,
            "county": self.enterprise.county,
        }
        self.enterprise.park.supervision_groups.add(self.units["group"])
        self.users: dict[str, User] = {
            person.name: UserFactory(
                username=person.name,
                name=person.name,
                role=Role(person.role),
                organization=self.units[person.unit],
                is_head=person.head,
            )
            for person in PEOPLE
        }

    def given(self, step: str, actor: User, *, yes: bool = True, mode: str | None = None) -> dict[str, Any]:
        """Complete input for a step, so that only person and state decide; a `mode` where the step asks for one."""
        in_a_month = clock.today() + timedelta(days=20)
        plan = {"measures": "更换", "responsible_person": "李某", "funds": "2万元", "contingency_plan": "停用"}
        plan["mode"] = "ENGINEERING"
        texts = {"reason": "理由", "opinion": "意见"}
        special: dict[str, dict[str, Any]] = {
            "assign": {"lead_organization": self.units["plant"], "deadline": in_a_month},
            "accept": plan,
            "fail": {"deadline": in_a_month},
            "stage": {"share": 40, "next_on": clock.today() + timedelta(days=3)},
            "submit": {"work_done": "已更换"},
            "propose-pass": {"officer": self.users[second_of(actor.username)]},
            "extend": {"deadline": in_a_month + timedelta(days=10), "interim_measures": "加强巡检"},
            "decide-extension": {"granted": yes},
            "decide-void": {"granted": yes},
            "look-back": {"result": "kept"},
            "supervise": {"level": "CHASED"},
        }
        said = {"mode": mode} if mode is not None and step in ASKS_MODE else {}
        proof = self._proof(step, actor)
        return {**self._plain(step, in_a_month), **texts, **special.get(step, {}), **proof, **said}

    def _proof(self, step: str, actor: User) -> dict[str, Any]:
        """Files and officers, stored and looked up for this step alone."""
        proof: dict[str, Any] = {}
        if step in FILES:
            proof["evidence"] = self._files(actor, *FILES[step])
        if step == "pass":
            proof["officers"] = self._officers(actor)
        return proof

    @staticmethod
    def _plain(step: str, day: date) -> dict[str, Any]:
        """What any step is given by its row: texts and days."""
        row = TRANSITIONS[step]
        by_kind = {Kind.TEXT: "内容", Kind.LINE: "内容", Kind.DAY: day, Kind.YES_NO: True}
        kinds = {name: row.asks.by_name[name].kind for name in row.required}
        return {name: by_kind[kind] for name, kind in kinds.items() if kind in by_kind}

    def _officers(self, actor: User) -> list[User]:
        """The first officer and who confirms; where nobody has proposed, oneself and another one."""
        proposed = Item.objects.filter(awaited_officer=actor).exclude(pass_proposed_by=None).first()
        if proposed is not None:
            return [proposed.pass_proposed_by, actor]
        return [actor, self.users[second_of(actor.username)]]

    def _files(self, actor: User, *kinds: str) -> list[Any]:
        return [AttachmentFactory(uploader=actor, kind=AttachmentKind(kind)) for kind in kinds]


def digest(item: Item) -> tuple[Any, ...]:
    """All that a refused step must leave as it was."""
    fresh = Item.objects.get(pk=item.pk)
    row = tuple(getattr(fresh, field.attname) for field in Item._meta.concrete_fields)
    children = (fresh.history, fresh.evidence, fresh.reviews, fresh.sign_offs, fresh.extensions)
    return (row, *(child.count() for child in children))

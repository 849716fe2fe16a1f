"""Every form that takes something: who stands before it, where, and what its fields demand of each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import User
from core import clock
from rectification import workflow
from rectification.forms.steps import FORMS as STEP_FORMS
from rectification.models import Item
from tests.browser.soak.filling import SKIP, Label
from tests.browser.soak.world import World
from tests.factories import PASSWORD

NEW_PASSWORD = "Lanqiao-soak-2027-Xq"


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


@dataclass(frozen=True)
class Stand:
    """A form as somebody meets it.

    `at` answers who and under which address in a world, `form` finds it on the page, `given` what its fields take,
    `before` presses what leads to a form that is shown in answer to a press, `opens` the view that it then stands on.
    """

    name: str
    at: Callable[[World], tuple[User, str]]
    form: str = "main form[method=post]"
    given: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    opens: str = ""
    phone: bool = False


def by(who: str, address: Callable[[World], str]) -> Callable[[World], tuple[User, str]]:
    return lambda world: (world.users[who], address(world))


def step_of(name: str, item: str) -> Callable[[World], tuple[User, str]]:
    def at(world: World) -> tuple[User, str]:
        found = world.items[item]
        fresh = Item.objects.get(pk=found.pk)
        return world.who_takes(name, fresh, found.people), f"/ledger/{found.pk}/{name}/"

    return at


GIVEN_FOR_STEPS: dict[str, dict[str, Any]] = {
    "assign": {"deadline": day(30), "undated_kind": SKIP, "lead_organization": SKIP},
    "extend": {"deadline": day(60)},
    "fail": {"deadline": day(9)},
    "publish": {"days": 5},
    "supervise": {"level": "CHASED"},
    "void": {"merged_into": SKIP},
    "return": {"deadline": day(12)},
    "look-back": {"result": "kept"},
    "decide-extension": {"granted": "True"},
    "decide-void": {"granted": "True"},
}


def steps() -> list[Stand]:
    """Each form of the workflow's table at an item that is ready for it."""
    named = [name for name in workflow.TRANSITIONS if name in STEP_FORMS]
    plain = [
        Stand(f"step {name}", step_of(name, name), "form[data-draft]", GIVEN_FOR_STEPS.get(name, {})) for name in named
    ]
    major = [
        Stand(f"step {name}, major", step_of(name, f"{name} major"), "form[data-draft]", phone=True)
        for name in ("accept", "submit", "propose-pass")
    ]
    return plain + major


def form_to(ending: str) -> str:
    return f"main form[method=post][action$='{ending}']"


def acting(name: str) -> str:
    return f"main form[method=post]:has([name=act][value={name}])"


FILE_DAYS = {"valid_until": day(400), "issued_on": day(-9), "approved_on": day(-3), "started_on": day(-30)}
PROJECT = {"started_on": day(-30), "completed_on": day(-2), "planned_start": day(-40), "planned_completion": day(-1)}
FACILITY = {**PROJECT, "in_use_since": day(-1), "progress": 77}
PLANT = {"credit_code": "91110000802100433B", "employees": 88}
UNIT = {"is_active": SKIP, "protocol_order": 7}
PLACES = (
    Stand("park, new", by("coordinator", lambda w: "/parks/add/"), given={"code": "P77", "risk_score": 77}),
    Stand("park", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/edit/"), given={"risk_score": 77}),
    Stand("park by its officer", by("park", lambda w: f"/parks/{w.plant.park_id}/edit/"), given={"risk_score": 71}),
    Stand(
        "facility, new", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/infrastructure/add/"), given=FACILITY
    ),
    Stand("facility", by("park", lambda w: f"/infrastructure/{w.infrastructure.pk}/edit/"), given=FACILITY),
    Stand("enterprise, new", by("coordinator", lambda w: "/enterprises/add/"), given=PLANT),
    Stand("enterprise", by("coordinator", lambda w: f"/enterprises/{w.plant.pk}/edit/"), given=PLANT),
    Stand("enterprise by an officer", by("emergency", lambda w: f"/enterprises/{w.plant.pk}/edit/"), given=PLANT),
    Stand("permit, new", by("coordinator", lambda w: f"/enterprises/{w.plant.pk}/permits/add/"), given=FILE_DAYS),
    Stand("permit", by("coordinator", lambda w: f"/permits/{w.permit.pk}/edit/"), given=FILE_DAYS),
    Stand("project, new", by("coordinator", lambda w: f"/enterprises/{w.plant.pk}/projects/add/"), given=PROJECT),
    Stand("project", by("coordinator", lambda w: f"/projects/{w.project.pk}/edit/"), given=PROJECT),
    Stand(
        "approval",
        by("coordinator", lambda w: f"/projects/{w.project.pk}/approvals/PM01/"),
        given={**FILE_DAYS, "not_applicable_reason": SKIP},
    ),
)
FOUND = {"park": SKIP, "found_on": day(-12), "usual_category": SKIP}
LEDGER = (
    Stand("register", by("inspector", lambda w: "/ledger/register/"), "form[data-draft]", FOUND, phone=True),
    Stand(
        "register a complaint",
        by("coordinator", lambda w: "/ledger/register/"),
        "form[data-draft]",
        {**FOUND, "source": "COMPLAINT"},
    ),
    Stand(
        "register, enterprise", by("enterprise", lambda w: "/ledger/register/"), "form[data-draft]", FOUND, phone=True
    ),
    Stand(
        "correct", by("coordinator", lambda w: f"/ledger/{w.items['correct'].pk}/correct/"), "form[data-draft]", FOUND
    ),
    Stand("save a view", by("coordinator", lambda w: "/ledger/?state=PENDING&q=x"), form_to("/views/")),
    Stand(
        "assign several",
        by("coordinator", lambda w: "/ledger/?state=PENDING"),
        "form[data-draft]",
        {"deadline": day(30), "undated_kind": SKIP},
        ("[data-tick-all]", "[data-act=assign]"),
        "rectification:bulk-assign",
    ),
    Stand(
        "chase several",
        by("coordinator", lambda w: "/ledger/?state=RECTIFYING"),
        "form[data-draft]",
        before=("[data-tick-all]", "[data-act=chase]"),
        opens="rectification:bulk-chase",
    ),
)
SUPERVISION = (
    Stand(
        "confirm proposals",
        by("coordinator", lambda w: "/supervision/?step=OVERDUE-7"),
        "form[data-draft]",
        {"answer_by": day(8)},
        ("[data-tick-all]", "[name=act][value=confirm]"),
        "supervision:proposal-decide",
    ),
    Stand(
        "decline proposals",
        by("coordinator", lambda w: "/supervision/?step=OVERDUE-7"),
        "form[data-draft]",
        before=("[data-tick-all]", "[name=act][value=decline]"),
        opens="supervision:proposal-decide",
    ),
    Stand(
        "answer a letter",
        by("enterprise", lambda w: f"/supervision/letters/{w.letters['answer'].pk}/"),
        form_to("/answer/"),
    ),
    Stand(
        "void a letter", by("coordinator", lambda w: f"/supervision/letters/{w.letters['void'].pk}/"), form_to("/void/")
    ),
    Stand(
        "note a publication",
        by("coordinator", lambda w: f"/supervision/listings/{w.listing.pk}/"),
        acting("published"),
        {"on": day(0)},
    ),
    Stand(
        "ask for more time",
        by("coordinator", lambda w: f"/supervision/listings/{w.listing.pk}/"),
        acting("ask"),
        {"until": day(120)},
    ),
    Stand(
        "decide on more time",
        by("coordinator", lambda w: f"/supervision/listings/{w.asked.pk}/"),
        acting("decide"),
        {"granted": "True"},
    ),
    Stand(
        "take a listing off",
        lambda w: (w.lister, f"/supervision/listings/{w.closed.pk}/"),
        acting("remove"),
        {"look_back_on": day(90)},
    ),
    Stand(
        "robot",
        by("coordinator", lambda w: "/supervision/robots/"),
        given={"address": "https://oapi.dingtalk.com/robot/send?access_token=soak"},
    ),
)
LISTS = (
    Stand("import a file", by("coordinator", lambda w: "/imports/"), given={"pasted": SKIP}),
    Stand(
        "import a block",
        by("coordinator", lambda w: "/imports/"),
        given={"file": SKIP, "pasted": "序号\t问题描述\t责任单位\t整改时限\n1\t围堰破损\t县应急管理局\t2030年6月"},
    ),
    Stand(
        "columns of a list",
        by("coordinator", lambda w: f"/imports/{w.batches['columns'].pk}/columns/"),
        "main form[method=post]:has([name=source])",
        {"unit-0": "new", **{f"column-{place}": SKIP for place in range(9)}},
    ),
    Stand(
        "columns of a list without questions",
        by("coordinator", lambda w: f"/imports/{w.batches['check'].pk}/columns/"),
        "main form[method=post]:has([name=source])",
        {f"column-{place}": SKIP for place in range(9)},
    ),
)
PAPERS = (
    Stand("build a report", by("coordinator", lambda w: "/reports/"), form_to("/build/"), {"month": "2025-03"}),
    Stand(
        "remarks of a report", by("coordinator", lambda w: f"/reports/{w.reports['draft'].pk}/"), form_to("/remarks/")
    ),
    Stand(
        "correct a report", by("coordinator", lambda w: f"/reports/{w.reports['correct'].pk}/"), form_to("/correct/")
    ),
    Stand(
        "draft a circular", by("coordinator", lambda w: "/reports/circulars/"), form_to("/draft/"), {"reply_days": 7}
    ),
)
PEOPLE = (
    Stand("own settings", by("coordinator", lambda w: "/accounts/settings/"), given={"language": "en"}),
    Stand(
        "own settings, enterprise",
        by("enterprise", lambda w: "/accounts/settings/"),
        given={"language": "en"},
        phone=True,
    ),
    Stand("what I am told", by("coordinator", lambda w: "/accounts/settings/notices/"), form_to("/settings/notices/")),
    Stand(
        "absence",
        by("coordinator", lambda w: "/accounts/settings/notices/"),
        form_to("/absences/"),
        {"first_day": day(2), "last_day": day(5)},
    ),
    Stand(
        "absence of another",
        by("emergency", lambda w: "/accounts/settings/notices/"),
        form_to("/absences/"),
        {"person": Label("inspector"), "substitute": Label("inspector2"), "first_day": day(2), "last_day": day(5)},
    ),
    Stand(
        "password",
        by("inspector", lambda w: "/accounts/password/"),
        given={"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    ),
    Stand("account, new", by("sysadmin", lambda w: "/accounts/users/add/"), given={"username": "soak.new"}),
    Stand("account", by("sysadmin", lambda w: f"/accounts/users/{w.accounts['open'].pk}/edit/")),
    Stand(
        "role",
        by("secadmin", lambda w: f"/accounts/users/{w.accounts['open'].pk}/"),
        form_to("/propose-role/"),
        {"role": "DEPARTMENT"},
    ),
    Stand("unit, new", by("sysadmin", lambda w: "/accounts/organizations/add/"), given={**UNIT, "kind": "DEPARTMENT"}),
    Stand(
        "unit",
        by("sysadmin", lambda w: f"/accounts/organizations/{w.units['open'].pk}/"),
        given={**UNIT, "kind": SKIP, "parent": SKIP},
    ),
)
STANDS = (*steps(), *LEDGER, *SUPERVISION, *LISTS, *PLACES, *PAPERS, *PEOPLE)

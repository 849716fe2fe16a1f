"""Every form that takes something: who stands before it, where, and what its fields demand of each other."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from documents.services.issuing import issue_about
from projects.services.proof_documents import PROOF
from rectification import workflow
from rectification.forms.steps import FORMS as STEP_FORMS
from rectification.models import Item
from tests.browser.soak.filling import SKIP, Label
from tests.browser.soak.kept_forms import KEPT
from tests.browser.soak.stands import HAPPENED, Stand, by, day
from tests.browser.soak.world import World
from tests.factories import PASSWORD

NEW_PASSWORD = "Lanqiao-soak-2027-Xq"


def step_of(name: str, item: str) -> Callable[[World], tuple[User, str]]:
    def at(world: World) -> tuple[User, str]:
        found = world.items[item]
        fresh = Item.objects.get(pk=found.pk)
        return world.who_takes(name, fresh, found.people), f"/ledger/{found.pk}/{name}/"

    return at


GIVEN_FOR_STEPS: dict[str, dict[str, Any]] = {
    **{name: {"mode": "ENGINEERING"} for name in ("accept", "submit", "propose-pass", "pass")},
    "stage": {"share": 40, "next_on": day(5)},
    "assign": {"deadline": day(30), "undated_kind": SKIP, "lead_organization": SKIP},
    "extend": {"deadline": day(60)},
    "fail": {"deadline": day(9), "mode": "ENGINEERING"},
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
        Stand(
            f"step {name}, major",
            step_of(name, f"{name} major"),
            "form[data-draft]",
            {"mode": "ENGINEERING"},
            phone=True,
        )
        for name in ("accept", "submit", "propose-pass")
    ]
    return plain + major


def issued(world: World) -> int:
    """A paper about a project, of the body of the coordinator."""
    return issue_about(PROOF, world.project, actor=world.users["coordinator"]).pk


def form_to(ending: str) -> str:
    return f"main form[method=post][action$='{ending}']"


def acting(name: str) -> str:
    return f"main form[method=post]:has([name=act][value={name}])"


FILE_DAYS = {"valid_until": day(400), "issued_on": day(-9), "approved_on": day(-3), "started_on": day(-30)}
PROJECT = {
    "state_since": day(-30),
    "started_on": day(-30),
    "completed_on": day(-2),
    "planned_start": day(-40),
    "planned_completion": day(-1),
}
PROJECT_DAYS = {"began_on": day(-3), "held_on": day(-9), "settled_on": day(-2)}
FACILITY = {**PROJECT, "planned_use": day(5), "in_use_since": day(-1), "progress": 77}
PLANT = {"credit_code": "91110000802100433B", "employees": 88}
UNIT = {"is_active": SKIP, "protocol_order": 7}
PLACES = (
    Stand("park, new", by("coordinator", lambda w: "/parks/add/"), given={**HAPPENED, "code": "P77"}),
    Stand("park", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/edit/"), given=HAPPENED),
    Stand(
        "risk, new",
        by("coordinator", lambda w: f"/parks/{w.plant.park_id}/risk/add/"),
        given={
            **HAPPENED,
            "year": 2025,
            "round": 7,
            "own_score": 77,
            "published_grade": "C",
            "veto_codes": SKIP,
            "city_score": SKIP,
            "province_score": SKIP,
        },
    ),
    Stand("recognition problem, new", by("park", lambda w: f"/parks/{w.plant.park_id}/problems/add/"), given=HAPPENED),
    Stand("level, new", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/levels/add/"), given=HAPPENED),
    Stand("upgrade plan, new", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/upgrades/add/"), given=HAPPENED),
    Stand("capacity, new", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/capacity/add/"), given=HAPPENED),
    Stand("stop notice, new", by("coordinator", lambda w: f"/parks/{w.plant.park_id}/stops/add/")),
    Stand("quota account, new", by("park", lambda w: f"/parks/{w.plant.park_id}/quota/add/"), given={"year": 2025}),
    Stand("document of the park, new", by("park", lambda w: f"/parks/{w.plant.park_id}/papers/add/"), given=HAPPENED),
    Stand(
        "progress",
        by("park", lambda w: f"/infrastructure/{w.infrastructure.pk}/progress/"),
        given={"day": day(-1), "status": "BUILDING"},
        phone=True,
    ),
    Stand("park by its officer", by("park", lambda w: f"/parks/{w.plant.park_id}/edit/"), given=HAPPENED),
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
        given={**FILE_DAYS, "renewed_on": day(-2), "not_applicable_reason": SKIP},
    ),
    Stand("state, new", by("coordinator", lambda w: f"/projects/{w.project.pk}/states/add/"), given=PROJECT_DAYS),
    Stand(
        "state",
        by("coordinator", lambda w: f"/projects/states/{w.spell.pk}/edit/"),
        given={**PROJECT_DAYS, "struck_because": SKIP},
    ),
    Stand("record, new", by("coordinator", lambda w: f"/projects/{w.project.pk}/records/add/"), given=PROJECT_DAYS),
    Stand("record", by("coordinator", lambda w: f"/projects/records/{w.record.pk}/edit/"), given=PROJECT_DAYS),
    Stand("paper to be voided", by("coordinator", lambda w: f"/documents/{issued(w)}/void/")),
    Stand(
        "datum not applicable",
        by(
            "coordinator",
            lambda w: f"/files/not-applicable/?file=enterprises.enterprise:{w.plant.pk}&datum=linked_organization",
        ),
    ),
    Stand(
        "objection",
        by(
            "enterprise",
            lambda w: f"/enterprises/{w.plant.pk}/objections/add/?row=enterprises.enterprise:{w.plant.pk}",
        ),
        given={"field": "products"},
    ),
    Stand(
        "answer to an objection",
        by("coordinator", lambda w: f"/objections/{w.objection.pk}/answer/"),
        given={"verdict": "REJECTED"},
    ),
    Stand("challenge", by("enterprise", lambda w: f"/ledger/{w.items['extend'].pk}/challenge/"), phone=True),
    Stand(
        "answer to a challenge",
        by("inspector", lambda w: f"/challenges/{w.challenges['answer'].pk}/answer/"),
        given={"verdict": "CHANGED", "level": SKIP},
    ),
    Stand("challenge to the next", by("enterprise", lambda w: f"/challenges/{w.challenges['go-on'].pk}/go-on/")),
    Stand(
        "suspension of a deadline",
        by("coordinator", lambda w: f"/challenges/{w.challenges['suspend'].pk}/suspend/"),
        given={"since": day(0)},
    ),
    Stand("end of a suspension", by("coordinator", lambda w: f"/challenges/{w.challenges['resume'].pk}/resume/")),
    Stand(
        "dismissal of a shortfall",
        by("coordinator", lambda w: f"/safety/shortfalls/{w.shortfall.pk}/dismiss/"),
    ),
    Stand("dismissal", by("coordinator", lambda w: f"/projects/violations/{w.violation.pk}/dismiss/")),
)
FOUND = {"park": SKIP, "found_on": day(-12), "usual_category": SKIP, "criterion": SKIP}
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
    Stand("arrange the columns", by("coordinator", lambda w: "/ledger/"), form_to("/ledger/columns/")),
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
        "accept several",
        by("enterprise", lambda w: "/?kind=accept"),
        "form[data-draft]",
        before=("[data-tick-all]", "[data-act=accept]"),
        opens="rectification:bulk-accept",
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
        lambda w: (w.lister, f"/supervision/listings/{w.closed.pk}/remove/?look_back_on={day(90)}"),
        form_to("/remove/"),
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
STANDS = (*steps(), *LEDGER, *SUPERVISION, *LISTS, *PLACES, *KEPT, *PAPERS, *PEOPLE)

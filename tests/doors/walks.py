"""One successful request for every door that writes: through the form of its page, or as a program sends it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pyotp
from django.test import Client
from django.urls import resolve

from accounts.models import User
from accounts.services import changes, passwords, people, tokens
from accounts.views.people import ACTS as ON_ACCOUNTS
from core import clock
from core.states import DeliveryState
from inspections.models import ProblemCategory
from inspections.states import Level
from intake.models import ImportBatch
from intake.services import import_batches
from rectification import workflow
from rectification.models import Item
from supervision.models import EscalationProposal, RobotMessage
from tests.browser.soak.forms import LISTS, STANDS, form_to
from tests.browser.soak.stands import Stand, by
from tests.browser.soak.world import World
from tests.doors.campaign_walks import OF_CAMPAIGNS
from tests.doors.cell_walks import OF_CELLS
from tests.doors.checklist_walks import OF_CHECKLISTS
from tests.doors.draw_walks import OF_DRAWS
from tests.doors.field_walks import OF_THE_FIELD
from tests.doors.file_walks import OF_FILES
from tests.doors.filled import filled, forms_of, is_meant
from tests.doors.law_walks import OF_LAW
from tests.doors.list_walks import OF_LISTS
from tests.doors.map_walks import OF_THE_MAP
from tests.doors.meeting_walks import OF_MEETINGS
from tests.doors.paper_walks import OF_ITEMS
from tests.doors.plan_walks import OF_PLANS
from tests.doors.report_walks import OF_REPORTS
from tests.doors.sent import Sent
from tests.doors.talk_walks import OF_TALK
from tests.doors.tip_walks import OF_TIPS
from tests.doors.visit_walks import OF_VISITS
from tests.doors.writing import INNER, WRITES, door
from tests.doors.yearly_walks import OF_YEARLY_PLANS
from tests.factories import PASSWORD, AttachmentFactory, UserFactory, code_now

LANDED = "Lanqiao-walk-2027-Xq"


@dataclass(frozen=True)
class Walked:
    """The door through which a request went, and its answer."""

    door: str
    answer: Any


Walk = Stand | Sent
ADMINISTRATORS = ("sysadmin", "sysadmin2", "secadmin", "secadmin2", "auditadmin", "auditadmin2")


def come(user: User | None) -> Client:
    """A browser of somebody who has logged in a moment ago; of nobody, for None."""
    browser = Client()
    if user is not None:
        browser.force_login(User.objects.get(pk=user.pk))
    return browser


def walk(world: World, wanted: Walk) -> Walked:
    """Fill in the form of a page and send it, or send what a program sends."""
    if isinstance(wanted, Sent):
        return send(world, wanted)
    user, page = wanted.at(world)
    browser = come(user)
    address = CHECKED[wanted.name](world) if wanted.name in CHECKED else page
    found = browser.get(address, follow=True)
    forms = forms_of(found.content.decode(), address)
    form = next(form for form in forms if is_meant(form, wanted.form))
    data = filled(form, wanted.given)
    return Walked(door_of(form.action, data), browser.post(form.action, data))


def send(world: World, wanted: Sent) -> Walked:
    user, path, data = wanted.asks(world)
    kind = {"content_type": "application/json"} if wanted.as_json else {}
    browser = data.pop("browser", None) or come(user)
    answer = getattr(browser, wanted.method)(path, data, **kind)
    return Walked(door_of(path, data, WRITES[wanted.method.upper()]), answer)


def door_of(path: str, data: Mapping[str, Any], method: str = "") -> str:
    """The door to which a request goes, by its address and, where several acts share one, by the act that it names."""
    match = resolve(path.partition("?")[0])
    word = next((str(value) for name, value in match.kwargs.items() if name in ("name", "act")), "")
    act = data.get("act", "") if match.view_name in INNER else ""
    return door(match.view_name, word, act[0] if isinstance(act, list) else act, method)


def ticked(path: str, rows: Mapping[int, int], **more: str) -> str:
    """The check page of rows, each with the version that was seen."""
    asked = {"item": [f"{key}.{version}" for key, version in rows.items()], **more}
    return f"{path}?{urlencode(asked, doseq=True)}"


def items_in(state: str) -> dict[int, int]:
    return dict(Item.objects.filter(state=state).order_by("pk").values_list("pk", "version")[:2])


def proposals(world: World) -> dict[int, int]:
    rows = EscalationProposal.objects.open().filter(step__code="OVERDUE-7")
    return dict(rows.values_list("pk", "item__version")[:2])


CHECKED: dict[str, Callable[[World], str]] = {
    "assign several": lambda w: ticked("/ledger/assign/", items_in("PENDING")),
    "accept several": lambda w: ticked("/ledger/accept/", items_in("ASSIGNED")),
    "chase several": lambda w: ticked("/ledger/chase/", items_in("RECTIFYING")),
    "confirm proposals": lambda w: ticked("/supervision/decide/", proposals(w), act="confirm"),
    "decline proposals": lambda w: ticked("/supervision/decide/", proposals(w), act="decline"),
}
"""Where the check page of ticked rows is found, which a press opens in a browser."""


def person_with(act: str) -> Callable[[World], tuple[User, str]]:
    """The first administrator who can do an act to an account, before its page."""

    def at(world: World) -> tuple[User, str]:
        if act == "unlock":
            lock(world.accounts["open"])
        persons = User.objects.filter(pk__in=[person.pk for person in world.accounts.values()]).order_by("pk")
        pairs = ((User.objects.get(username=name), person) for name in ADMINISTRATORS for person in persons)
        actor, person = next((actor, person) for actor, person in pairs if act in people.acts_open(person, actor))
        return actor, f"/accounts/users/{person.pk}/"

    return at


def lock(person: User) -> None:
    """Try wrong passwords until the account is locked."""
    browser = Client()
    for _try in range(6):
        browser.post("/accounts/login/", {"username": person.username, "password": "wrong"})


def dead_message() -> RobotMessage:
    RobotMessage.objects.update(state=DeliveryState.DEAD)
    return RobotMessage.objects.get()


def moved_unit(world: World) -> str:
    """A unit whose other kind waits for the security administrator."""
    changes.propose(world.units["open"], {"kind": "TOWNSHIP"}, actor=world.users["sysadmin"])
    return "/accounts/organizations/"


def checked(world: World) -> ImportBatch:
    """A list whose columns have been decided on."""
    stand = next(stand for stand in LISTS if stand.name == "columns of a list without questions")
    walk(world, stand)
    return ImportBatch.objects.get(pk=world.batches["check"].pk)


def imported(world: World) -> ImportBatch:
    batch = checked(world)
    walk(world, Stand("import", by("coordinator", lambda w: f"/imports/{batch.pk}/check/"), form_to("/check/")))
    return batch


def started(world: World, *, failed: bool = False) -> str:
    batch = import_batches.start(checked(world), merge=[], skip_errors=True, actor=world.users["coordinator"])
    if failed:
        import_batches.fail(batch, "x")
    return f"/imports/{batch.pk}/"


def pressed() -> Iterator[Stand]:
    """The forms that are nothing but a button, each on its page."""
    rows = (
        ("letter-receive", "enterprise", lambda w: f"/supervision/letters/{w.letters['answer'].pk}/", "/receive/"),
        ("robot-stop", "coordinator", lambda w: "/supervision/robots/", "/stop/"),
        ("robot-again", "coordinator", lambda w: dead_message() and "/supervision/robots/", "/again/"),
        ("sending-again", "sysadmin", lambda w: dead_message() and "/ops/robots/", "/again/"),
        ("import-check", "coordinator", lambda w: f"/imports/{checked(w).pk}/check/", "/check/"),
        ("import-undo", "coordinator", lambda w: f"/imports/{imported(w).pk}/", "/undo/"),
        ("import-form-back", "coordinator", lambda w: f"/imports/{imported(w).pk}/", "/back/"),
        ("import-cancel", "coordinator", started, "/cancel/"),
        ("import-again", "coordinator", lambda w: started(w, failed=True), "/again/"),
        ("report review", "coordinator", lambda w: f"/reports/{w.reports['review'].pk}/", "/review/"),
        ("report approve", "superior", lambda w: f"/reports/{w.reports['approve'].pk}/", "/approve/"),
        ("report issue", "coordinator", lambda w: f"/reports/{w.reports['issue'].pk}/", "/issue/"),
        ("circular approve", "superior", lambda w: f"/reports/circulars/{w.circulars['approve'].pk}/", "/approve/"),
        ("circular issue", "coordinator", lambda w: f"/reports/circulars/{w.circulars['issue'].pk}/", "/issue/"),
        ("feed-revoke", "coordinator", lambda w: "/calendar/feeds/", "/revoke/"),
        ("violation-confirm", "coordinator", lambda w: f"/projects/violations/{w.violation.pk}/", "/confirm/"),
        ("shortfall-confirm", "coordinator", lambda w: f"/safety/shortfalls/{w.shortfall.pk}/", "/confirm/"),
        (
            "challenge-withdraw",
            "enterprise",
            lambda w: f"/challenges/{w.challenges['withdraw'].pk}/withdraw/",
            "/withdraw/",
        ),
        ("objection-withdraw", "enterprise", lambda w: f"/objections/{w.objection.pk}/withdraw/", "/withdraw/"),
        ("absence-end", "inspector", lambda w: "/accounts/settings/notices/", "/end/"),
        ("unit confirm-change", "secadmin", moved_unit, "/confirm-change/"),
        ("unit decline-change", "secadmin", moved_unit, "/decline-change/"),
    )
    for name, who, address, ending in rows:
        yield Stand(name, by(who, address), form_to(ending))
    for act in ON_ACCOUNTS:
        yield Stand(f"account {act}", person_with(act), form_to(f"/{act}/"))


def withdrawn(world: World) -> str:
    """The page before a challenge is withdrawn."""
    return f"/challenges/{world.challenges['withdraw'].pk}/withdraw/"


def other_logins(world: World) -> tuple[User, str, dict[str, Any]]:
    """Somebody who is logged in at two places."""
    user = world.users["coordinator"]
    come(user)
    return user, "/accounts/settings/logins/end/", {}


def one_other_login(world: World) -> tuple[User, str, dict[str, Any]]:
    user = world.users["coordinator"]
    come(user)
    browser = come(user)
    page = "/accounts/settings/logins/"
    forms = forms_of(browser.get(page).content.decode(), page)
    path = next(form.action for form in forms if re.fullmatch(rf"{page}[^/]+/end/", form.action))
    return user, path, {"browser": browser}


def link_for_password(world: World) -> tuple[None, str, dict[str, Any]]:
    person = UserFactory()
    token = passwords.make_link(person, actor=world.users["secadmin"])
    return None, f"/accounts/password/{person.pk}/{token}/", {"new_password1": LANDED, "new_password2": LANDED}


def enrolled_browser(world: World) -> Client:
    """A browser in which the password has been given, and the code is asked for."""
    browser, person = Client(), world.accounts["factor"]
    browser.post("/accounts/login/", {"username": person.username, "password": PASSWORD})
    return browser


def first_code(world: World) -> tuple[User, str, dict[str, Any]]:
    """A browser in which the seed of a second factor has been shown, and what the app makes of it."""
    user, path = world.users["coordinator"], "/accounts/settings/second-factor/set-up/"
    browser = come(user)
    seed = browser.get(path).context["offer"].seed
    return user, path, {"code": pyotp.TOTP(seed).at(clock.now()), "browser": browser}


def token_of(world: World) -> tuple[None, str, dict[str, Any]]:
    """A program that has a token."""
    token = tokens.issue(world.users["coordinator"])
    return None, "/api/v1/auth/token/", {"browser": Client(headers={"Authorization": f"Token {token}"})}


def entering() -> Iterator[Sent]:
    known = {"username": "coordinator", "password": PASSWORD}
    yield Sent("login", lambda w: (None, "/accounts/login/", dict(known)))
    yield Sent(
        "login-code",
        lambda w: (None, "/accounts/login/code/", {"code": code_now(), "browser": enrolled_browser(w)}),
    )
    yield Sent("logout", lambda w: (w.users["coordinator"], "/accounts/logout/", {}))
    yield Sent("logins-end", other_logins)
    yield Sent("login-end", one_other_login)
    yield Sent("password-link", link_for_password)
    for name in ("recovery-codes", "turn-off"):
        yield Sent(name, lambda w, name=name: (w.accounts["factor"], f"/accounts/settings/second-factor/{name}/", {}))
    yield Sent("second-factor-enrol", first_code)
    yield Sent("token", lambda w: (None, "/api/v1/auth/token/", dict(known)), as_json=True)
    yield Sent("token ended", token_of, "delete")


FACTS = {"title": "围堰破损", "description": "围堰破损", "level": str(Level.GENERAL), "source": "COUNTY_CHECK"}


def place_and_kind(world: World) -> dict[str, int]:
    category = ProblemCategory.objects.values_list("pk", flat=True)[0]
    return {"park": world.plant.park_id, "enterprise": world.plant.pk, "category": category}


def value_of(name: str, item: Item, actor: User) -> Any:
    """What a field of a step takes of a program."""
    officers = [item.people["inspector"].pk, item.people["second_inspector"].pk]
    known: dict[str, Callable[[], Any]] = {
        "deadline": lambda: (clock.today() + timedelta(days=60)).isoformat(),
        "lead_organization": lambda: item.people["head"].organization_id,
        "evidence": lambda: [AttachmentFactory(uploader=actor, kind=kind).pk for kind in ("before", "after")],
        "officer": lambda: officers[1],
        "officers": lambda: officers,
        "granted": lambda: True,
        "days": lambda: 5,
        "level": lambda: "CHASED",
        "result": lambda: "kept",
        "share": lambda: 40,
        "next_on": lambda: (clock.today() + timedelta(days=5)).isoformat(),
    }
    return known[name]() if name in known else "已办理"


def step(name: str) -> Callable[[World], tuple[User, str, dict[str, Any]]]:
    def asks(world: World) -> tuple[User, str, dict[str, Any]]:
        item = world.items[name]
        fresh = Item.objects.get(pk=item.pk)
        actor = world.who_takes(name, fresh, item.people)
        fields = {*workflow.TRANSITIONS[name].required, *ALSO.get(name, ())}
        body = {field: value_of(field, item, actor) for field in fields}
        return actor, f"/api/v1/rectifications/{item.pk}/{name}/", {"version": fresh.version, **body}

    return asks


ALSO = {"assign": ("deadline",), "submit": ("evidence",)}
"""What a step asks for though its table does not: the one or the other, or photos by what is on record."""
FILES = (
    ("parks", lambda w: w.plant.park, {"short_name": "某园"}),
    ("infrastructure", lambda w: w.infrastructure, {"name": "特勤消防站"}),
    ("enterprises", lambda w: w.plant, {"address": "园区路1号"}),
    ("permits", lambda w: w.permit, {"number": "危化证字1号"}),
    ("projects", lambda w: w.project, {"name": "年产二千吨中间体项目"}),
    ("hazard-sources", lambda w: w.kept.rows["source"], {"name": "第二罐区"}),
)


def of_programs() -> Iterator[Sent]:
    for name in workflow.TRANSITIONS:
        yield Sent(f"api {name}", step(name), as_json=True)
    for noun, row, values in FILES:
        yield Sent(
            f"api {noun}",
            lambda w, noun=noun, row=row, values=values: (
                w.users["coordinator"],
                f"/api/v1/{noun}/{row(w).pk}/",
                {"version": type(row(w)).objects.get(pk=row(w).pk).version, **values},
            ),
            method="patch",
            as_json=True,
        )
    for noun in ("findings", "rectifications"):
        yield Sent(
            f"api {noun}",
            lambda w, noun=noun: (
                w.users["coordinator"],
                f"/api/v1/{noun}/",
                {**FACTS, **place_and_kind(w), "found_on": clock.today().isoformat()},
            ),
            as_json=True,
        )


WALKS: tuple[Walk, ...] = (
    *STANDS,
    *pressed(),
    *entering(),
    *of_programs(),
    *OF_FILES,
    *OF_LAW,
    *OF_THE_MAP,
    *OF_PLANS,
    *OF_CELLS,
    *OF_LISTS,
    *OF_REPORTS,
    *OF_ITEMS,
    *OF_MEETINGS,
    *OF_DRAWS,
    *OF_CAMPAIGNS,
    *OF_VISITS,
    *OF_CHECKLISTS,
    *OF_YEARLY_PLANS,
    *OF_THE_FIELD,
    *OF_TIPS,
    *OF_TALK,
)

"""Who takes a step, and what that person puts in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from accounts.models import Organization, User
from accounts.states import ANSWERING
from core.states import AttachmentKind
from demo.county import County
from demo.texts import words
from demo.texts.problems import Problem
from demo.timelines import Moment
from inspections.states import Level, SourceKind
from rectification.states import LookBackResult, Signer, SupervisionLevel

OTHER_FIELD = {"emergency": "ecology", "ecology": "emergency"}
OFFICERS = {"emergency": ("inspector", "inspector2"), "ecology": ("inspector3", "inspector4")}
SECOND_FOLLOWS = timedelta(minutes=12)
STAGE_FOLLOWS = timedelta(days=25)
BEFORE, AFTER, REPORT = AttachmentKind.BEFORE, AttachmentKind.AFTER, AttachmentKind.REPORT


@dataclass
class Step:
    """One step as `advance` takes it; `files` are the kinds of the files that the actor hands in with it."""

    name: str
    at: datetime
    actor: User
    given: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass
class Case:
    """What the people of one item know of it: problem, level, sources, who answers, who assigned."""

    problem: Problem
    level: Level
    sources: set[str]
    lead: Organization
    committee: Organization
    wrong_lead: Organization
    assisting: tuple[Organization, ...]
    undated: str
    words: Mapping[str, object]
    chain: list[Signer] = field(default_factory=list)
    assigner: User | None = None
    present_lead: Organization | None = None
    merged_into: Any = None

    @property
    def is_major(self) -> bool:
        return self.level == Level.MAJOR


class Cast:
    """The people of the county by what they may do at an item."""

    def __init__(self, county: County, random: Random) -> None:
        self.county, self.random = county, random

    def login(self, name: str) -> User:
        return self.county.logins[name]

    def field_of(self, case: Case) -> str:
        """Ecology or emergency: whose trade it is, but never the bureau that answers for it itself."""
        own = self.county.units[case.problem.field]
        return OTHER_FIELD[case.problem.field] if case.lead.pk == own.pk else case.problem.field

    def registrar(self, case: Case, source: str) -> User:
        if source == SourceKind.SELF:
            return self.answering(case.lead)
        if source == SourceKind.PARK_PATROL:
            return self.answering(case.committee)
        if source == SourceKind.COUNTY_CHECK:
            return self.login(self.random.choice(OFFICERS[self.field_of(case)]))
        return self.login(self.random.choice(("coordinator", "coordinator2")))

    def answering(self, unit: Organization) -> User:
        return self.random.choice([person for person in self.county.people[unit.pk] if person.role in ANSWERING])

    def assigner(self, case: Case) -> User:
        """The coordinator for what came from above, else often an officer of the bureau, for major hazards always."""
        bureau = self.field_of(case)
        officers, office = (bureau, f"{bureau}2"), ("coordinator", "coordinator2")
        if case.sources & {SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED, SourceKind.INSPECTORATE}:
            return self.login(self.random.choice(office))
        return self.login(self.random.choice(officers if case.is_major else (office[0], *officers)))

    def officers(self, case: Case) -> list[User]:
        return [self.login(name) for name in OFFICERS[self.field_of(case)]]

    def assisting(self, case: Case) -> list[Organization]:
        """For a major hazard the bureau whose trade it is as well: it lists it, if it comes to that."""
        bureau = self.county.units[self.field_of(case)]
        named = list(case.assisting)
        return [*named, bureau] if case.is_major and bureau not in (*named, case.present_lead) else named

    def head(self, case: Case) -> User:
        return self.login(self.field_of(case))


Act = Callable[[Cast, Case, Moment], Step]


def _pick(cast: Cast, texts: tuple[str, ...]) -> str:
    return cast.random.choice(texts)


def _by_lead(cast: Cast, case: Case, moment: Moment, **given: object) -> Step:
    return Step(moment.name, moment.at, cast.answering(case.present_lead or case.lead), given)


def assign(cast: Cast, case: Case, moment: Moment) -> Step:
    case.assigner = cast.assigner(case)
    case.present_lead = case.wrong_lead if moment.choice == "wrong" else case.lead
    given = {
        "lead_organization": case.present_lead,
        "assisting_organizations": cast.assisting(case),
        "deadline": moment.deadline,
        "undated_kind": case.undated,
        "requirement": _pick(cast, words.ASSIGN),
    }
    return Step("assign", moment.at, case.assigner, given)


def decline(cast: Cast, case: Case, moment: Moment) -> Step:
    return _by_lead(cast, case, moment, reason=_pick(cast, words.DECLINE))


def accept(cast: Cast, case: Case, moment: Moment) -> Step:
    step = _by_lead(cast, case, moment, measures=case.problem.measures.format(**case.words))
    step.given["mode"] = moment.choice or case.problem.mode
    step.given["responsible_person"] = f"{step.actor.post}{step.actor.name} {step.actor.phone}".strip()
    if case.is_major or cast.random.random() < 0.3:
        step.given["funds"] = _pick(cast, words.FUNDS).format(n=cast.random.randint(1, 60))
        step.given["contingency_plan"] = _pick(cast, words.CONTINGENCY)
    return step


def approve_plan(cast: Cast, case: Case, moment: Moment) -> Step:
    return _by_assigner(cast, case, moment, opinion=_pick(cast, words.APPROVE))


def reject_plan(cast: Cast, case: Case, moment: Moment) -> Step:
    return _by_assigner(cast, case, moment, opinion=_pick(cast, words.REJECT))


def _by_assigner(cast: Cast, case: Case, moment: Moment, **given: object) -> Step:
    return Step(moment.name, moment.at, case.assigner or cast.login("coordinator"), given)


def confirm(cast: Cast, case: Case, moment: Moment) -> Step:
    return _by_lead(cast, case, moment, note=_pick(cast, words.CONFIRM))


def stage(cast: Cast, case: Case, moment: Moment) -> Step:
    """阶段性办结 with the share that the course names; the next stage lies ahead."""
    done, rest = words.STAGES[moment.choice]
    next_on = moment.day + STAGE_FOLLOWS
    return _by_lead(cast, case, moment, stage=done, share=int(moment.choice), rest=rest, next_on=next_on)


def submit(cast: Cast, case: Case, moment: Moment) -> Step:
    step = _by_lead(cast, case, moment, work_done=case.problem.done.format(**case.words))
    step.given["mode"] = moment.choice or case.problem.mode
    step.given["funds_spent"] = f"{cast.random.randint(1, 60)}万元"
    step.files = (BEFORE, AFTER)
    return step


def fail(cast: Cast, case: Case, moment: Moment) -> Step:
    reviewer = cast.officers(case)[0]
    return Step("fail", moment.at, reviewer, {"reason": _pick(cast, words.FAIL), "deadline": moment.deadline})


def pass_review(cast: Cast, case: Case, moment: Moment) -> Step:
    officers = cast.officers(case)
    return Step("pass", moment.at, officers[1], {"opinion": words.SECOND, "officers": officers})


def propose_pass(cast: Cast, case: Case, moment: Moment) -> Step:
    """The first officer's verdict, shortly before the second one's."""
    officers = cast.officers(case)
    opinion = _pick(cast, words.PASS_MAJOR if case.is_major else words.PASS)
    files = (REPORT,) if case.is_major else ()
    at = moment.at - SECOND_FOLLOWS
    return Step("propose-pass", at, officers[0], {"opinion": opinion, "officer": officers[1]}, files)


def publish(cast: Cast, case: Case, moment: Moment) -> Step:
    case.chain.pop(0)
    return Step("publish", moment.at, cast.login("coordinator"))


def sign_off(cast: Cast, case: Case, moment: Moment) -> Step:
    signer = case.chain.pop(0)
    given: dict[str, Any] = {"opinion": _pick(cast, words.SIGN_OFF)}
    if signer == Signer.SUPERIOR_CONSENT:
        day = moment.day - timedelta(days=1)
        number = f"澜安委办函〔{day.year}〕{cast.random.randint(3, 180)}号"
        given = {"opinion": words.CONSENT, "letter_number": number, "letter_date": day}
    actor = cast.head(case) if signer == Signer.DEPARTMENT_HEAD else cast.login("coordinator")
    return Step("sign-off", moment.at, actor, given)


def send_back(cast: Cast, case: Case, moment: Moment) -> Step:
    given = {"reason": _pick(cast, words.RETURN), "deadline": moment.deadline}
    return Step("return", moment.at, cast.head(case) if case.is_major else cast.login("coordinator"), given)


def look_back(cast: Cast, case: Case, moment: Moment) -> Step:
    kept = moment.choice == LookBackResult.KEPT
    opinion = _pick(cast, words.KEPT if kept else words.REBOUND)
    return Step("look-back", moment.at, cast.officers(case)[1], {"result": moment.choice, "opinion": opinion})


def extend(cast: Cast, case: Case, moment: Moment) -> Step:
    texts = {"reason": _pick(cast, words.EXTEND), "interim_measures": _pick(cast, words.INTERIM)}
    return _by_lead(cast, case, moment, deadline=moment.deadline, **texts)


def decide_extension(cast: Cast, case: Case, moment: Moment) -> Step:
    granted = moment.choice == "yes"
    given = {"granted": granted, "opinion": _pick(cast, words.GRANT if granted else words.REFUSE)}
    step = _by_assigner(cast, case, moment, **given)
    if case.is_major and not step.actor.is_coordinator:
        step.actor = cast.login("coordinator")
    return step


def supervise(cast: Cast, case: Case, moment: Moment) -> Step:
    reasons = {"CHASED": words.CHASE, SupervisionLevel.LISTED: words.LIST}.get(moment.choice, words.SUPERVISE)
    given = {"level": moment.choice, "reason": _pick(cast, reasons)}
    actor = cast.head(case) if moment.choice == SupervisionLevel.LISTED else cast.login("coordinator")
    return Step("supervise", moment.at, actor, given)


def void(cast: Cast, case: Case, moment: Moment) -> Step:
    if moment.choice == "merge":
        given = {"reason": words.MERGE, "merged_into": case.merged_into}
    else:
        given = {"reason": _pick(cast, words.VOID)}
    return Step("void", moment.at, cast.login("coordinator"), given)


def decide_void(cast: Cast, case: Case, moment: Moment) -> Step:
    granted = moment.choice == "yes"
    opinion = words.DECIDE_VOID if granted else words.REFUSE_VOID
    return Step("decide-void", moment.at, cast.login("coordinator2"), {"granted": granted, "opinion": opinion})


ACTS: dict[str, Act] = {
    "assign": assign,
    "decline": decline,
    "accept": accept,
    "approve-plan": approve_plan,
    "reject-plan": reject_plan,
    "confirm": confirm,
    "stage": stage,
    "submit": submit,
    "fail": fail,
    "pass": pass_review,
    "publish": publish,
    "sign-off": sign_off,
    "return": send_back,
    "look-back": look_back,
    "extend": extend,
    "decide-extension": decide_extension,
    "supervise": supervise,
    "void": void,
    "decide-void": decide_void,
}


def acts(cast: Cast, case: Case, moments: list[Moment]) -> list[Step]:
    """The steps after the registration."""
    return [step for moment in moments[1:] for step in _steps(cast, case, moment)]


def _steps(cast: Cast, case: Case, moment: Moment) -> list[Step]:
    first = [propose_pass(cast, case, moment)] if moment.name == "pass" else []
    return [*first, ACTS[moment.name](cast, case, moment)]

"""What each step does to an item that is not saved yet.

What a service does to the item alone is done by the service itself; the rows that it would
write beside the item are collected. A test plays the same plots both ways and compares all rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models

from accounts.models import Organization, User
from core import clock
from core.services import calendar
from rectification.models import (
    Evidence,
    Extension,
    HistoryEntry,
    Item,
    LookBack,
    Review,
    SignOff,
    Standing,
    SupervisionMeasure,
)
from rectification.services import assigning, chains, modes, reviewing, staging
from rectification.services.effects import EFFECTS as REAL
from rectification.states import LADDER, DeadlineRule, Signer
from rectification.workflow import Given


@dataclass
class Life:
    """An item on its way with the chain it will need and the rows that are going to hang at it."""

    item: Item
    chain: list[Signer]
    history: list[HistoryEntry] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    rows: list[models.Model] = field(default_factory=list)
    reviews: list[tuple[Review, list[User]]] = field(default_factory=list)
    assisting: list[Organization] = field(default_factory=list)
    extension: Extension | None = None
    first_opinion: str = ""


def assign(life: Life, actor: User, given: Given) -> None:
    item, lead = life.item, given["lead_organization"]
    item.lead_organization = lead
    item.requirement = given.get("requirement") or item.requirement
    item.assigned_by, item.assigned_by_organization = actor, actor.organization
    item.assigned_at = clock.now()
    life.assisting = [unit for unit in given["assisting_organizations"] if unit.pk != lead.pk]
    assigning.set_time(item, given["deadline"], given["undated_kind"])


def submit(life: Life, actor: User, given: Given) -> None:
    item = life.item
    attach(life, given, step="submit", actor=actor)
    modes.take_with_proof(item, given)
    item.work_done, item.funds_spent = given["work_done"], given["funds_spent"]
    item.submitted_by_organization, item.submitted_on = actor.organization, clock.today()
    item.rectifier_ids = sorted({*item.rectifier_ids, actor.pk})


def stage(life: Life, actor: User, given: Given) -> None:
    life.rows.append(staging.stage_of(life.item, actor, given))
    life.item.stage_share, life.item.stage_next_on = given["share"], given["next_on"]


def fail(life: Life, actor: User, given: Given) -> None:
    modes.take_with_proof(life.item, given)
    review(life, actor, given["reason"], passed=False, officers=[actor])
    assigning.set_deadline(life.item, given["deadline"], DeadlineRule.FAILED_REVIEW, start_event="failed review")
    life.item.submitted_on = None
    life.item.round += 1


def propose_pass(life: Life, actor: User, given: Given) -> None:
    modes.take_as_found(life.item, given)
    attach(life, given, step="pass", actor=actor)
    reviewing.await_second(life.item, actor, given["officer"])
    life.first_opinion = f"{actor.name}：{given['opinion']}"


def pass_review(life: Life, actor: User, given: Given) -> None:
    modes.take_as_found(life.item, given)
    opinion = f"{life.first_opinion}\n{actor.name}：{given['opinion']}"
    review(life, actor, opinion, passed=True, officers=list(given["officers"]))
    reviewing.hold_pass(life.item, actor, given["officers"])
    chains.begin_with(life.item, life.chain)


def publish(life: Life, actor: User, given: Given) -> None:
    days = settings.LEDGER_PUBLICITY_WORKING_DAYS
    life.item.publicity_until = calendar.current().add_working_days(clock.today(), days)
    sign(life, actor, given)


def sign_off(life: Life, actor: User, given: Given) -> None:
    sign(life, actor, given)
    if life.item.next_signer is None:
        life.item.closed_at = clock.now()


def look_back(life: Life, actor: User, given: Given) -> None:
    life.rows.append(
        LookBack(item=life.item, result=given["result"], opinion=given["opinion"], by=actor, at=clock.now())
    )


def extend(life: Life, actor: User, given: Given) -> None:
    assert life.item.deadline is not None
    life.extension = Extension(
        item=life.item,
        requested_by=actor,
        requested_at=clock.now(),
        deadline_before=life.item.deadline,
        deadline=given["deadline"],
        reason=given["reason"],
        interim_measures=given["interim_measures"],
    )
    life.rows.append(life.extension)


def decide_extension(life: Life, actor: User, given: Given) -> None:
    asked = life.extension
    assert asked is not None
    asked.granted, asked.opinion = given["granted"], given["opinion"]
    asked.decided_by, asked.decided_at = actor, clock.now()
    if asked.granted:
        assigning.set_deadline(life.item, asked.deadline, DeadlineRule.EXTENSION, start_event="extension granted")


def supervise(life: Life, actor: User, given: Given) -> None:
    level, item = given["level"], life.item
    life.rows.append(SupervisionMeasure(item=item, level=level, reason=given["reason"], by=actor, at=clock.now()))
    if level in LADDER and LADDER.index(level) > LADDER.index(item.supervision_level):
        item.supervision_level = level


def attach(life: Life, given: Given, *, step: str, actor: User) -> None:
    """Evidence for the files given."""
    files = given.get("evidence") or ()
    now = clock.now()
    life.rows += [
        Evidence(item=life.item, attachment=file, step=step, round=life.item.round, added_by=actor, added_at=now)
        for file in files
    ]


def review(life: Life, actor: User, opinion: str, *, passed: bool, officers: list[User]) -> None:
    item = life.item
    written = Review(item=item, round=item.round, passed=passed, reviewer=actor, opinion=opinion, at=clock.now())
    life.rows.append(written)
    life.reviews.append((written, officers))
    item.reviewer_ids = sorted({*item.reviewer_ids, actor.pk, *(officer.pk for officer in officers)})


def sign(life: Life, actor: User, given: Given) -> None:
    item = life.item
    life.rows.append(
        SignOff(
            item=item,
            round=item.round,
            signer=item.next_signer or "",
            by=actor,
            at=clock.now(),
            opinion=given.get("opinion") or "",
            letter_number=given.get("letter_number") or "",
            letter_date=given.get("letter_date"),
        )
    )
    chains.step_forward(item)


COLLECTING: dict[str, Callable[[Life, User, Given], None]] = {
    "assign": assign,
    "stage": stage,
    "submit": submit,
    "fail": fail,
    "propose-pass": propose_pass,
    "pass": pass_review,
    "publish": publish,
    "sign-off": sign_off,
    "look-back": look_back,
    "extend": extend,
    "decide-extension": decide_extension,
    "supervise": supervise,
}


def take_effect(life: Life, name: str, actor: User, given: Given) -> None:
    """Let a step take effect on the item; those that write nothing beside it are the real ones."""
    if name in COLLECTING:
        COLLECTING[name](life, actor, given)
    else:
        REAL[name](life.item, actor, given)

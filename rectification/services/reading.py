"""What the page of an item shows besides the item itself, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import reads_any
from core.models import Attachment
from core.states import AttachmentKind
from rectification import workflow
from rectification.models import Extension, HistoryEntry, Item, SupervisionMeasure
from rectification.rules import deadlines
from rectification.services import closing_conditions as closing
from rectification.services import (
    correction,
    naming,
    photo_facts,
    reviewing,
    telling,
)
from rectification.services.rechecking import recheck_of
from rectification.states import DeadlineRule, Signer, State

START_EVENTS = {
    "assigned": _("assignment"),
    "registered": _("registration"),
    "failed review": _("failed re-inspection"),
    "extension granted": _("extension granted"),
    "returned": _("return"),
    "source added": _("a source added"),
    "corrected": _("correction"),
    "suspended": _("the deadline that was suspended"),
}
DECISIONS = frozenset(workflow.TRANSITIONS) - {"confirm", "stage", "submit"}
NEWEST_ENTRIES = 200


def page_of(item: Item, user: User, *, decisions_only: bool) -> dict[str, object]:
    """Sources with the strictest deadline marked, rounds of evidence; who did and said what, for those inside."""
    sources = list(item.finding.sources.all())
    shown = {
        "turn": telling.whose_turn(item),
        "sources": sources,
        "strictest": deadlines.strictest(source.deadline for source in sources),
        "rounds": evidence_by_round(item, user),
        "related": Item.objects.visible_to(user).filter(_related(item)),
        "is_inside": reads_any(HistoryEntry, user),
    }
    return shown | (_course(item, user, decisions_only=decisions_only) if shown["is_inside"] else {})


def _course(item: Item, user: User, *, decisions_only: bool) -> dict[str, object]:
    """Who did and said what: not for those who watch the public part (S18)."""
    of_item = SupervisionMeasure.objects.order_by("-at").select_related("by__organization")
    prefetch_related_objects([item], Prefetch("supervision_measures", queryset=of_item))
    void = {measure.reason for measure in item.supervision_measures.all() if measure.voided_at}
    return {
        "timeline": timeline(item, void, decisions_only=decisions_only),
        "recheck": recheck_of(item),
    }


def of_deadline(item: Item, user: User) -> dict[str, object]:
    """The deadline in force, where it comes from, and for those inside who asked for a later one."""
    asked = item.extensions.select_related("requested_by", "decided_by") if reads_any(HistoryEntry, user) else ()
    knows = item.suspended_days is not None and reads_any(HistoryEntry, user)
    stood = item.suspensions.select_related("by__organization") if knows else ()
    return {"derivation": derivation(item), "extensions": asked, "suspensions": stood}


def of_stages(item: Item, user: User) -> dict[str, object] | None:
    """The stages of the work that are closed, the newest first; nothing for those who watch."""
    if item.stage_share is None or not reads_any(HistoryEntry, user):
        return None
    return {"stages": item.stages.order_by("-at", "-pk").select_related("by__organization")}


def of_reviews(item: Item, user: User) -> dict[str, object] | None:
    """Re-inspections and measures of supervision, the newest first; nothing for those who watch."""
    if not reads_any(HistoryEntry, user):
        return None
    return {"reviews": reviewing.of_item(item)[::-1], "measures_taken": item.supervision_measures.all()}


def of_sign_off(item: Item, user: User) -> dict[str, object] | None:
    """The chain of signatures and the looks back; nothing for those who watch."""
    if not reads_any(HistoryEntry, user):
        return None
    return {"chain": chain(item), "look_backs": item.look_backs.select_related("by__organization")}


def extension_asked(item: Item) -> Extension | None:
    """The request for a later deadline that waits for its decision."""
    return item.extensions.filter(granted=None).select_related("requested_by__organization").first()


BESIDE: dict[str, Callable[[Item, User], object]] = {
    "elements": lambda item, _user: item,
    "work": lambda item, _user: item.work_done,
    "proposal": lambda item, _user: item.void_reason,
    "rounds": lambda item, user: evidence_by_round(item, user),
    "conditions": lambda item, _user: closing.conditions(item),
    "extension": lambda item, _user: extension_asked(item),
    "first_opinion": lambda item, _user: reviewing.first_opinion(item),
}


def beside(item: Item, names: Iterable[str], user: User) -> dict[str, object]:
    """What stands beside the form of a step: what its user judges."""
    return {name: BESIDE[name](item, user) for name in names}


def derivation(item: Item) -> dict[str, object]:
    """Where the deadline comes from, in words."""
    kept = dict(item.deadline_derivation)
    if kept.get("rule") in DeadlineRule.values:
        kept["rule"] = DeadlineRule(kept["rule"]).label
    kept["start_event"] = START_EVENTS.get(kept.get("start_event", ""), "")
    for name in ("start", "moved_from"):
        kept[name] = date.fromisoformat(kept[name]) if kept.get(name) else None
    return kept


def evidence_by_round(item: Item, reader: User) -> list[dict[str, object]]:
    """Before and after side by side, the newest round first; photos of the finding belong to the first."""
    of = "attachment__uploader__organization"
    rounds: dict[int, dict[str, list[Attachment]]] = defaultdict(lambda: {"before": [], "after": [], "papers": []})
    shown: list[tuple[int, Attachment]] = []
    for photo in item.finding.finding_photos.select_related(of):
        rounds[1]["before"].append(photo.attachment)
        shown.append((photo_facts.OF_FINDING, photo.attachment))
    for proof in item.evidence.select_related(of):
        rounds[proof.round][_side(proof.attachment)].append(proof.attachment)
        shown.append((proof.round, proof.attachment))
    if shown:
        photo_facts.describe(item, shown, reader)
    return [{"number": number, **rounds[number]} for number in sorted(rounds, reverse=True)]


def _side(file: Attachment) -> str:
    if not file.is_image:
        return "papers"
    return "before" if file.kind == AttachmentKind.BEFORE else "after"


def timeline(item: Item, void: Collection[str] = (), *, decisions_only: bool) -> list[HistoryEntry]:
    """Newest first, each entry with its step in words; `void` are the reasons of the measures that hold no more."""
    entries = item.history.order_by("-version")
    if decisions_only:
        entries = entries.filter(transition__in=DECISIONS)
    shown: list[Any] = list(entries[:NEWEST_ENTRIES])
    for entry in shown:
        entry.label = naming.act_of(entry)
        entry.is_void = entry.transition == "supervise" and entry.reason in void
        entry.changed = correction.lines(entry)
    return shown


def chain(item: Item) -> list[dict[str, object]]:
    """The steps of the sign-off chain with what has been signed."""
    signed = list(item.sign_offs.filter(round=item.round).select_related("by__organization"))
    steps = [Signer(step) for step in item.sign_off_chain]
    return [
        {"signer": step, "signed": signed[place] if place < min(len(signed), item.sign_offs_done) else None}
        for place, step in enumerate(steps)
    ]


def _related(item: Item) -> Q:
    """What it came from or was merged into, and what came of it or was merged into it: one question."""
    led_from = (item.merged_into_id, item.rebound_of_id, item.found_looking_back_at_id)
    came = Q(rebound_of=item.pk) | Q(found_looking_back_at=item.pk) | Q(merged_into=item.pk, state=State.VOID)
    return Q(pk__in=[pk for pk in led_from if pk]) | came

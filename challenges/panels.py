"""Challenges on the page of their item and in the file of the enterprise; the parts of the page of one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from challenges.listings import DUE, ENDED, NAME, RAISED, RUNG, STATE, UNIT
from challenges.models import DECIDERS, Challenge, ChallengeEvent
from challenges.services import people
from challenges.services.raising import concerns, last_day_of, may_challenge
from challenges.states import SILENCES, VERDICTS, ChallengeEventKind, ChallengeState, Rung
from challenges.workflow import CHALLENGES, STEP_OF
from core.fields import reads_any
from core.listing import Column, Table, facts_of
from core.panels import MOST_ROWS, Panel, Tab
from core.requests import SignedInRequest
from enterprises.models import Enterprise
from rectification.models import HistoryEntry, Item
from rectification.services import correction

FACTS = (
    Column("enterprise", gettext_lazy("Enterprise"), "enterprise", "page"),
    Column("wrong", gettext_lazy("What is wrong with the finding"), "wrong", cell="prose"),
    Column("reason", gettext_lazy("Why"), "reason", cell="prose"),
    Column("raised_by", gettext_lazy("Challenged by"), "raised_by.full_label"),
    Column("raised", pgettext_lazy("challenge", "Raised"), "raised_at", "moment"),
    Column("served", gettext_lazy("Served on"), "served_on", "day"),
)
PAGES = {"go-on": "challenge-go-on", "suspend": "challenge-suspend", "resume": "challenge-resume"}
"""The pages of the steps that ask a reason."""


def of_item(item: Item, user: User) -> dict[str, object] | None:
    """The challenges of an item; for its enterprise the button, until the days are over."""
    if not reads_any(Challenge, user):
        return None
    rows = list(Challenge.objects.visible_to(user).filter(item=item.pk).select_related("unit", "enterprise", "item"))
    is_open = may_challenge(item, user)
    if not rows and not concerns(item, user):
        return None
    return {"rows": rows, "may": is_open, "until": last_day_of(item), "url": _add(item)}


def _add(item: Item) -> str:
    return reverse("challenges:item-challenge", args=[item.pk])


def of_enterprise(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    rows = Challenge.objects.visible_to(request.user).filter(enterprise=enterprise).for_list()
    table = Table(_("Challenges to findings"), (NAME, STATE, RUNG, UNIT, RAISED, DUE, ENDED), rows[:MOST_ROWS])
    return {"table": table, "nothing": _("No finding at this enterprise has been challenged.")}


def ladder(challenge: Challenge, events: Sequence[ChallengeEvent]) -> list[dict[str, object]]:
    """The rungs in their order: which is the present one, who has answered on each, where nobody did."""
    silent = {event.rung: event for event in events if event.kind in SILENCES and event.unit_id}
    passed = {event.rung for event in events if event.kind == ChallengeEventKind.PASSED_OVER}
    return [
        {
            "label": rung.label,
            "is_here": challenge.is_open and challenge.rung == rung,
            "by": getattr(challenge, name),
            "silent": silent.get(rung),
            "is_passed": rung in passed,
        }
        for rung, name in zip(Rung, DECIDERS, strict=True)
    ]


def course(challenge: Challenge, corrections: Sequence[HistoryEntry]) -> list[ChallengeEvent]:
    """What happened to it in its order; a change with what the finding said before and says since."""
    events = list(challenge.events.select_related("actor__organization", "unit"))
    changes = {entry.at: correction.lines(entry) for entry in corrections}
    for event in events:
        event.changes = changes.get(event.at, []) if event.kind == ChallengeEventKind.CHANGED else []
    return events


def disputed(challenge: Challenge, corrections: Sequence[HistoryEntry]) -> dict[str, str]:
    """The title and the description of the finding as they were when it was challenged."""
    words: dict[str, str] = {}
    for entry in corrections:
        for name, (before, _after) in (entry.given.get("words") or {}).items():
            words.setdefault(name, before)
    finding = challenge.item.finding
    return {name: words.get(name, getattr(finding, name)) for name in ("title", "description")}


def overview(challenge: Challenge, request: SignedInRequest) -> dict[str, object]:
    """What was said with its proof, the rungs, what this person can do, its course."""
    user, allows = request.user, CHALLENGES.allows
    offered = [
        {"url": reverse(f"challenges:{page}", args=[challenge.pk]), "label": LABELS[name]}
        for name, page in PAGES.items()
        if allows(name, challenge, user)
    ]
    waits = challenge.state == ChallengeState.OPEN
    corrections = list(challenge.item.history.filter(transition="correct", at__gte=challenge.raised_at).order_by("pk"))
    events = course(challenge, corrections)
    return {
        "facts": facts_of(challenge, FACTS),
        "files": challenge.files.order_by("pk"),
        "ladder": ladder(challenge, events),
        "events": events,
        "disputed": disputed(challenge, corrections),
        "may_answer": any(allows(STEP_OF[each], challenge, user) for each in VERDICTS),
        "offered": offered,
        "buttons": CHALLENGES.buttons(challenge, user),
        "who": people.who_answer(challenge).count() if waits else None,
        "suspension": challenge.item.suspensions.filter(until=None).first(),
        "sees_item": Item.objects.visible_to(user).filter(pk=challenge.item_id).exists(),
    }


LABELS = {
    "go-on": gettext_lazy("Go on with it"),
    "suspend": gettext_lazy("Suspend the deadline"),
    "resume": gettext_lazy("Let the deadline run again"),
}
OF_ITEMS = (Panel(12, "challenges/_of_item.html", of_item),)
OF_AN_ENTERPRISE = (Tab(56, "challenges", gettext_lazy("Challenges"), "core/_table_panel.html", of_enterprise),)
OF_A_CHALLENGE = (
    Panel(10, "challenges/_lights.html"),
    Tab(10, "overview", gettext_lazy("Challenge"), "challenges/_challenge.html", overview),
)

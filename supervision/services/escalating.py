"""督办阶梯: a day's proposals, written once whoever runs the job and how often; a person confirms each."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import inserting, runs
from notices.services import digests, notices
from supervision.models import EscalationProposal
from supervision.rules.reminders import MORNING
from supervision.services import listing_supervision_rows
from supervision.services.escalating_rows import COLUMNS, deciders_told, heads_told, ladder, proposals_of_day
from supervision.states import ProposalState

JOB = "rectification.escalate_overdue"
BEGINS = time(7, 30)
BATCH = 500


@dataclass(frozen=True)
class Escalated:
    """What a run came to: new proposals and notices, those that were there already, proposals without ground."""

    on: str
    proposed: int
    notified: int
    already: int
    withdrawn: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def escalate_overdue(on: date) -> Escalated:
    """Propose what the ladder asks for on a day and tell those concerned; withdraw what has lost its ground."""
    withdrawn = withdraw_groundless()
    matched, proposed = _propose(on)
    addressed, notified = _tell(on)
    if on == clock.today():
        runs.note(JOB, on, proposed=proposed, notified=notified, withdrawn=withdrawn)
    already = max(matched - proposed, 0) + max(addressed - notified, 0)
    return Escalated(on.isoformat(), proposed=proposed, notified=notified, already=already, withdrawn=withdrawn)


def catch_up(now: datetime) -> list[date]:
    """Do what was not done in its time: each day since the first run, today from half past seven on."""
    here = timezone.localtime(now)
    missed = runs.missed(JOB, until=here.date())
    if here.time() < BEGINS:
        missed = [day for day in missed if day < here.date()]
    for day in missed:
        done = escalate_overdue(day)
        runs.note(JOB, day, proposed=done.proposed, notified=done.notified, withdrawn=done.withdrawn)
    if missed and here.time() >= MORNING:
        # Before that the digest of the morning takes them along.
        digests.gather(here.date())
    return missed


def withdraw_groundless(**narrowed: object) -> int:
    """Withdraw open proposals whose ground has gone, with the reason; nothing is deleted.

    One that somebody is deciding on at this moment is left to that person, or to the next run.
    """
    grounded = EscalationProposal.objects.grounded().values("pk")
    groundless = EscalationProposal.objects.open().filter(**narrowed).exclude(pk__in=grounded)
    reason = _("The item has been rectified, extended, pushed harder or voided since; nothing is left to decide.")
    withdrawn = 0
    while True:
        with transaction.atomic():
            locked = groundless.order_by("pk").select_for_update(skip_locked=True, of=("self",))
            keys = list(locked.values_list("pk", flat=True)[:BATCH])
            withdrawn += EscalationProposal.objects.filter(pk__in=keys, decision=ProposalState.OPEN).update(
                decision=ProposalState.WITHDRAWN, reason=reason, decided_at=clock.now()
            )
        if len(keys) < BATCH:
            return withdrawn


def _propose(on: date) -> tuple[int, int]:
    """How many proposals the day asks for, and how many of them are new; the statements know no number of items."""
    matched = proposed = 0
    for rows in proposals_of_day(on):
        matched += rows.count()
        proposed += inserting.insert_new(EscalationProposal, COLUMNS, rows)
    return matched, proposed


def _tell(on: date) -> tuple[int, int]:
    """The same for the notices: heads of late units, whoever is to decide, the clocks of listed supervision."""
    addressed = told = 0
    languages = User.objects.active().order_by("language").values_list("language", flat=True).distinct()
    for language in list(languages):
        with translation.override(language):
            for rows in _notices_of_day(on, language):
                addressed += rows.count()
                told += notices.insert_new(rows)
    return addressed, told


def _notices_of_day(on: date, language: str) -> list[QuerySet[Model, object]]:
    heads = [heads_told(step, window, on, language) for step, window in ladder(on) if not step.measure]
    clocks = listing_supervision_rows.rows_of_day(on, language)
    return [*heads, *deciders_told(on, language), *clocks]

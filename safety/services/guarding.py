"""包保: guarantors of hazard sources, their checks, and what is proposed where a duty is not performed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.services import calendar, editing
from law.models import Criterion
from law.querysets import holds
from safety.models import Guarantor, GuarantorCheck
from safety.rules.guarding import Intervals, due_after, neglected_since

CRITERION = "MC5_1_5"
"""Guarantors who don't perform their duties: AQ 3067-2026, 5.1.5; no item of 121号 says so."""
SAID = ("checked_on", "was_due", "looked_at", "problems")


@dataclass(frozen=True)
class Neglect:
    """A duty that counts as not performed since a day; major where a `criterion` was in force then."""

    guarantor: Guarantor
    since: date
    criterion: Criterion | None


def intervals() -> Intervals:
    return Intervals(settings.GUARANTOR_TECHNICAL_MONTHS, settings.GUARANTOR_OPERATING_DAYS)


def next_due(guarantor: Guarantor, last: date) -> date | None:
    """The last day of the next check after one, or after the day on which the duty began."""
    if guarantor.ended_on is not None:
        return None
    return due_after(last, guarantor.duty, intervals(), calendar.current().is_working_day)


@transaction.atomic
def add(row: Guarantor, *, actor: User, names: Sequence[str]) -> Guarantor:
    """Name a guarantor. Raises NotKeeperError or UnfitError; then nothing is added."""
    row.due = next_due(row, row.since)
    return editing.add(row, actor=actor, names=names)


@transaction.atomic
def change(row: Guarantor, *, actor: User, version: int, values: Mapping[str, object]) -> Guarantor:
    """Change a guarantor; with the end of the duty its clock stops."""
    changed = editing.change(row, actor=actor, version=version, values=values)
    last = changed.checks.values_list("checked_on", flat=True).first()
    changed.due = next_due(changed, last or changed.since)
    changed.save(update_fields=["due"])
    return changed


@transaction.atomic
def record_check(check: GuarantorCheck, *, actor: User, names: Sequence[str]) -> GuarantorCheck:
    """Record that a guarantor has checked the source; the next check is due counted from the latest one.

    Raises NotKeeperError, or DomainError for a day to come or before the duty began; then nothing is written.
    """
    editing.refuse_reader(actor)
    guarantor = Guarantor.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=check.guarantor_id)
    if not guarantor.since <= check.checked_on <= clock.today():
        raise DomainError(_("The check lies between the beginning of the duty and today."), "checked_on")
    check.was_due, check.recorded_by, check.recorded_at = guarantor.due, actor, clock.now()
    check.save(force_insert=True)
    latest = guarantor.checks.values_list("checked_on", flat=True)[0]
    guarantor.due = next_due(guarantor, latest)
    guarantor.save(update_fields=["due"])
    editing.record(check, actor, before={}, after=editing.said_of(check, SAID))
    return check


def neglected(guarantors: Sequence[Guarantor], today: date) -> list[Neglect]:
    """Which of these duties count as not performed today, and by what that is judged."""
    is_working = calendar.current().is_working_day
    found = []
    for guarantor in guarantors:
        since = neglected_since(guarantor.due, guarantor.duty, intervals(), is_working)
        if since is not None and since <= today:
            found.append(Neglect(guarantor, since, _criterion(since)))
    return found


def _criterion(day: date) -> Criterion | None:
    rows = Criterion.objects.filter(holds(day), holds(day, "instrument__"), pk=CRITERION)
    return rows.select_related("instrument").first()

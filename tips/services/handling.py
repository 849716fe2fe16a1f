"""办理: what the steps of a tip write (`tips.workflow`)."""

from datetime import date
from typing import cast

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.querysets import OrganizationQuerySet
from accounts.states import OrganizationKind
from core import clock
from core.errors import DomainError
from core.services import calendar
from core.services.acting import refuse_missing
from core.steps import Given
from inspections.models import ProblemCategory
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from rectification.models import Item
from rectification.services.registration import ItemGiven, register
from tips.models import Heard, Tip
from tips.querysets import TipQuerySet
from tips.services import telling
from tips.states import FOUNDED, DoneKind, Side, TipState
from tips.workflow import TIPS

PROBLEM = ("problem_title", "problem_text", "problem_place")


def units_for(user: User) -> OrganizationQuerySet:
    """The departments of the county that may handle a tip."""
    rows = Organization.objects.active().filter(county=user.organization.county_id)
    return rows.filter(kind=OrganizationKind.DEPARTMENT)


def firsts_for(tip: Tip, user: User) -> TipQuerySet:
    """Earlier tips that this one may repeat; a repeat itself is no first."""
    rows = Tip.objects.visible_to(user).filter(county=tip.county_id).exclude(pk=tip.pk)
    return rows.exclude(state__in=(TipState.REPEAT, TipState.HANDED_OVER))


@TIPS.effect("accept")
def _accept(tip: Tip, actor: User, given: Given) -> None:
    unit = cast("Organization", given["unit"])
    if not units_for(actor).filter(pk=unit.pk).exists():
        raise DomainError(_("A department of the county handles a tip."), "unit")
    tip.unit = unit
    telling.tell(tip, telling.handlers(tip), telling.ASSIGNED, telling.IS_YOURS)


@TIPS.effect("hand-over")
def _hand_over(tip: Tip, actor: User, given: Given) -> None:
    tip.handed_to, tip.answer = str(given["handed_to"]), str(given["answer"])
    tip.answered_at, tip.ended_on = clock.now(), clock.today()


@TIPS.effect("repeat")
def _repeat(tip: Tip, actor: User, given: Given) -> None:
    """One matter, each time one complaint: the first is checked, and who repeats reads how it stands (R14)."""
    first = cast("Tip", given["first"])
    if not firsts_for(tip, actor).filter(pk=first.pk).exists():
        raise DomainError(_("Name an earlier tip of this county that is none itself a repeat."), "first")
    if tip.repeats.exists():
        raise DomainError(_("Others repeat this one already; link the other one with it."), "first")
    tip.first, tip.unit, tip.ended_on = first, first.unit, clock.today()


@TIPS.effect("ask")
def _ask(tip: Tip, actor: User, given: Given) -> None:
    Heard.objects.create(tip=tip, side=Side.HANDLER, text=str(given["text"]), author=actor, at=clock.now())


@TIPS.effect("extend")
def _extend(tip: Tip, actor: User, given: Given) -> None:
    due = cast("date", given["due"])
    last = calendar.current().add_days(tip.due, settings.TIP_EXTENSION_DAYS)
    if not tip.due < due <= last:
        said = _("The new day lies after the present one and not after %(day)s.")
        raise DomainError(said % {"day": date_format(last, "DATE_FORMAT")}, "due")
    tip.due_before, tip.due, tip.extension_reason = tip.due, due, str(given["reason"])


@TIPS.effect("propose")
def _propose(tip: Tip, actor: User, given: Given) -> None:
    tip.verdict, tip.reasons, tip.proposed_by = str(given["verdict"]), str(given["reasons"]), actor
    tip.item = cast("Item | None", given.get("item")) or tip.item
    if tip.verdict in FOUNDED and tip.item is None:
        refuse_missing(PROBLEM, given)
    for name in PROBLEM:
        setattr(tip, name, str(given.get(name) or ""))
    tip.problem_level = str(given.get("problem_level") or Level.GENERAL)
    tip.problem_category = cast("ProblemCategory | None", given.get("problem_category"))
    telling.tell(tip, telling.leaders(tip), telling.PROPOSED, telling.TO_CONFIRM)


@TIPS.effect("confirm")
def _confirm(tip: Tip, actor: User, given: Given) -> None:
    """The verdict holds; what is true stands on the ledger from now on, in the words of the handler (R8, R14)."""
    tip.confirmed_by, tip.confirmed_at = actor, clock.now()
    if tip.verdict in FOUNDED and tip.item is None:
        tip.item = register(_problem_of(tip), actor=actor)
    if tip.proposed_by is not None:
        telling.tell(tip, telling.handlers(tip), telling.ASSIGNED, telling.IS_YOURS)


def _problem_of(tip: Tip) -> ItemGiven:
    """What comes onto the ledger: nothing of what was told, of when, or of by whom."""
    return ItemGiven(
        tip.problem_title,
        tip.problem_text,
        clock.today(),
        [SourceGiven(SourceKind.COMPLAINT)],
        level=tip.problem_level,
        category=tip.problem_category,
        park=tip.park,
        enterprise=tip.enterprise,
        place=tip.problem_place,
    )


@TIPS.effect("send-back")
def _send_back(tip: Tip, actor: User, given: Given) -> None:
    proposer = tip.proposed_by
    tip.verdict, tip.proposed_by = "", None
    if proposer is not None:
        telling.tell(tip, [proposer], telling.SENT_BACK, telling.CAME_BACK)


@TIPS.effect("stage")
def _stage(tip: Tip, actor: User, given: Given) -> None:
    """阶段性办结: a stage is done, with its share and the next date; it stays open (R8)."""
    share, day = cast("int", given["stage_share"]), cast("date", given["stage_next"])
    if not 1 <= share <= 99:
        raise DomainError(_("A stage is a part: 1 to 99 per cent."), "stage_share")
    if day <= clock.today():
        raise DomainError(_("The next date lies ahead."), "stage_next")
    tip.done, tip.stage_text = DoneKind.STAGED, str(given["stage_text"])
    tip.stage_share, tip.stage_next = share, day


@TIPS.effect("answer")
def _answer(tip: Tip, actor: User, given: Given) -> None:
    tip.answer, tip.answered_at = str(given["answer"]), clock.now()
    if tip.done != DoneKind.STAGED:
        tip.done = DoneKind.DONE
    Heard.objects.create(tip=tip, side=Side.HANDLER, text=tip.answer, author=actor, at=clock.now())


@TIPS.effect("close")
def _close(tip: Tip, actor: User, given: Given) -> None:
    tip.ended_on = clock.today()

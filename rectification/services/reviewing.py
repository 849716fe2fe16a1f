"""复查: the independent re-inspection."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from rectification.models import HistoryEntry, Item, Review
from rectification.services import chains, evidence, modes
from rectification.services.assigning import set_deadline
from rectification.services.effects import effect
from rectification.states import DeadlineRule
from rectification.workflow import Given, outside_reviewer

OFFICERS_NEEDED = 2


def of_item(item: Item) -> list[Review]:
    """The re-inspections of an item with their officers, the oldest first; however often a page asks, read once."""
    officers = Prefetch("officers", queryset=User.objects.select_related("organization"))
    rows = Review.objects.select_related("reviewer__organization").prefetch_related(officers)
    prefetch_related_objects([item], Prefetch("reviews", queryset=rows))
    return sorted(item.reviews.all(), key=lambda review: (review.at, review.pk))


@effect("fail")
def fail(item: Item, actor: User, given: Given) -> None:
    """复查不通过: back to work with a new deadline; counts as a failed review."""
    if given["deadline"] < clock.today():
        raise WorkflowError(_("The new deadline lies in the past."), "deadline")
    modes.take_with_proof(item, given)
    evidence.attach(item, given.get("evidence") or (), step="fail", actor=actor)
    _write(item, actor, given, passed=False, officers=[actor])
    item.pass_proposed_by = item.awaited_officer = None
    set_deadline(item, given["deadline"], DeadlineRule.FAILED_REVIEW, start_event="failed review")
    item.submitted_on = None
    item.round += 1


@effect("propose-pass")
def propose_pass(item: Item, actor: User, given: Given) -> None:
    """复查通过,待第二人确认: the first officer's verdict; it holds once the second has confirmed in the own login."""
    second: User = given["officer"]
    _refuse_unfit(item, (actor, second), field="officer")
    modes.take_as_found(item, given)
    _attach(item, actor, given)
    await_second(item, actor, second)


def await_second(item: Item, first: User, second: User) -> None:
    """Note who has passed the item on site and who is to confirm it."""
    item.pass_proposed_by, item.awaited_officer = first, second
    item.reviewer_ids = sorted({*item.reviewer_ids, first.pk})


@effect("pass")
def pass_review(item: Item, actor: User, given: Given) -> None:
    """复查通过: on site by two officers; a major hazard with a report or expert opinion (R8).

    The second officer confirms what the first has said; or a system of record names both at once, and
    the second, who has said nothing yet, is asked afterwards.
    """
    officers: Sequence[User] = given["officers"]
    _refuse_others(item, actor, officers)
    _refuse_unfit(item, officers)
    modes.take_as_found(item, given)
    _attach(item, actor, given)
    _write(item, actor, {"opinion": both_opinions(item, actor, given["opinion"])}, passed=True, officers=officers)
    hold_pass(item, actor, officers)
    chains.begin(item)


def hold_pass(item: Item, actor: User, officers: Sequence[User]) -> None:
    """The re-inspection holds from today; whoever was named and has not spoken is awaited."""
    second = next((officer for officer in officers if officer.pk != actor.pk), None)
    item.awaited_officer = None if item.pass_proposed_by_id else second
    item.pass_proposed_by = None
    item.passed_on = clock.today()


@effect("confirm-pass")
def confirm_pass(item: Item, actor: User, given: Given) -> None:
    """The second officer confirms in the own login what a system of record has said of both."""
    item.awaited_officer = None


def both_opinions(item: Item, actor: User, opinion: str) -> str:
    """What the first and the second officer have said, each by name; the one opinion where one spoke for both."""
    first = first_opinion(item)
    return f"{first.actor_name}：{first.reason}\n{actor.name}：{opinion}" if first else opinion


def first_opinion(item: Item) -> HistoryEntry | None:
    """What the first officer has said, while the second is awaited."""
    if item.pass_proposed_by_id is None:
        return None
    return item.history.filter(transition="propose-pass").last()


def _attach(item: Item, actor: User, given: Given) -> None:
    evidence.attach(item, given.get("evidence") or (), step="pass", actor=actor)
    if item.is_major and not evidence.has_report(item):
        raise WorkflowError(_("A major hazard needs an acceptance report or expert opinion."), "evidence")


def _refuse_others(item: Item, actor: User, officers: Sequence[User]) -> None:
    """Nobody passes it in the names of others; the officers of a pass that was proposed are those two."""
    if actor.pk not in {officer.pk for officer in officers}:
        raise WorkflowError(_("Whoever passes it was on site: name yourself as one of the two officers."), "officers")
    if item.pass_proposed_by_id and {officer.pk for officer in officers} != {item.pass_proposed_by_id, actor.pk}:
        raise WorkflowError(_("Name the officer who has passed it on site and yourself."), "officers")


def _refuse_unfit(item: Item, officers: Sequence[User], *, field: str = "officers") -> None:
    if len({officer.pk for officer in officers}) < OFFICERS_NEEDED:
        raise WorkflowError(_("Two different officers are needed on site."), field)
    for officer in officers:
        knows = Item.objects.visible_to(officer).filter(pk=item.pk).exists()
        if not (officer.is_active and knows and outside_reviewer(item, officer)):
            raise WorkflowError(
                _("%(name)s can't re-inspect this item: it takes an officer of another unit.") % {"name": officer},
                field,
            )


def _write(item: Item, actor: User, given: Given, *, passed: bool, officers: Sequence[User]) -> None:
    review = Review.objects.create(
        item=item,
        round=item.round,
        passed=passed,
        reviewer=actor,
        opinion=given.get("opinion") or given.get("reason") or "",
        at=clock.now(),
    )
    review.officers.set(officers)
    item.reviewer_ids = sorted({*item.reviewer_ids, actor.pk, *(officer.pk for officer in officers)})

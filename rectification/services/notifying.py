"""Who is told of a step: notices are rows of the same transaction, jobs deliver what is undelivered."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import ANSWERING, REVIEWERS, Role
from notices.services import notices
from notices.services.notices import Words
from rectification import workflow
from rectification.models import HistoryEntry, Item
from rectification.services import naming
from rectification.states import Signer, State
from rectification.workflow import Told

if TYPE_CHECKING:
    from rectification.services.correction import Line

CLOSED = "closed"
"""The rule by which the unit that has rectified an item hears that it has been signed off."""

CORRECTED = "corrected"
"""The rule by which those concerned hear that what an item says has been corrected."""


def subject_of(item: Item) -> str:
    """How notices name an item."""
    return f"rectification.item:{item.pk}"


def tell_about(item: Item, entry: HistoryEntry) -> None:
    """Write the notices of a step for those whose turn it is now, but not for who took it."""
    _note_act(item, entry)
    people = {person.pk: person for person in recipients(item, entry.transition)}
    people.pop(entry.actor_id or 0, None)
    rule = CLOSED if item.state == State.CLOSED else entry.transition
    _tell(people.values(), item, entry, rule, lambda: f"{item.title}\n{entry.reason}".strip())


def tell_of_correction(item: Item, entry: HistoryEntry, changed: Iterable["Line"]) -> None:
    """更正: whoever works by what the item says is told what it says now: the unit, who assigned it, the office."""
    unit = people_of_lead(item) if item.state != State.PENDING else ()
    office = User.objects.able(Role.COORDINATOR).filter(organization__county=item.county_id)
    people = {person.pk: person for person in (*unit, *assigners_of(item), *office)}
    people.pop(entry.actor_id or 0, None)
    lines = list(changed)

    def text() -> str:
        said = [f"{line.label}: {line.before} → {line.after}" for line in lines]
        return "\n".join([item.title, *said, entry.reason])

    _tell(people.values(), item, entry, CORRECTED, text)


def _tell(people: Iterable[User], item: Item, entry: HistoryEntry, rule: str, text: Callable[[], str]) -> None:
    """Tell people of an act on an item, by its number and what has been done."""

    def say(person: User) -> Words:
        title = _("%(number)s %(step)s") % {"number": item.number, "step": naming.act_of(entry)}
        return Words(title, text())

    subject = f"{subject_of(item)}:v{item.version}"
    notices.tell(people, rule=rule, subject=subject, say=say, url=item.get_absolute_url(), at=entry.at)


def _note_act(item: Item, entry: HistoryEntry) -> None:
    """What whoever took the step had been told about the item has been acted on."""
    if entry.actor_id is None:
        return
    subject = subject_of(item)
    versions = [f"{subject}:v{version}" for version in range(1, item.version)]
    notices.note_act(entry.actor_id, [subject, *versions], at=entry.at)


def recipients(item: Item, transition: str) -> Iterable[User]:
    """The people whose turn a step makes it, or who asked for it."""
    step = workflow.TRANSITIONS.get(transition)
    told = step.tells if step else Told.NEXT
    whom = BY_TOLD.get(told) or BY_STATE.get(State(item.state)) or BY_DUE_SIGNATURE.get(told)
    return whom(item) if whom else ()


def named_officer_of(item: Item) -> Iterable[User]:
    """Who is to confirm a re-inspection as its second officer."""
    return (item.awaited_officer,) if item.awaited_officer else ()


def people_of_lead(item: Item) -> Iterable[User]:
    return User.objects.able(*ANSWERING).filter(organization=item.lead_organization_id)


def assigners_of(item: Item) -> Iterable[User]:
    return User.objects.able(Role.COORDINATOR, Role.DEPARTMENT).filter(organization=item.assigned_by_organization_id)


def reviewers_of(item: Item) -> Iterable[User]:
    """The reviewers of the department that assigned; the county's coordinators where it has none."""
    department = User.objects.able(*REVIEWERS).filter(organization=item.assigned_by_organization_id)
    return department if department.exists() else assigners_of(item)


def signers_of(item: Item) -> Iterable[User]:
    if item.next_signer == Signer.DEPARTMENT_HEAD:
        heads = User.objects.able(Role.DEPARTMENT).filter(is_head=True, organization__county=item.county_id)
        return [person for person in heads if workflow.head_of_department(item, person)]
    return User.objects.able(Role.COORDINATOR).filter(organization__county=item.county_id)


def signers_and_named_officer_of(item: Item) -> Iterable[User]:
    return (*signers_of(item), *named_officer_of(item))


def people_of_lead_and_who_passed(item: Item) -> Iterable[User]:
    """The unit that works on, and the officer whose verdict does not stand any more."""
    passed = item.reviews.filter(passed=True).select_related("reviewer").order_by("at", "pk").last()
    return (*people_of_lead(item), *((passed.reviewer,) if passed else ()))


Whom = Callable[[Item], Iterable[User]]
BY_TOLD: dict[Told, Whom] = {
    Told.LEAD: people_of_lead,
    Told.LEAD_AND_WHO_PASSED: people_of_lead_and_who_passed,
    Told.ASSIGNER: assigners_of,
    Told.NAMED_OFFICER: named_officer_of,
}
"""Whom a step tells, whatever the item has become by it."""
BY_STATE: dict[State, Whom] = {
    State.UNDER_REVIEW: reviewers_of,
    State.PLAN_REVIEW: reviewers_of,
    State.CLOSED: people_of_lead,
}
"""Whom every other step tells that leaves the item in one of these states."""
BY_DUE_SIGNATURE: dict[Told, Whom] = {
    Told.SIGNERS: signers_of,
    Told.SIGNERS_AND_NAMED_OFFICER: signers_and_named_officer_of,
}
"""Whose signature is due next, while the item is not closed."""

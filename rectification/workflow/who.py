"""Who may take which step of the ledger, and when: each rule asked of one item and of the database."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from accounts.states import OrganizationKind
from core import clock
from core.who import ALL, Rule, ability, condition, rule
from inspections.states import Level
from rectification.models import Extension, HistoryEntry, Item, Review
from rectification.states import Signer

Guard = Callable[[Item, User], bool]
BY_THE_OFFICE = Q(assigned_by_organization__kind=OrganizationKind.OFFICE)
coordinator: Rule[Item] = ability(lambda user: user.is_coordinator).said("The county's coordinator.")
department_head: Rule[Item] = ability(lambda user: user.is_department_head)
assigner: Rule[Item] = ability(lambda user: user.assigns).said("The coordinator or an officer of a department.")
reviewer: Rule[Item] = ability(lambda user: user.is_reviewer)
answering: Rule[Item] = ability(lambda user: user.answers)


@rule(lambda user: Q(lead_organization=user.organization_id))
def of_the_lead(item: Item, user: User) -> bool:
    """Of the unit that answers for the item."""
    return user.organization_id == item.lead_organization_id


@rule(lambda user: ~Q(lead_organization=user.organization_id))
def outside_the_lead(item: Item, user: User) -> bool:
    return user.organization_id != item.lead_organization_id


@rule(lambda user: Q(assigned_by_organization=user.organization_id))
def of_the_assigner(item: Item, user: User) -> bool:
    """Of the office that has assigned the item."""
    return user.organization_id == item.assigned_by_organization_id


@rule(lambda user: Q(registered_by_organization=user.organization_id))
def of_the_recorder(item: Item, user: User) -> bool:
    return user.organization_id == item.registered_by_organization_id


@rule(lambda user: BY_THE_OFFICE)
def assigned_by_the_office(item: Item, user: User) -> bool:
    """The coordinating office has assigned it."""
    office = item.assigned_by_organization
    return office is not None and office.kind == OrganizationKind.OFFICE


@rule(lambda user: BY_THE_OFFICE & Q(lead_organization=F("assigned_by_organization")))
def led_by_the_office(item: Item, user: User) -> bool:
    """The coordinating office has assigned the item to itself: the head of a department decides on it."""
    return assigned_by_the_office(item, user) and item.assigned_by_organization_id == item.lead_organization_id


@rule(lambda user: Q(assigned_by_organization=None))
def assigned_by_nobody(item: Item, user: User) -> bool:
    return item.assigned_by_organization_id is None


@rule(lambda user: Q(level=Level.GENERAL))
def general(item: Item, user: User) -> bool:
    return not item.is_major


def _submitted_by(user: User) -> Q:
    return Q(Exists(HistoryEntry.objects.filter(item=OuterRef("pk"), transition="submit", actor=user.pk)))


@rule(lambda user: ~_submitted_by(user))
def not_a_rectifier(item: Item, user: User) -> bool:
    """Has never asked for the re-inspection of the item, wherever the person works today."""
    return user.pk not in item.rectifier_ids


def _reviews_of(user: User) -> Q:
    reviews = Review.objects.filter(item=OuterRef("pk"))
    return Q(Exists(reviews.filter(Q(reviewer=user.pk) | Q(officers=user.pk))))


@rule(lambda user: ~_reviews_of(user))
def not_a_reviewer(item: Item, user: User) -> bool:
    """Has never re-inspected the item."""
    return user.pk not in item.reviewer_ids


@rule(lambda user: ~Q(submitted_by_organization=user.organization_id))
def outside_the_submitter(item: Item, user: User) -> bool:
    return user.organization_id != item.submitted_by_organization_id


@rule(lambda user: Q(pass_proposed_by=None) | Q(pass_proposed_by=user.pk))
def no_other_has_passed_it(item: Item, user: User) -> bool:
    return item.pass_proposed_by_id in (None, user.pk)


@rule(lambda user: Q(awaited_officer=user.pk))
def awaited(item: Item, user: User) -> bool:
    """Named as the second officer of a re-inspection, who has not confirmed yet."""
    return item.awaited_officer_id == user.pk


@rule(lambda user: Q(awaited_officer=None))
def nobody_awaited(item: Item, user: User) -> bool:
    return item.awaited_officer_id is None


@rule(lambda user: ~Q(void_proposed_by=user.pk))
def has_not_proposed_to_void(item: Item, user: User) -> bool:
    return user.pk != item.void_proposed_by_id


lead = (answering & of_the_lead).said("Somebody of the unit that answers for the item.")
assigning_department = (
    assigner & outside_the_lead & (coordinator | of_the_assigner | department_head & led_by_the_office)
).said("Whoever assigned it, as a unit; the coordinator always. Never the unit that answers for it.")
extension_decider = (assigning_department & (coordinator | general | led_by_the_office)).said(
    "A general item's extension is decided where it was assigned, a major one's by the coordinator (R8)."
)
outside_reviewer = (reviewer & outside_the_lead & outside_the_submitter & not_a_rectifier).said(
    "A reviewer of another unit than the one that rectified; no person who rectified it and has moved since."
)
first_officer = (outside_reviewer & no_other_has_passed_it).said(
    "Who passes it on site and names the second officer; while one is awaited, only to name another."
)
passing_officer = (outside_reviewer & (nobody_awaited | awaited)).said(
    "Who lets the re-inspection hold: the second officer where one is awaited."
)
awaited_officer = (reviewer & awaited).said("The officer whom another one has named as present on site.")
reviewer_or_coordinator = ((reviewer | coordinator) & outside_the_lead).said(
    "Who looks back at what was closed: not the unit that rectified it."
)
head_of_department = (
    department_head & outside_the_lead & (assigned_by_nobody | of_the_assigner | assigned_by_the_office)
).said("The head of the department that assigned; of any supervising department where the coordinating office did.")
coordinator_or_assigning_head = (coordinator | department_head & of_the_assigner).said(
    "The coordinator, or the head of the department that assigned."
)
_bars: list[Rule[Item]] = []
"""For whom a voiding is not to decide, as the apps above the ledger know."""


def bar_from_voiding(barred: Rule[Item]) -> None:
    """Let an app above say who had too much of a part in an item to decide on its voiding; called by its config."""
    if barred not in _bars:
        _bars.append(barred)


def _rows_open_to(user: User) -> Q:
    return reduce(and_, (~rows for barred in _bars if (rows := barred.rows(user)) is not None), ALL)


@rule(_rows_open_to)
def open_to_decide(item: Item, user: User) -> bool:
    """Has no such part as keeps this person from deciding on the voiding."""
    return not barred_from_voiding(item, user)


def barred_from_voiding(item: Item, user: User) -> bool:
    return item.void_is_proposed and any(barred(item, user) for barred in _bars)


second_person = ((coordinator | department_head) & has_not_proposed_to_void & open_to_decide).said(
    "A department head or another coordinator agrees to a voiding, never who proposed it; "
    "where it follows a challenge, nobody of a body that had a part in the finding or the challenge."
)
SIGNERS: dict[Signer, Rule[Item]] = {
    Signer.COORDINATOR_OR_HEAD: coordinator_or_assigning_head,
    Signer.DEPARTMENT_HEAD: head_of_department,
    Signer.COORDINATOR: coordinator,
    Signer.SUPERIOR_CONSENT: coordinator,
    Signer.PUBLICITY: coordinator,
}


def _due_for(user: User) -> Q | None:
    """The steps that are due of which any item is this person's, and those of which some are."""
    theirs = {step: rows for step, who in SIGNERS.items() if (rows := who.rows(user)) is not None}
    whole = [step for step, rows in theirs.items() if rows == ALL]
    found = [Q(due_signer__in=whole)] if whole else []
    found += [Q(due_signer=step) & rows for step, rows in theirs.items() if step not in whole]
    return reduce(or_, found) if found else None


@rule(_due_for)
def next_in_the_chain(item: Item, user: User) -> bool:
    """Whose step of the sign-off chain is due."""
    step = item.next_signer
    return step is not None and SIGNERS[step](item, user)


signer = (next_in_the_chain & not_a_rectifier & not_a_reviewer).said(
    "Whoever's turn it is in the chain; never one who rectified or reviewed the item."
)
signer_or_awaited_officer = (signer | awaited_officer).said(
    "Who sends it back: whoever's turn it is in the chain, or the officer who was named and was not there."
)


def has_part(item: Item, user: User) -> bool:
    """Whether the person's office has a part in the item: coordinates, has assigned or recorded it, or assists.

    A letter or a listing is issued by such an office alone, never by the one that answers for the item.
    """
    unit = user.organization_id
    if user.is_coordinator:
        return True
    if unit == item.lead_organization_id:
        return False
    named = (item.assigned_by_organization_id, item.registered_by_organization_id)
    return unit in named or any(each.pk == unit for each in item.assisting.all())


def _open_extension() -> Q:
    return Q(Exists(Extension.objects.filter(item=OuterRef("pk"), granted=None)))


@condition(_open_extension)
def has_open_extension(item: Item) -> bool:
    """A request for a later deadline waits."""
    # Lists bring the open ones along, so that no row asks for its own.
    known = getattr(item, "open_extensions", None)
    return bool(known) if known is not None else item.extensions.filter(granted=None).exists()


@condition(lambda: Q(deadline__isnull=False) & ~_open_extension())
def may_ask_for_extension(item: Item) -> bool:
    """It has a deadline, and no request for a later one waits."""
    return item.deadline is not None and not has_open_extension(item)


@condition(lambda: Q(due_signer=Signer.PUBLICITY))
def publicity_is_due(item: Item) -> bool:
    """The next step of the sign-off chain is the publicity."""
    return item.next_signer == Signer.PUBLICITY


@condition(lambda: ~Q(due_signer__in=("", Signer.PUBLICITY)))
def signature_is_due(item: Item) -> bool:
    """The next step of the sign-off chain is a signature."""
    return item.next_signer not in (None, Signer.PUBLICITY)


@condition(lambda: Q(awaited_officer__isnull=False))
def officer_is_awaited(item: Item) -> bool:
    """A second officer has been named and has not confirmed yet."""
    return item.awaited_officer_id is not None


@condition(lambda: Q(next_confirmation_on__isnull=False))
def is_long_term(item: Item) -> bool:
    """It has no day but is confirmed from time to time."""
    return item.next_confirmation_on is not None


@condition(lambda: Q(void_proposed_by=None))
def no_void_proposed(item: Item) -> bool:
    """Nobody has proposed to void it."""
    return not item.void_is_proposed


@condition(lambda: Q(void_proposed_by__isnull=False))
def void_proposed(item: Item) -> bool:
    """Somebody has proposed to void it."""
    return item.void_is_proposed


near_recorder = (coordinator | of_the_recorder).said(
    "Who assigns it first: the office, and the department that has recorded it."
)
near_reviewer = (nobody_awaited & (of_the_assigner | assigned_by_the_office)).said(
    "Who re-inspects it first: the department that has assigned it, any where the office has."
)


@rule(lambda user: Q(next_confirmation_on=None) | Q(next_confirmation_on__lte=clock.today()))
def work_is_due(item: Item, user: User) -> bool:
    """What has no end waits on a desk only when its periodic confirmation is due."""
    return item.next_confirmation_on is None or item.next_confirmation_on <= clock.today()

"""交接 of items: the person responsible by the plan gives way to the successor; a re-inspection on site does not."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandOver, User
from accounts.services.handing_over import Kind, Work, things
from rectification.models import Item
from rectification.rules.named_persons import names, renamed
from rectification.services import notifying, recording
from rectification.services.correction import lines

HANDED = "hand-over"
RESPONSIBLE = "responsible_person"


def _named(person: User) -> QuerySet[Item]:
    """Open items of the person's unit in whose plan the name stands."""
    rows = Item.objects.open().filter(lead_organization=person.organization_id)
    return rows.filter(responsible_person__contains=person.name).order_by("pk")


def find_responsible(person: User, successor: User) -> list[Work]:
    """Items for which the person is responsible by name; whoever has re-inspected one does not rectify it (R8)."""
    return [
        Work(item.pk, str(item), item.get_absolute_url(), _why_not(item, successor))
        for item in _named(person)
        if names(item.responsible_person, person.name)
    ]


def _why_not(item: Item, successor: User) -> str:
    if successor.pk in item.reviewer_ids:
        return _("%(name)s has re-inspected it and can't be responsible for it.") % {"name": successor.name}
    return ""


def hand_responsible(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    """The plan names the successor; the item's history says so, and whoever works by it is told."""
    rows = _named(handing.person).select_for_update(of=("self",))
    for item in things(rows.select_related("lead_organization", "assigned_by_organization", "finding"), works):
        _hand(item, handing, actor)


def _hand(item: Item, handing: HandOver, actor: User) -> None:
    before, was = recording.snapshot(item), item.responsible_person
    item.responsible_person = renamed(was, handing.person.name, handing.successor.post, handing.successor.name)
    item.version += 1
    item.save()
    given = {
        "reason": handing.reason,
        "words": {RESPONSIBLE: [was, item.responsible_person]},
        "person": handing.person.pk,
        "successor": handing.successor.pk,
    }
    entry = recording.record(item, HANDED, actor, from_state=item.state, before=before, given=given)
    notifying.tell_of_correction(item, entry, lines(entry))


def find_named_officer(person: User, successor: User) -> list[Work]:
    """Re-inspections that wait for the person as second officer: who was on site can't be another one (0014)."""
    return list(_awaited(person))


def _awaited(person: User) -> Iterator[Work]:
    rows = Item.objects.open().filter(awaited_officer=person).select_related("pass_proposed_by").order_by("pk")
    for item in rows:
        first = item.pass_proposed_by.name if item.pass_proposed_by else "/"
        said = _("Who was on site confirms it himself, or answers that he was not there; %(first)s can name another.")
        yield Work(item.pk, str(item), item.get_absolute_url(), said % {"first": first})


KINDS = (
    Kind(
        "responsible", gettext_lazy("Items for which the person is responsible"), find_responsible, hand_responsible, 10
    ),
    Kind("officer", gettext_lazy("Re-inspections to be confirmed as second officer"), find_named_officer, order=15),
)

"""@: whom a comment at an item may name, and whom it does name."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Mention
from comments.rules import mentions
from comments.rules.mentions import Named, Unclear
from comments.states import OFFICIAL, READ_BY, TALKING, Audience
from core import clock
from core.errors import DomainError
from core.services import log
from notices.services import notices
from rectification.models import HistoryEntry, Item
from rectification.services.readers import readers_of

MOST_NAMED = 20
MOST_OFFERED = 300
MOST_LIKELY = 6


def nameable(item: Item, actor: User) -> QuerySet[User]:
    """Who may read comments at an item and is known to the person: colleagues, officials, who has acted or spoken.

    An official also knows the people of the units that the item is about.
    """
    concerned = {item.lead_organization_id, item.enterprise.organization_id if item.enterprise else None}
    known = Q(pk__in=User.objects.visible_to(actor).values("pk"))
    if actor.role in OFFICIAL:
        known |= Q(organization__in=[unit for unit in concerned if unit is not None])
    acted = HistoryEntry.objects.filter(item=item, actor=OuterRef("pk"))
    spoken = Comment.objects.visible_to(actor).filter(item=item, author=OuterRef("pk"))
    people = readers_of(item).filter(role__in=TALKING).filter(known | Exists(acted) | Exists(spoken))
    return people.select_related("organization")


def offered(item: Item, actor: User, words: str) -> list[dict[str, str]]:
    """Who can be picked after an @: the name as it is written into the text, and the unit; by name, the first of many.

    Where several bear a name, their unit is written behind it.
    """
    rows = nameable(item, actor).exclude(pk=actor.pk)
    rows = rows.filter(name__contains=words) if words else rows
    people = list(rows.order_by("organization__protocol_order", "name", "pk")[:MOST_OFFERED])
    names = [person.name for person in people]
    return [
        {
            "name": person.name,
            "unit": person.organization.label,
            "as": person.name if names.count(person.name) == 1 else person.full_label,
        }
        for person in people
    ]


def named_in(text: str, item: Item, actor: User, audience: str) -> list[User]:
    """Whom a text names. Raises DomainError, at the text, for a name that is nobody's, several's, or can't read it."""
    tokens = mentions.tokens(text)
    if not tokens:
        return []
    heads = {head for token in tokens for head in mentions.heads(token)}
    people = {person.pk: person for person in nameable(item, actor).filter(name__in=heads)}
    known = [_as_named(person) for person in people.values()]
    keys = dict.fromkeys(_refused_unless_clear(mentions.person_at(token, known), people) for token in tokens)
    named = [people[key] for key in keys if key != actor.pk]
    _refuse_deaf(named, audience)
    if len(named) > MOST_NAMED:
        raise DomainError(_("At most %(n)s people can be named in one comment.") % {"n": MOST_NAMED}, "text")
    return named


def _as_named(person: User) -> Named:
    unit = person.organization
    return Named(person.pk, person.name, frozenset({unit.name, unit.label}))


def _refused_unless_clear(found: int | Unclear, people: Mapping[int, User]) -> int:
    if isinstance(found, int):
        return found
    if not found.likely:
        said = _("“@%(said)s” is nobody who reads comments on this item; write the name as the list offers it.")
        raise DomainError(said % {"said": found.said}, "text")
    likely = "、".join(f"@{people[key].full_label}" for key in found.likely[:MOST_LIKELY])
    said = _("“@%(said)s” is the name of several people; write the unit behind it: %(likely)s.")
    raise DomainError(said % {"said": found.said, "likely": likely}, "text")


def _refuse_deaf(named: Sequence[User], audience: str) -> None:
    """Nobody is called to what he does not read."""
    deaf = [person for person in named if person.role not in READ_BY[Audience(audience)]]
    if deaf:
        said = _(
            "%(who)s does not read comments for officials only; write to the responsible unit, or leave out the @."
        )
        raise DomainError(said % {"who": deaf[0].full_label}, "text")


def subject_of(comment: Comment) -> str:
    """How notices name a comment."""
    return f"comments.comment:{comment.pk}"


@transaction.atomic
def note_seen(comment: Comment, actor: User) -> None:
    """已阅: the person has read where he is named; a second time changes nothing."""
    if _end(Mention.objects.filter(comment=comment, person=actor), actor):
        log.record("comment.see", comment, actor=actor)


def note_answered(item: Item, actor: User) -> None:
    """Whoever says something at an item has answered what waited there for him; in the caller's transaction."""
    _end(Mention.objects.waiting_for(actor).whole().filter(comment__item=item), actor)


def _end(waiting: QuerySet[Mention], actor: User) -> int:
    open_ones = list(waiting.filter(answered_at=None).select_related("comment"))
    now = clock.now()
    Mention.objects.filter(pk__in=[mention.pk for mention in open_ones]).update(answered_at=now)
    notices.note_act(actor.pk, [subject_of(mention.comment) for mention in open_ones], at=now)
    return len(open_ones)

"""Who hears of a comment and of what becomes of an item that is followed: by the item's number, without the words.

The words are read at the item, by whoever may read them there at that moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments.models import Comment, Follow
from comments.services import mentioning
from comments.states import OFFICIAL, READ_BY, Audience
from notices.services import notices
from notices.services.notices import Words
from rectification.models import HistoryEntry, Item
from rectification.services import naming, notifying
from rectification.services.readers import readers_of
from rectification.states import State

NAMED, WRITTEN, FOLLOWED, MOVED = "comment-named", "comment-written", "comment-followed", "followed-moved"
FOLLOWED_ITEM = "comments.followed:"
CALLS = _("%(who)s names you in a comment on %(number)s")
SAYS = _("%(who)s has commented on %(number)s")


@dataclass(frozen=True)
class Told:
    """People who hear of a comment, by which rule and in which words."""

    people: Iterable[User]
    rule: str
    said: Promise


def tell_of_comment(comment: Comment, named: Iterable[User]) -> None:
    """Tell whom it names, whom it is written to, who follows the item: each once, never who has written it."""
    heard = {comment.author_id}
    for told in (
        Told(named, NAMED, CALLS),
        Told(_written_to(comment), WRITTEN, SAYS),
        Told(_followers_who_read(comment), FOLLOWED, SAYS),
    ):
        people = [person for person in told.people if person.pk not in heard]
        heard |= {person.pk for person in people}
        _tell(comment, people, told)


def _tell(comment: Comment, people: Iterable[User], told: Told) -> None:
    said = {"who": comment.author_label, "number": comment.item.number}
    notices.tell(
        people,
        rule=told.rule,
        subject=mentioning.subject_of(comment),
        say=lambda person: Words(told.said % said),
        url=comment.get_absolute_url(),
    )


def tell_named(comment: Comment, people: Iterable[User]) -> None:
    """Tell those who are named in the place of others."""
    _tell(comment, people, Told((), NAMED, CALLS))


def _written_to(comment: Comment) -> Iterable[User]:
    """An official writes to the unit that answers for the item, that unit to whoever has assigned it."""
    item = comment.item
    if comment.audience == Audience.INTERNAL or item.state == State.PENDING:
        return ()
    of_the_unit = comment.author.organization_id == item.lead_organization_id
    if comment.author.role in OFFICIAL and not of_the_unit:
        return notifying.people_of_lead(item)
    return notifying.assigners_of(item)


def _followers_who_read(comment: Comment) -> QuerySet[User]:
    return followers_of(comment.item).filter(role__in=READ_BY[Audience(comment.audience)])


def followers_of(item: Item) -> QuerySet[User]:
    """Who follows an item and may still know of it."""
    return readers_of(item).filter(pk__in=Follow.objects.filter(item=item).values("person"))


def tell_followers(item: Item, entry: HistoryEntry) -> None:
    """A step has changed the state of an item: whoever follows it hears so, unless told of the step anyway.

    Whose scope the item has left follows it no more.
    """
    if entry.from_state == entry.to_state or not Follow.objects.filter(item=item).exists():
        return
    _let_go(item)
    told = {entry.actor_id or 0, *(person.pk for person in notifying.recipients(item, entry.transition))}

    def say(person: User) -> Words:
        return Words(_("%(number)s, which you follow: %(step)s, now %(state)s") % {
            "number": item.number, "step": naming.act_of(entry), "state": item.get_state_display(),
        })  # fmt: skip

    notices.tell(
        followers_of(item).exclude(pk__in=told),
        rule=MOVED,
        subject=f"{FOLLOWED_ITEM}{item.pk}:v{item.version}",
        say=say,
        url=item.get_absolute_url(),
        at=entry.at,
    )


def _let_go(item: Item) -> None:
    Follow.objects.filter(item=item).exclude(person__in=readers_of(item).values("pk")).delete()

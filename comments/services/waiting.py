"""Which comments wait for this person: those that name him and that he has neither seen nor answered."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from comments.models import Follow, Mention
from core.decisions import Decision, Source
from rectification.querysets import ItemQuerySet

FIRST_WORDS = 60
NAMED_BOX = (
    "named",
    gettext_lazy("I am named"),
    gettext_lazy("Items with a comment that names this person and waits."),
)
FOLLOWED_BOX = ("followed", gettext_lazy("I follow"), gettext_lazy("Items that this person follows."))


def _oldest_first(person: User) -> QuerySet[Mention]:
    rows = Mention.objects.waiting_for(person).select_related("comment__item")
    return rows.order_by("comment__at", "pk")


def _says(mention: Mention) -> Decision:
    comment = mention.comment
    words = comment.text if len(comment.text) <= FIRST_WORDS else f"{comment.text[:FIRST_WORDS]}…"
    said = {"who": comment.author_label, "number": comment.item.number, "words": words}
    return Decision(_("%(who)s at %(number)s: %(words)s") % said, comment.get_absolute_url())


NAMED = Source(_oldest_first, _says)


def naming(items: ItemQuerySet, user: User, today: object) -> ItemQuerySet:
    """Items at which somebody waits for this person's answer."""
    return items.filter(pk__in=Mention.objects.waiting_for(user).whole().values("comment__item"))


def followed(items: ItemQuerySet, user: User, today: object) -> ItemQuerySet:
    return items.filter(pk__in=Follow.objects.filter(person=user.pk).values("item"))

"""留言、@ 提及、关注: what is said at an item of the ledger, who is to read it, who wants to hear of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from comments.querysets import CommentQuerySet, FollowQuerySet, MentionQuerySet
from comments.states import Audience
from core.fields import Read, Readers
from rectification.models import Item

LONGEST_TEXT = 1000


class Comment(Read):
    """What somebody says at an item (留言): it changes nothing of the item and is not changed afterwards.

    Its author may withdraw it; then nobody reads the words any more, and that there was one stays. Name and unit of
    the author are kept as they were.
    """

    item = models.ForeignKey(Item, verbose_name=_("Item"), on_delete=models.PROTECT, related_name="comments")
    audience = models.CharField(pgettext_lazy("comment", "Read by"), max_length=8, choices=Audience.choices)
    text = models.TextField(pgettext_lazy("comment", "Comment"))
    author = models.ForeignKey(
        User, verbose_name=pgettext_lazy("comment", "By"), on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=60)
    author_unit = models.CharField(max_length=120)
    at = models.DateTimeField(pgettext_lazy("comment", "Written"))
    withdrawn_at = models.DateTimeField(pgettext_lazy("comment", "Withdrawn"), null=True, blank=True)

    readers = Readers(unit="item audience text author author_name author_unit at withdrawn_at")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = pgettext_lazy("comment", "Comment")
        indexes = (models.Index(fields=("item", "-at"), name="comment_of_item"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="comment_audience_known"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}/{self.pk}"

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: User) -> Iterator[tuple[Self, Iterable[str]]]:
        """The words of what was withdrawn are read by nobody, its author included."""
        yield from super().withheld(rows, reader)
        yield from ((row, ["text"]) for row in rows if row.withdrawn_at is not None)

    @property
    def name_in_log(self) -> str:
        """The number of the item alone: the log is read by whoever must not read what is said."""
        return self.item.number

    def get_absolute_url(self) -> str:
        return f"{self.item.get_absolute_url()}#comment-{self.pk}"

    @property
    def is_internal(self) -> bool:
        return self.audience == Audience.INTERNAL

    @property
    def author_label(self) -> str:
        """The author with the unit, as they were then."""
        return f"{self.author_name}({self.author_unit})"


class Mention(Read):
    """That a comment is meant for somebody by name (@): it waits until that person has seen or answered it."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(pgettext_lazy("mention", "Seen"), null=True, blank=True)

    readers = Readers(unit="comment person answered_at")

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ("comment", "pk")
        verbose_name = pgettext_lazy("comment", "Mention")
        constraints = (models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once"),)
        indexes = (models.Index(fields=("person",), condition=models.Q(answered_at=None), name="mention_waiting"),)

    def __str__(self) -> str:
        return f"{self.comment_id} @{self.person_id}"


class Follow(Read):
    """That a person wants to hear what becomes of an item (关注)."""

    item = models.ForeignKey(Item, verbose_name=_("Item"), on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(pgettext_lazy("follow", "Since"))

    readers = Readers(public="item person since")

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-pk")
        verbose_name = pgettext_lazy("follow", "Followed item")
        constraints = (models.UniqueConstraint(fields=("person", "item"), name="followed_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id}"

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers, known_among, readable_keys
from core.states import Seen
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.states import State

POINTERS = frozenset(
    f"{name}{end}" for name in ("merged_into", "rebound_of", "found_looking_back_at") for end in ("", "_id")
)
AMONG_OFFICIALS = frozenset({"void", "decide-void", "add-source"})


class HistoryEntry(Read):
    """One step in the life of an item, written in the transaction of the change and never changed.

    `version` is the version the item has after it, so a gap shows; `before` and `after`
    hold the values that changed, `given` what the actor put in. What the house does by rule, at the end of a clock,
    has no actor.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="history")
    version = models.PositiveIntegerField()
    transition = models.CharField(_("Step"), max_length=20)
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(_("Who"), max_length=60, blank=True)
    actor_role = models.CharField(max_length=12, blank=True)
    actor_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    actor_organization_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(_("When"))
    reason = models.TextField(_("Reason"), blank=True)
    given = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    readers = Readers(
        unit=(
            "item version transition from_state to_state actor actor_name actor_role actor_organization "
            "actor_organization_name at reason given before after"
        ),
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("item", "version")
        verbose_name = _("History entry")
        constraints = (models.UniqueConstraint(fields=("item", "version"), name="history_without_fork"),)
        indexes = (models.Index(fields=("transition", "at"), name="history_by_step"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.version} {self.transition}"

    @property
    def who(self) -> str:
        """The person with the unit of that day, or that it was done by rule."""
        return f"{self.actor_name}({self.actor_organization_name})" if self.actor_name else gettext("by rule")

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: User) -> Iterator[tuple[Self, Iterable[str]]]:
        """Why officials propose to void an item, or let it take in the sources of another one, is their own."""
        yield from super().withheld(rows, reader)
        yield from ((row, ["reason"]) for row in rows if row.keeps_its_reason_from(reader))

    @classmethod
    def thin_out(cls, rows: Sequence[Self], reader: User) -> None:
        """A snapshot shows what the item itself shows this reader; other items only where they may be known."""
        pointed = {key for row in rows for values in row.snapshots() for key in _pointed_at(values)}
        known = known_among(Item, pointed, reader)
        for row in rows:
            row.before, row.after, row.given = (row.shown(values, reader, known) for values in row.snapshots())
            row.__dict__["_withheld"] = True

    def keeps_its_reason_from(self, reader: User) -> bool:
        """Whether the reason is the officials' own, and the reader is none of them."""
        return self.transition in AMONG_OFFICIALS and Seen.OFFICIALS not in reader.reads

    def shown(self, values: Mapping[str, object], reader: User, known: Collection[int]) -> dict[str, object]:
        """What a reader sees of a snapshot, who may know of these other items."""
        own = {"reason"} if self.keeps_its_reason_from(reader) else set()
        readable = readable_keys(Item.readers, values, reader.reads | {Seen.SCOPED})
        return {
            name: value
            for name, value in readable.items()
            if name not in own and (name not in POINTERS or value is None or value in known)
        }

    def snapshots(self) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
        """What changed, from and to, and what was put in."""
        return self.before, self.after, self.given


def _pointed_at(values: Mapping[str, object]) -> set[int]:
    """The keys of other items in a snapshot."""
    return {values[name] for name in POINTERS if values.get(name) is not None}

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class DeadlineSuspension(Read):
    """期限中止: a deadline that stands still from a day on, and by how much it was put off when it ran again.

    While it lasts the deadline in force is reckoned to its `latest` end, so that nothing is late meanwhile; `until` is
    the day on which it ran again, and then the days in between have been added. The house itself has no `ended_by`.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateField(_("Suspended from"))
    latest = models.DateField(_("Runs again by"))
    until = models.DateField(_("Ran again on"), null=True, blank=True)
    deadline_before = models.DateField(_("Deadline before"))
    deadline_after = models.DateField(_("Deadline after"))
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Moment"))
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    readers = Readers(
        unit="item since latest until deadline_before deadline_after reason by at ended_by ended_at end_reason",
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Suspension of a deadline")
        constraints = (
            models.UniqueConstraint(
                fields=("item",), condition=models.Q(until=None), name="one_running_suspension_an_item"
            ),
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("deadline_before")), name="suspension_of_a_running_deadline"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="suspension_forwards"
            ),
            models.CheckConstraint(
                condition=models.Q(deadline_after__gte=models.F("deadline_before")), name="suspension_puts_off"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.since} → {self.until or self.latest}"

    @property
    def is_running(self) -> bool:
        return self.until is None

    @property
    def days(self) -> int:
        """How many days it has stood still, or will have at the latest."""
        return ((self.until or self.latest) - self.since).days

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.users import User
from accounts.querysets import HandOverQuerySet
from core.fields import Read, Readers


class HandOver(Read):
    """交接: all open work that names a person goes to a colleague of the same unit and role, on one day, in one act.

    `moved` and `left` are how many things of each kind went over and how many could not. It waits until `from_day`;
    then it is carried out, or called off with the reason where it does not fit any more.
    """

    person = models.ForeignKey(
        User, verbose_name=pgettext_lazy("hand-over", "Hands over"), on_delete=models.PROTECT, related_name="hand_overs"
    )
    successor = models.ForeignKey(
        User, verbose_name=pgettext_lazy("hand-over", "Takes over"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=300)
    from_day = models.DateField(pgettext_lazy("hand-over", "From"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("Created"))
    carried_out_at = models.DateTimeField(pgettext_lazy("hand-over", "Carried out"), null=True, blank=True)
    called_off_at = models.DateTimeField(pgettext_lazy("hand-over", "Called off"), null=True, blank=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    moved = models.JSONField(default=dict, blank=True)
    left = models.JSONField(default=dict, blank=True)

    readers = Readers(
        unit=(
            "person successor reason from_day created_by created_at carried_out_at called_off_at called_off_because "
            "moved left"
        ),
    )

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = pgettext_lazy("hand-over", "Hand-over")
        constraints = (
            models.CheckConstraint(condition=~models.Q(person=models.F("successor")), name="hand_over_to_another"),
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(carried_out_at=None, called_off_at=None),
                name="one_hand_over_waits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} → {self.successor_id} {self.from_day}"

    @property
    def waits(self) -> bool:
        return self.carried_out_at is None and self.called_off_at is None

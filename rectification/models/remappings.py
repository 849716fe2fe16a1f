from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers
from law.models import Basis
from rectification.querysets import RemappingQuerySet
from rectification.states import RemappingState


class Remapping(Read):
    """法律依据转引: open items get the bases that follow ended ones, in one act of two persons (rules R11, 5)."""

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("State"), max_length=12, choices=RemappingState.choices, default=RemappingState.PROPOSED)
    proposed_by = models.ForeignKey(User, verbose_name=_("Proposed by"), on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("Proposed"))
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name=_("Decided by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    items = models.PositiveIntegerField(_("Items"), default=0)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials="county state proposed_by proposed_at reason decided_by decided_at items version",
    )

    objects = RemappingQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Re-mapping of bases")
        constraints = (
            models.UniqueConstraint("county", condition=Q(state=RemappingState.PROPOSED), name="one_open_remapping"),
        )

    def __str__(self) -> str:
        return f"{self.proposed_at:%Y-%m-%d}"


class RemappedBasis(Read):
    """One ended basis and the one that follows it."""

    remapping = models.ForeignKey(Remapping, on_delete=models.CASCADE, related_name="lines")
    ended = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    follower = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")

    readers = Readers(officials="remapping ended follower")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("remapping", "ended", name="basis_remapped_once"),)

    def __str__(self) -> str:
        return f"{self.ended_id} → {self.follower_id}"

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.fields import Read, Readers
from inspections.models.findings import Finding
from inspections.querysets import FindingBasisQuerySet
from law.models import Basis


class FindingBasis(Read):
    """A basis that a finding cites (引用的依据), as of the day of the act: found, or mapped to the law that followed.

    One that was left for another stays, with the moment it was left: the history of a finding keeps the old law.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="citations")
    basis = models.ForeignKey(Basis, verbose_name=_("Legal basis"), on_delete=models.PROTECT, related_name="citations")
    cited_on = models.DateField(_("Cited as of"))
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    readers = Readers(public="finding basis cited_on cited_at left_at", unit="cited_by")

    objects = FindingBasisQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Cited basis")
        constraints = (models.UniqueConstraint("finding", "basis", condition=Q(left_at=None), name="basis_cited_once"),)

    @property
    def has_ended(self) -> bool:
        """Whether the law has changed since, so that a paper of today can't cite it."""
        return not self.basis.is_in_force(clock.today())

    def __str__(self) -> str:
        return str(self.basis)

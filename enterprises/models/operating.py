from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from enterprises.models.enterprises import Enterprise
from enterprises.querysets import OperatingChangeQuerySet
from enterprises.states import OperatingState

IN_ORDER = (F("since").asc(nulls_first=True), F("pk"))


class OperatingChange(Read):
    """经营状态变更: an enterprise entered a state on a day, why, and by which document; only ever added to.

    `by_order` says that an authority has ordered it (责令停产). The last row is the state of the file; one without a
    day stands first: since when it holds is not on file.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="operating_changes"
    )
    state = models.CharField(_("Operating state"), max_length=12, choices=OperatingState.choices)
    since = models.DateField(_("From which day on"), null=True, blank=True)
    by_order = models.BooleanField(_("By order of an authority"), default=False)
    reason = models.CharField(_("Reason"), max_length=300)
    document = models.CharField(_("Document"), max_length=120, blank=True)
    actor = models.ForeignKey(User, verbose_name=_("Person"), on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("Recorded"))

    readers = Readers(public="enterprise state since by_order", unit="reason document actor at")

    objects = OperatingChangeQuerySet.as_manager()

    class Meta:
        ordering = IN_ORDER
        verbose_name = _("Operating state")
        indexes = (models.Index(fields=("enterprise", "since"), name="operating_change_by_day"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=OperatingState.values), name="operating_change_known"),
            models.CheckConstraint(
                condition=models.Q(by_order=False) | ~models.Q(document=""), name="operating_order_has_document"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The state in words; one that was ordered says so."""
        word = str(self.get_state_display())
        return str(_("%(state)s (by order)") % {"state": word}) if self.by_order else word

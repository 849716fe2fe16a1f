"""安全包保: who answers for a major hazard source, and how he has looked after it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from safety.models.hazard_sources import HazardSource
from safety.models.people import KeyPerson
from safety.querysets import GuarantorCheckQuerySet, GuarantorQuerySet
from safety.rules.guarding import soon_days
from safety.states import Duty


class Guarantor(Read):
    """A guarantor (包保责任人) of a hazard source; three of them, one for each duty.

    `due` is the last day of the next check; empty where none is asked or the duty has ended.
    """

    source = models.ForeignKey(
        HazardSource, verbose_name=_("Hazard source"), on_delete=models.PROTECT, related_name="guarantors"
    )
    duty = models.CharField(_("Duty"), max_length=12, choices=Duty.choices)
    person = models.ForeignKey(KeyPerson, verbose_name=_("Key person"), on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("Since"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    due = models.DateField(_("Next check by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "guarantors"

    readers = Readers(unit="source duty person since ended_on due version")

    objects = GuarantorQuerySet.as_manager()

    class Meta:
        ordering = ("ended_on", "pk")
        verbose_name = _("Guarantor")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "duty"),
                condition=models.Q(ended_on=None),
                name="guarantor_once_for_a_duty",
                violation_error_message=_("Somebody has this duty at the source already: end it there first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.person.name}"

    @property
    def soon_days(self) -> int:
        """Within how many days the next check is near."""
        return soon_days(self.duty)

    @property
    def dossier(self) -> HazardSource:
        """The file in which the guarantor stands."""
        return self.source


class GuarantorCheck(Read):
    """A check (履职检查) that a guarantor has made; `was_due` is the last day on which it was due."""

    guarantor = models.ForeignKey(Guarantor, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField(_("Checked on"))
    was_due = models.DateField(_("Was due by"), null=True, blank=True)
    looked_at = models.CharField(_("What was checked"), max_length=300)
    problems = models.CharField(_("Problems found"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded"))
    version = models.PositiveIntegerField(default=1)

    tab = "guarantors"

    readers = Readers(
        unit="guarantor checked_on was_due looked_at problems recorded_by recorded_at version",
    )

    objects = GuarantorCheckQuerySet.as_manager()

    class Meta:
        ordering = ("-checked_on", "-pk")
        verbose_name = _("Check of a guarantor")

    def __str__(self) -> str:
        return f"{self.guarantor} {self.checked_on:%Y-%m-%d}"

    @property
    def dossier(self) -> HazardSource:
        """The file in which the check stands."""
        return self.guarantor.source

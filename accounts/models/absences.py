from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.querysets import AbsenceQuerySet
from core.fields import Read, Readers


class Absence(Read):
    """代班: somebody is away, and from the first to the last day a colleague is told in the same place.

    Nothing but the notices is handed over: what the colleague may do follows from the own role.
    """

    person = models.ForeignKey(User, verbose_name=_("Away"), on_delete=models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(User, verbose_name=_("Substitute"), on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("Created"))

    readers = Readers(unit="person substitute first_day last_day created_by created_at")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ("first_day", "pk")
        verbose_name = _("Absence")
        constraints = (
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="absence_has_days"),
            models.CheckConstraint(condition=~models.Q(person=models.F("substitute")), name="absence_by_another"),
        )
        indexes = (models.Index(fields=("person", "last_day"), name="absence_of_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day}/{self.last_day}"

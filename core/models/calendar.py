from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import Read, Readers
from core.states import DayKind


class CalendarDay(Read):
    """A day that differs from the plain week (放假、调休), by the yearly notice of the State Council."""

    day = models.DateField(_("Day"), unique=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=DayKind.choices)
    notice = models.CharField(pgettext_lazy("calendar", "Notice"), max_length=60, blank=True)

    readers = Readers(public="day kind notice")

    class Meta:
        ordering = ("day",)
        verbose_name = _("Calendar day")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.get_kind_display()}"

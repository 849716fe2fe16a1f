"""两重点: the key hazardous processes and key supervised chemicals of an enterprise."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from enterprises.models import Enterprise
from safety.models.catalogs import KeyChemical, KeyProcess
from safety.querysets import RunningQuerySet


class OperatedProcess(Read):
    """A key hazardous process (重点监管的危险化工工艺) that an enterprise runs; it has none once it has ended."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="operated_processes"
    )
    process = models.ForeignKey(KeyProcess, verbose_name=_("Key hazardous process"), on_delete=models.PROTECT)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    scale = models.CharField(_("Scale"), max_length=120, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "key-safety"

    readers = Readers(unit="enterprise process place scale since ended_on version")

    objects = RunningQuerySet.as_manager()

    class Meta:
        ordering = ("ended_on", "process", "pk")
        verbose_name = _("Key hazardous process")

    def __str__(self) -> str:
        return self.process.name

    @property
    def dossier(self) -> Enterprise:
        """The file in which it stands."""
        return self.enterprise


class HeldChemical(Read):
    """A key supervised chemical (重点监管的危险化学品) that an enterprise has, with the most that it holds."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="held_chemicals"
    )
    chemical = models.ForeignKey(KeyChemical, verbose_name=_("Key supervised chemical"), on_delete=models.PROTECT)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    amount = models.DecimalField(_("At most held (t)"), max_digits=14, decimal_places=4, null=True, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "key-safety"

    readers = Readers(unit="enterprise chemical place amount since ended_on version")

    objects = RunningQuerySet.as_manager()

    class Meta:
        ordering = ("ended_on", "chemical", "pk")
        verbose_name = _("Key supervised chemical")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="held_chemical_amount_not_negative"
            ),
        )

    def __str__(self) -> str:
        return self.chemical.name

    @property
    def dossier(self) -> Enterprise:
        """The file in which it stands."""
        return self.enterprise

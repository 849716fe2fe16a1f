"""The tables of GB 18218 and the national lists of key processes and chemicals: data with the time they hold."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from safety.querysets import InForce
from safety.rules.hazard_sources import GASES_TO_CHOOSE_FROM, Factors, Named

if TYPE_CHECKING:
    from collections.abc import Sequence


class Catalogued(Read):
    """A row of a national table; retired by its last day in force, never renumbered."""

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class ToxicGas(Catalogued):
    """A named toxic gas with its β (GB 18218-2018, table 3)."""

    beta = models.DecimalField(max_digits=5, decimal_places=2)
    edition = models.CharField(max_length=40)

    readers = Readers(public="code name_zh name_en valid_from valid_to source beta edition")


class HazardClass(Catalogued):
    """A class of hazard with threshold and β (GB 18218-2018, table 2 and 4), such as J1 or W5.3."""

    threshold_t = models.DecimalField(max_digits=9, decimal_places=3)
    beta = models.DecimalField(max_digits=5, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=40)

    readers = Readers(public="code name_zh name_en valid_from valid_to source threshold_t beta note edition")

    objects = InForce.as_manager()

    class Meta(Catalogued.Meta):
        verbose_name = _("Hazard class")

    @property
    def factors(self) -> Factors:
        return Factors(self.threshold_t, self.beta)


class ThresholdSubstance(Catalogued):
    """A substance named with its threshold (GB 18218-2018, table 1). A CAS number may stand at several of them.

    `beta` follows from the usual class and may be changed by naming another; that of a `toxic_gas` is fixed.
    """

    alias_zh = models.CharField(max_length=120, blank=True)
    cas = models.CharField(max_length=12, blank=True)
    threshold_t = models.DecimalField(max_digits=9, decimal_places=3)
    beta = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    beta_basis = models.CharField(max_length=40, blank=True)
    toxic_gas = models.ForeignKey(ToxicGas, on_delete=models.PROTECT, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=40)

    readers = Readers(
        public=(
            "code name_zh name_en valid_from valid_to source alias_zh cas threshold_t beta beta_basis toxic_gas note "
            "edition"
        ),
    )

    objects = InForce.as_manager()

    class Meta(Catalogued.Meta):
        verbose_name = _("Named substance")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, self.name, self.alias_zh, self.cas)))

    @property
    def named(self) -> Named:
        beta = self.toxic_gas.beta if self.toxic_gas else self.beta
        return Named(self.threshold_t, beta, is_toxic_gas=self.toxic_gas is not None)

    def admits(self, classes: "Sequence[HazardClass]") -> bool:
        """Whether these classes may settle its β: where the standard leaves it open only J1 or J3 (domain rules R2)."""
        is_open = self.named.beta is None
        return not is_open or {each.code for each in classes} <= set(GASES_TO_CHOOSE_FROM)


class KeyProcess(Catalogued):
    """A key hazardous process (重点监管的危险化工工艺): one of 18."""

    batch = models.PositiveSmallIntegerField()
    main_hazards_en = models.CharField(max_length=120, blank=True)

    readers = Readers(public="code name_zh name_en valid_from valid_to source batch main_hazards_en")

    objects = InForce.as_manager()


class KeyChemical(Catalogued):
    """A key supervised chemical (重点监管的危险化学品): one of 74."""

    alias_zh = models.CharField(max_length=120, blank=True)
    cas = models.CharField(max_length=12, blank=True)
    batch = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)

    readers = Readers(public="code name_zh name_en valid_from valid_to source alias_zh cas batch note")

    objects = InForce.as_manager()

"""Table 1 and 2 of GB 18218-2018 by whatever a list may call a substance."""

import re
from decimal import Decimal

from accounts.rules.unit_names import normalise
from core import clock
from safety.models import HazardClass, ThresholdSubstance
from safety.services.assessing import Held

_SIGNS = re.compile(r"[;；,，、/]")


class ThresholdTable:
    """The tables in force today, read once for a whole list. A CAS number that several rows have names none."""

    def __init__(self) -> None:
        rows = list(ThresholdSubstance.objects.in_force(clock.today()).select_related("toxic_gas"))
        numbers = [row.cas for row in rows]
        self.by_name = {normalise(name): row for row in rows for name in names_of(row)}
        self.by_cas = {row.cas: row for row in rows if row.cas and numbers.count(row.cas) == 1}
        self.classes = {row.pk: row for row in HazardClass.objects.in_force(clock.today())}

    def held(self, name: str, cas: str, hazard_class: str, quantity: Decimal) -> Held:
        """A substance as it is reckoned with: named in table 1, else by its name and class of table 2."""
        substance = self.by_name.get(normalise(name)) or self.by_cas.get(cas.strip())
        classes = [self.classes[hazard_class]] if hazard_class in self.classes else []
        return Held(quantity, substance, "" if substance else name, classes)


def names_of(row: ThresholdSubstance) -> list[str]:
    return [row.name_zh, *filter(None, (part.strip() for part in _SIGNS.split(row.alias_zh)))]

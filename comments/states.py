from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.states import REACH, READS, Reach, Role
from core.states import Seen


class Audience(models.TextChoices):
    """For whom a comment is, of those who may know of the item (可见范围)."""

    INTERNAL = "INTERNAL", pgettext_lazy("comment", "Officials only")
    UNIT = "UNIT", pgettext_lazy("comment", "Officials and the responsible unit")


def _reading(seen: Seen) -> frozenset[Role]:
    return frozenset(role for role, reach in REACH.items() if reach != Reach.NOTHING and seen in READS[reach])


TALKING = _reading(Seen.UNIT)
"""Who reads and writes comments at all: not those who watch the public part, nor the administrators."""
OFFICIAL = _reading(Seen.OFFICIALS)
"""Who reads and writes what is for officials only."""
READ_BY = {Audience.INTERNAL: OFFICIAL, Audience.UNIT: TALKING}

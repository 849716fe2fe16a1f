"""What the entries of a park's file have in common."""

from typing import Self

from django.db import models

from core.fields import Read
from parks.models.parks import Park
from parks.querysets import OfAPark


class Entry(Read):
    """A row that stands in the file of a park: seen by whoever sees the park, written by whoever keeps its file."""

    park: "models.ForeignKey[Park, Park]"
    version = models.PositiveIntegerField(default=1)
    tab = ""
    """The tab of the file on which it stands."""

    objects = OfAPark.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, park: Park) -> Self:
        """A new row in the file of a park."""
        row = cls()
        row.park = park
        return row

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.park

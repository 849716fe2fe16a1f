"""The moment at which a row was last written, told by the house's clock."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from core import clock


class ChangedAtField(models.DateTimeField):
    """Django's field for `auto_now`, but by `core.clock`, so that a past that is told stays the past."""

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        """The column is the same as Django's, so that migrations name that one."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime:
        moment = clock.now()
        setattr(model_instance, self.attname, moment)
        return moment

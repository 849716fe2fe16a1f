from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers, readable_keys
from core.querysets import FileChangeQuerySet, model_of

if TYPE_CHECKING:
    from accounts.models import User


class FileChange(Read):
    """One change of a file of the county (变化记录): who, when, and each field before and after.

    `subject` is the file ("parks.park:3"), `part` the row below it that was changed, in words,
    empty for the file itself. Values are kept as they were said on that day; only ever added to.
    """

    subject = models.CharField(max_length=80)
    part = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Changed at"))
    row = models.CharField(max_length=80)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    readers = Readers(unit="subject part version actor at row before after")

    objects = FileChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("Change")
        indexes = (
            models.Index(fields=("subject", "-at"), name="change_of_file"),
            models.Index(fields=("row", "version"), name="change_of_row"),
        )

    def __str__(self) -> str:
        return f"{self.row} {self.version}"

    @classmethod
    def thin_out(cls, rows: Sequence[Self], reader: "User") -> None:
        """A change shows what the changed row itself shows this reader."""
        for row in rows:
            readers = model_of(row.row.partition(":")[0]).readers
            row.before = readable_keys(readers, row.before, reader.reads)
            row.after = readable_keys(readers, row.after, reader.reads)
            row.__dict__["_withheld"] = True

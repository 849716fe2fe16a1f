from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers


class JobRun(Read):
    """A daily job has done its work of one day: a day without a row has been missed and is caught up."""

    job = models.CharField(max_length=60)
    on = models.DateField(_("Day"))
    finished_at = models.DateTimeField(_("Finished"))
    figures = models.JSONField(default=dict)

    readers = Readers(officials="job on finished_at figures")

    class Meta:
        verbose_name = _("Run of a job")
        constraints = (models.UniqueConstraint(fields=("job", "on"), name="job_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.job} {self.on}"

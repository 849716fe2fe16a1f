from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers


class JobRun(Read):
    """What became of a daily job on one day: a day that was not finished has been missed and is caught up.

    `failed_at` and `failure` say when and why the last try of the day broke off.
    """

    job = models.CharField(max_length=60)
    on = models.DateField(_("Day"))
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)
    failed_at = models.DateTimeField(_("Failed"), null=True, blank=True)
    failure = models.CharField(_("Reason"), max_length=300, blank=True)
    figures = models.JSONField(default=dict)

    readers = Readers(officials="job on finished_at failed_at failure figures")

    class Meta:
        verbose_name = _("Run of a job")
        constraints = (models.UniqueConstraint(fields=("job", "on"), name="job_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.job} {self.on}"

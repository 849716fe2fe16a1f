from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers


class NoticeSettings(Read):
    """When a person wants to be left alone; empty means the hours of the county."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_settings")
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)

    recorded_as = "core.noticesettings"

    readers = Readers(public="person quiet_from quiet_until")

    class Meta:
        db_table = "core_noticesettings"
        verbose_name = _("Settings of notices")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_begin_and_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.quiet_from}-{self.quiet_until}"


class Unsubscribed(Read):
    """A kind of notice that a person does not want by e-mail; in the application it stands all the same."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsubscribed")
    kind = models.CharField(max_length=40)

    recorded_as = "core.unsubscribed"

    readers = Readers(public="person kind")

    class Meta:
        db_table = "core_unsubscribed"
        verbose_name = _("Kind not wanted by e-mail")
        constraints = (models.UniqueConstraint(fields=("person", "kind"), name="unsubscribed_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"

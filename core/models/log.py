from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import acts
from core.fields import Read, Readers
from core.querysets import LogEntryQuerySet


class LogEntry(Read):
    """审计日志: one act on one thing, written in the transaction of the change and never changed (S22-S24).

    `subject` is the thing ("accounts.user:3"), empty where there is none, `subject_name` what it was called
    then; so are person, role and unit kept in words, and a row can be read and hashed by itself. Without an
    actor the house itself acted, or somebody who had not logged in. No secret and no whole phone number is in it.
    """

    at = models.DateTimeField(_("When"))
    act = models.CharField(_("Act"), max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    actor_name = models.CharField(_("Who"), max_length=60, blank=True)
    actor_role = models.CharField(_("Role"), max_length=12, blank=True)
    organization_name = models.CharField(_("Organization"), max_length=120, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    subject_name = models.CharField(_("What"), max_length=200, blank=True)
    before = models.JSONField(_("Before"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("After"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("Reason"), blank=True)
    address = models.CharField(_("Address"), max_length=45, blank=True)
    device = models.CharField(_("Device"), max_length=60, blank=True)
    request_id = models.CharField(_("Request"), max_length=36, blank=True)

    readers = Readers(
        officials=(
            "at act actor actor_name actor_role organization_name subject subject_name before after reason "
            "address device request_id"
        ),
    )

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("Entry of the log")
        indexes = (
            models.Index(fields=("-at", "-id"), name="log_by_moment"),
            models.Index(fields=("actor", "-at"), name="log_by_person"),
            models.Index(fields=("subject", "-at"), name="log_by_subject"),
            models.Index(fields=("act", "-at"), name="log_by_act"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return acts.label_of(self.act)

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from notices.querysets import CalendarFeedQuerySet


class CalendarFeed(Read):
    """A private address under which a calendar program reads somebody's clocks without a login (日历订阅).

    The address is shown once; only its hash is kept. It shows what its person may see at the moment at which it is
    read, and nothing once it was revoked or the account has ended.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    name = models.CharField(_("What it is for"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("Created"))
    last_read_at = models.DateTimeField(_("Last read"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)

    readers = Readers(public="person name created_at last_read_at revoked_at", nobody="digest")

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("Calendar feed")

    def __str__(self) -> str:
        return self.name

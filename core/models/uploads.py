from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.models.attachments import Attachment
from core.querysets import HeldUploadQuerySet


class HeldUpload(Read):
    """待用附件: a file that was chosen on a page and stays until it is used or taken away (reliability V36).

    `thing` ("register", "item:12", "letter:5") and `act` ("submit") say which form it belongs to, `field` where
    in it. `token` is the device's own name for the upload, so that one that is sent again is held once.
    """

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="held")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_uploads")
    thing = models.CharField(max_length=40)
    act = models.CharField(max_length=20)
    field = models.CharField(max_length=40)
    token = models.UUIDField(null=True, blank=True)
    held_at = models.DateTimeField(_("Chosen"))

    readers = Readers(public="attachment owner thing act field held_at", nobody="token")

    objects = HeldUploadQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Held upload")
        indexes = (models.Index(fields=("owner", "thing", "act"), name="held_upload_by_form"),)
        constraints = (models.UniqueConstraint(fields=("owner", "token"), name="held_upload_once"),)

    def __str__(self) -> str:
        return str(self.attachment)

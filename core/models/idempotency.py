from django.conf import settings
from django.db import models

from core.fields import Read, Readers


class IdempotencyRecord(Read):
    """The answer given under an Idempotency-Key, kept in the transaction of its effect.

    `fingerprint` is the hash of method, path and body: the same key with another
    request is refused. Kept for 30 days, since phones come back late.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    created_at = models.DateTimeField()

    readers = Readers(nobody="user key fingerprint status body created_at")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="idempotency_once"),)

    def __str__(self) -> str:
        return self.key

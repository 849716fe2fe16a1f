from django.db import models

from accounts.models.entering import LoginSession
from accounts.models.users import User
from core.fields import Read, Readers


class ApiToken(Read):
    """A token of the API: 256 random bits, shown once and kept as a hash; its rights are its user's.

    `login` is the browser in which it was made, if it was made in one: it ends with that login.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    login = models.ForeignKey(LoginSession, on_delete=models.CASCADE, null=True, blank=True, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    readers = Readers(unit="user login name created_at expires_at last_used_at", nobody="digest")

    def __str__(self) -> str:
        return self.name

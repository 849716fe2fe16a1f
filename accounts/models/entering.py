import hashlib

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.querysets import LoginSessionQuerySet
from core.fields import Read, Readers

HANDLE_LENGTH = 24


class LoginSession(Read, AbstractBaseSession):
    """登录会话: one browser in which one person is logged in.

    `expire_date` is the earlier of the idle and the absolute limit, counted from `seen_at` and `began_at`;
    `proved_at` is when the person has last given password or code again; `in_the_field` says that a phone of a
    field role may rest longer, `on_the_wall` which board hangs there: it refreshes itself to the absolute limit,
    and after the idle one nothing else is shown.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="logins")
    began_at = models.DateTimeField(_("Logged in"))
    seen_at = models.DateTimeField(_("Last active"))
    proved_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField(_("Address"), max_length=45, blank=True)
    device = models.CharField(_("Device"), max_length=60, blank=True)
    in_the_field = models.BooleanField(default=False)
    on_the_wall = models.CharField(max_length=200, blank=True)

    readers = Readers(
        unit="session_key expire_date user began_at seen_at proved_at address device in_the_field on_the_wall",
        nobody="session_data",
    )

    objects = LoginSessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Login")
        ordering = ("-seen_at",)

    @property
    def handle(self) -> str:
        """What the pages call it by: the key itself opens the account and stays in the cookie."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:HANDLE_LENGTH]


class FormerPassword(Read):
    """A password that a person had before, as its hash, so that it is not taken again at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    readers = Readers(nobody="user password replaced_at")

    class Meta:
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return f"{self.user_id} {self.replaced_at:%Y-%m-%d}"


class LoginTries(Read):
    """How often a password has been tried for one account, from one device or one address, since when.

    `key` and `account` are hashes: what people type into the field of the account may be their password.
    """

    key = models.CharField(max_length=64, unique=True)
    account = models.CharField(max_length=64, blank=True, db_index=True)
    tries = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    readers = Readers(nobody="key account tries since locked_until")

    def __str__(self) -> str:
        return self.key

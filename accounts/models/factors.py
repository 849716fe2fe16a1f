from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from core.encryption import EncryptedTextField
from core.fields import Read, Readers


class SecondFactor(Read):
    """动态口令: the seed that a person's authenticator app shares with the house (TOTP, RFC 6238).

    A row is there once a code of the seed has been typed; `last_step` is the step of 30 seconds of the last code
    that was taken, so that each works once. A lost factor is removed by two administrators: `removal_proposed_by`
    is the first.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    seed = EncryptedTextField(blank=True)
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(_("Set up"), null=True, blank=True)
    removal_proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    readers = Readers(unit="user last_step confirmed_at removal_proposed_by", nobody="seed")

    class Meta:
        verbose_name = _("Second factor")

    def __str__(self) -> str:
        return str(self.user_id)


class RecoveryCode(Read):
    """恢复码: stands in for the app once, when the phone is lost; kept as a hash like a password."""

    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True, blank=True)

    readers = Readers(unit="factor number used_at", nobody="code")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("factor", "number"), name="recovery_code_once"),)

    def __str__(self) -> str:
        return str(self.number)

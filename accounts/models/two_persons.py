"""What one administrator has begun and another has to agree to (三员分立)."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.organizations import Organization
from accounts.models.users import User
from accounts.querysets import PasswordLinkQuerySet
from core.fields import Read, Readers


class PasswordLink(Read):
    """设置密码的链接: opens, once and for a while, the page on which a person chooses a password.

    The link of an administrator is asked for by one of the others and made by the third. Only a hash of what
    opens it is kept. Without `asked_by` it was made at the founding of the county.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="password_links")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("Asked for"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("Handed over"), null=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    expires_at = models.DateTimeField(_("Expires"))
    used_at = models.DateTimeField(_("Used"), null=True)

    objects = PasswordLinkQuerySet.as_manager()

    readers = Readers(unit="person asked_by asked_at made_by made_at expires_at used_at", nobody="digest")

    class Meta:
        verbose_name = _("Link for a new password")
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d %H:%M}"


class ProposedChange(Read):
    """待确认的变更: new values of a person or a unit that change what somebody sees or is told.

    `values` holds them by field, relations by id; they hold once another administrator agrees.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="proposed_changes")
    unit = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="proposed_changes")
    values = models.JSONField(encoder=DjangoJSONEncoder)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(pgettext_lazy("time", "Proposed"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("Decided"), null=True)
    granted = models.BooleanField(null=True)

    readers = Readers(officials="person unit values proposed_by proposed_at decided_by decided_at granted")

    class Meta:
        verbose_name = _("Proposed change")
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person=None, unit__isnull=False) | models.Q(unit=None, person__isnull=False),
                name="change_of_person_or_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(granted=True, decided_by=models.F("proposed_by")),
                name="change_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(decided_at=None), name="one_open_change_of_person"
            ),
            models.UniqueConstraint(
                fields=("unit",), condition=models.Q(decided_at=None), name="one_open_change_of_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id or self.unit_id} {self.proposed_at:%Y-%m-%d %H:%M}"

    @property
    def subject(self) -> User | Organization:
        """Whom or what it changes."""
        subject = self.person or self.unit
        assert subject is not None
        return subject

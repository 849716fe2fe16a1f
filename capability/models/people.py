"""监管人员: the supervisors of a unit, with posts, degree, experience, certificates and training."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from capability.querysets import (
    EarlierPostQuerySet,
    SupervisorCertificateQuerySet,
    SupervisorQuerySet,
    TrainingQuerySet,
)
from capability.rules.staffing import experienced_since
from capability.states import CertificateKind, TrainingResult
from core.fields import Read, Readers


class Supervisor(Read):
    """A supervisor (监管人员) of a unit; no number of an identity card is kept.

    `since` and `left_on` are those of the present post, or of the last; earlier ones are rows of their own.
    `training_by` is the last day of the first year whose hours of training are not complete.
    """

    organization = models.ForeignKey(
        Organization, verbose_name=_("Organization"), on_delete=models.PROTECT, related_name="supervisors"
    )
    name = models.CharField(_("Name of the person"), max_length=60)
    account = models.ForeignKey(
        User, verbose_name=_("Account"), on_delete=models.PROTECT, null=True, blank=True, related_name="supervisors"
    )
    post = models.CharField(_("Post"), max_length=60, blank=True)
    since = models.DateField(_("In post since"), null=True, blank=True)
    left_on = models.DateField(_("Last day in post"), null=True, blank=True)
    has_degree = models.BooleanField(_("Degree related to chemical safety"), default=False)
    major = models.CharField(_("Field of study in words"), max_length=60, blank=True)
    degree_on = models.DateField(_("Degree obtained on"), null=True, blank=True)
    practising_since = models.DateField(_("In chemical safety since"), null=True, blank=True)
    evidence = models.CharField(_("Evidence of the experience"), max_length=200, blank=True)
    certificate_number = models.CharField(_("Enforcement certificate"), max_length=40, blank=True)
    certificate_until = models.DateField(_("Enforcement certificate valid until"), null=True, blank=True, db_index=True)
    training_by = models.DateField(_("Training of the year by"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "organization name account post since left_on has_degree major degree_on practising_since evidence "
            "certificate_number certificate_until training_by version"
        ),
    )

    objects = SupervisorQuerySet.as_manager()

    class Meta:
        ordering = ("organization__protocol_order", "name", "pk")
        verbose_name = _("Supervisor")
        constraints = (
            models.UniqueConstraint(
                fields=("account",),
                condition=models.Q(left_on=None),
                name="supervisor_once_for_an_account",
                violation_error_message=_("This account belongs to another supervisor in post."),
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(since=None) | models.Q(left_on__gte=models.F("since")),
                name="supervisor_leaves_after_beginning",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("capability:supervisor-detail", args=[self.pk])

    @property
    def said_degree(self) -> str:
        """The degree in words: whether it is related to chemical safety, and in what."""
        said = gettext("chemical safety") if self.has_degree else gettext("not related")
        return f"{said} {self.major}".strip()

    def is_in_post(self, day: date) -> bool:
        """As `SupervisorQuerySet.in_post`; asks for no row where earlier posts came along."""
        return _covers(self.since, self.left_on, day) or any(
            _covers(each.since, each.until, day) for each in self.earlier_posts.all()
        )

    def is_qualified(self, day: date) -> bool:
        """As `SupervisorQuerySet.qualified`, of somebody in post."""
        has_studied = self.has_degree and (self.degree_on is None or self.degree_on <= day)
        begun = experienced_since(day, settings.SUPERVISOR_EXPERIENCE_YEARS)
        return has_studied and self.practising_since is not None and self.practising_since <= begun


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or last >= day)


class EarlierPost(Read):
    """A post (任职经历) that a supervisor has held before the present one; written when that changes."""

    person = models.ForeignKey(Supervisor, on_delete=models.CASCADE, related_name="earlier_posts")
    post = models.CharField(_("Post"), max_length=60, blank=True)
    since = models.DateField(_("In post since"), null=True, blank=True)
    until = models.DateField(_("Last day in post"))

    readers = Readers(officials="person post since until")

    objects = EarlierPostQuerySet.as_manager()

    class Meta:
        ordering = ("-until", "-pk")
        verbose_name = _("Earlier post")

    def __str__(self) -> str:
        return self.post


class SupervisorCertificate(Read):
    """A certificate (证书) of a supervisor besides the enforcement certificate."""

    person = models.ForeignKey(Supervisor, on_delete=models.CASCADE, related_name="certificates")
    kind = models.CharField(_("Certificate"), max_length=20, choices=CertificateKind.choices)
    number = models.CharField(_("Number"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "certificates"
    readers = Readers(officials="person kind number issued_on valid_until version")

    objects = SupervisorCertificateQuerySet.as_manager()

    class Meta:
        ordering = ("valid_until", "pk")
        verbose_name = _("Certificate of a supervisor")

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def dossier(self) -> Supervisor:
        """The file in which it stands."""
        return self.person


class Training(Read):
    """A training (培训) that a supervisor has had; failed ones do not count towards the hours of the year."""

    person = models.ForeignKey(Supervisor, on_delete=models.CASCADE, related_name="trainings")
    subject = models.CharField(_("Subject of the training"), max_length=120)
    held_on = models.DateField(_("Training held on"))
    hours = models.PositiveSmallIntegerField(_("Hours"))
    result = models.CharField(_("Result"), max_length=12, choices=TrainingResult.choices)
    organiser = models.CharField(_("Organised by"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "training"
    readers = Readers(officials="person subject held_on hours result organiser version")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = _("Training of a supervisor")

    def __str__(self) -> str:
        return self.subject

    @property
    def dossier(self) -> Supervisor:
        """The file in which it stands."""
        return self.person

"""The people on whom the safety of an enterprise rests, with education, title and certificates."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from core.fields import Read, Readers
from enterprises.models import Enterprise
from law.models import Criterion
from safety.querysets import CertificateQuerySet, KeyPersonQuerySet
from safety.rules.qualifications import Qualified, Way
from safety.states import CertificateKind, Education, Major, Post, Title


class QualificationRule(Read):
    """A way to meet a criterion of major hazards that speaks of people (domain rules R6); in force as that is.

    `posts` and `majors` are codes with blanks between; `for_explosives` None: whatever is handled.
    """

    code = models.CharField(max_length=8, primary_key=True)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    posts = models.CharField(max_length=120)
    for_explosives = models.BooleanField(null=True, blank=True)
    only_key_enterprises = models.BooleanField(default=False)
    education = models.CharField(max_length=12, blank=True, choices=Education.choices)
    majors = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=20, blank=True, choices=Title.choices)
    certificate = models.CharField(max_length=20, blank=True, choices=CertificateKind.choices)
    source = models.CharField(max_length=120, blank=True)

    readers = Readers(
        public=("code criterion posts for_explosives only_key_enterprises education majors title certificate source"),
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def way(self) -> Way:
        return Way(
            posts=frozenset(self.posts.split()),
            for_explosives=self.for_explosives,
            only_key_enterprises=self.only_key_enterprises,
            education=self.education,
            majors=frozenset(self.majors.split()),
            title=self.title,
            certificate=self.certificate,
        )


class KeyPerson(Read):
    """A key person (关键岗位人员) of an enterprise; no number of an identity card is kept."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="key_people"
    )
    name = models.CharField(_("Name of the person"), max_length=60)
    post = models.CharField(_("Post"), max_length=20, choices=Post.choices)
    phone = EncryptedTextField(_("Phone"), blank=True)
    education = models.CharField(_("Education"), max_length=12, choices=Education.choices, blank=True)
    major_kind = models.CharField(_("Field of study"), max_length=12, choices=Major.choices, blank=True)
    major = models.CharField(_("Field of study in words"), max_length=60, blank=True)
    title = models.CharField(_("Professional title"), max_length=20, choices=Title.choices, blank=True)
    handles_explosives = models.BooleanField(_("Handles explosive chemicals"), default=False)
    since = models.DateField(_("In post since"), null=True, blank=True)
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "key-people"

    readers = Readers(
        unit=("enterprise name post phone education major_kind major title handles_explosives since left_on version"),
    )

    objects = KeyPersonQuerySet.as_manager()

    class Meta:
        ordering = ("post", "name", "pk")
        verbose_name = _("Key person")

    def __str__(self) -> str:
        return self.name

    @property
    def dossier(self) -> Enterprise:
        """The file in which the person stands."""
        return self.enterprise

    def qualified(self, day: date) -> Qualified:
        """What the rules ask of the person, as of a day; asks for no row where certificates came along."""
        valid = frozenset(each.kind for each in self.certificates.all() if each.is_valid(day))
        return Qualified(self.post, self.education, self.major_kind, self.title, self.handles_explosives, valid)


class Certificate(Read):
    """A certificate (证书) of a key person with the time it is valid for."""

    person = models.ForeignKey(
        KeyPerson, verbose_name=_("Key person"), on_delete=models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(_("Certificate"), max_length=20, choices=CertificateKind.choices)
    work = models.CharField(_("Kind of work"), max_length=60, blank=True)
    number = models.CharField(_("Number"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    tab = "key-people"

    readers = Readers(unit="person kind work number issued_on valid_until version")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ("valid_until", "pk")
        verbose_name = _("Certificate")

    def __str__(self) -> str:
        return f"{self.person.name} {self.get_kind_display()}"

    @property
    def dossier(self) -> Enterprise:
        """The file in which it stands."""
        return self.person.enterprise

    def is_valid(self, day: date) -> bool:
        """Whether it holds on a day; one without a last day does for good."""
        begun = self.issued_on is None or self.issued_on <= day
        return begun and (self.valid_until is None or self.valid_until >= day)

from datetime import date
from typing import Self, TypedDict, cast

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.querysets import within_county
from accounts.states import Reach
from core import clock
from core.fields import Readers, ReadRows
from core.models import Attachment
from documents.models import Issuable, IssuedDocument
from rectification.models.items import Item
from rectification.states import EscalationDocument


class FrozenItem(TypedDict, total=False):
    """An item as a letter states it, in plain values."""

    number: str
    problem: str
    hazard: str
    deadline: str
    days_late: int | None
    reminders: list[str]


class Frozen(TypedDict, total=False):
    """All that a letter says, in plain values; letters of before lack some of it."""

    title: str
    opening: str
    items: list[FrozenItem]
    listing: dict[str, str] | None
    talk: dict[str, str] | None
    requirement: str
    reply: str
    answer_by: str
    issuer: str
    number: str
    addressee: str
    signature: str
    issued_on: str
    contact: str
    copied_to: str


def frozen_in(paper: IssuedDocument) -> Frozen:
    """What a paper says that is a letter."""
    return cast(Frozen, paper.content)


class SupervisionLetterQuerySet(ReadRows["SupervisionLetter"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """All of the county for its offices; a unit sees the letters to itself."""
        if isinstance(user, AnonymousUser) or user.reach in (Reach.NOTHING, Reach.PUBLIC):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        return self.filter(addressee=user.organization_id)

    def unanswered(self) -> Self:
        return self.filter(answered_at=None, document__voided_at=None).exclude(kind=EscalationDocument.REMOVAL)

    def late(self, today: date) -> Self:
        """Not answered by the day the letter names."""
        return self.unanswered().filter(answer_by__lt=today)

    def containing(self, words: str) -> Self:
        """Letters in whose number, addressee or items each of the words stands."""
        found = self
        for word in words.split():
            about = Q(items__number__contains=word) | Q(items__title__contains=word)
            mentioned = Q(pk__in=self.model._default_manager.filter(about).values("pk"))
            found = found.filter(Q(document__number__contains=word) | Q(addressee__name__contains=word) | mentioned)
        return found


class SupervisionLetter(Issuable):
    """督办函、挂牌督办通知书、约谈通知: a letter from the authority to a unit about its items.

    Its document holds what it says as it was issued; page, .docx and PDF are all made from it.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=EscalationDocument.choices)
    addressee = models.ForeignKey(
        Organization, verbose_name=_("Addressee"), on_delete=models.PROTECT, related_name="letters"
    )
    items = models.ManyToManyField(Item, verbose_name=_("Items"), related_name="letters")
    answer_by = models.DateField(_("Answer by"))
    answer_derivation = models.JSONField(default=dict)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(_("Received"), null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    answer = models.TextField(_("Answer"), blank=True, default="")
    answer_files = models.ManyToManyField(
        Attachment, verbose_name=_("Photos or documents"), blank=True, related_name="answered_letters"
    )

    recorded_as = "rectification.supervisionletter"

    readers = Readers(
        unit=(
            "county kind document addressee answer_by answer_derivation received_by received_at answered_by "
            "answered_at answer items answer_files"
        ),
    )

    objects = SupervisionLetterQuerySet.as_manager()

    class Meta:
        db_table = "rectification_supervisionletter"
        ordering = ("-pk",)
        verbose_name = _("Supervision letter")
        constraints = (models.CheckConstraint(condition=Q(document__isnull=False), name="letter_is_issued"),)

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:letter-detail", args=[self.pk])

    @property
    def frozen(self) -> Frozen:
        return frozen_in(self.paper)

    @property
    def awaits_answer(self) -> bool:
        return self.asks_for_answer and self.answered_at is None and not self.is_void

    @property
    def asks_for_answer(self) -> bool:
        """A removal tells and asks for nothing."""
        return self.kind != EscalationDocument.REMOVAL

    @property
    def is_late(self) -> bool:
        """Whether the unit has not answered by the day the letter names."""
        return self.awaits_answer and clock.today() > self.answer_by

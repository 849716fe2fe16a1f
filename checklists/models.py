"""检查表: catalogue, editions, what was answered on a visit, and who has signed that."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from checklists.querysets import (
    AnswerPhotoQuerySet,
    EditionQuerySet,
    ItemAnswerQuerySet,
    QuestionQuerySet,
    RunQuerySet,
    SignatureQuerySet,
)
from checklists.states import EditionState, Kind, Said, SignerKind, Trait
from core import clock
from core.fields import Read, Readers
from core.models import Attachment
from inspections.models import Finding, ProblemCategory
from visits.models import Officer, Visit


class CatalogItem(Read):
    """An item of the catalogue with which the first edition of a checklist begins (catalogs, checklist_items)."""

    code = models.CharField(max_length=12, primary_key=True)
    checklist_code = models.CharField(max_length=4, choices=Kind.choices)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)
    default_problem = models.ForeignKey(ProblemCategory, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    criterion_codes = models.CharField(max_length=120, blank=True)

    readers = Readers(public="code checklist_code name_zh name_en default_problem valid_from valid_to criterion_codes")

    class Meta:
        ordering = ("code",)
        verbose_name = _("Checklist item of the catalogue")

    def __str__(self) -> str:
        return self.code


class Edition(Read):
    """版次: a checklist of the county as it is used from a day on; drawn up by one person, approved by another.

    `hands` are those who have changed anything in the draft: none of them approves it. Once approved it never
    changes: what is asked otherwise is a further edition.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(pgettext_lazy("checklist", "Checklist"), max_length=4, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(pgettext_lazy("checklist", "Edition"))
    state = models.CharField(
        pgettext_lazy("checklist", "State"), max_length=12, choices=EditionState.choices, default=EditionState.DRAFT
    )
    valid_from = models.DateField(pgettext_lazy("checklist", "Used from"))
    drafted_by = models.ForeignKey(
        User, verbose_name=pgettext_lazy("checklist", "Drawn up by"), on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(pgettext_lazy("checklist", "Drawn up"))
    decided_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("checklist", "Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(pgettext_lazy("checklist", "Decided"), null=True, blank=True)
    hands = models.ManyToManyField(User, verbose_name=_("Took part"), related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit="county kind number state valid_from",
        officials="drafted_by drafted_at decided_by decided_at hands version",
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-number")
        verbose_name = _("Edition of a checklist")
        constraints = (
            models.UniqueConstraint(fields=("county", "kind", "number"), name="checklist_edition_number_once"),
            models.UniqueConstraint(
                fields=("county", "kind"),
                condition=Q(state=EditionState.DRAFT),
                name="checklist_drawn_up_one_at_a_time",
                violation_error_message=_("An edition of this checklist is being drawn up already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.APPROVED)
                | Q(decided_by__isnull=False) & ~Q(decided_by=models.F("drafted_by")),
                name="checklist_approved_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:edition-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT

    @property
    def is_coming(self) -> bool:
        """Approved, and used from a day that has not come."""
        return self.state == EditionState.APPROVED and self.valid_from > clock.today()

    @property
    def is_replaced(self) -> bool:
        """Approved, and a further edition has come into use since; a list asks that with its rows."""
        if "later" not in self.__dict__:
            self.__dict__["later"] = (
                Edition.objects.filter(pk=self.pk).with_later().values_list("later", flat=True).get()
            )
        return self.state == EditionState.APPROVED and bool(self.__dict__["later"])

    @property
    def standing(self) -> str:
        """Its state in words as of today: of those that are approved one is in use at most."""
        if self.is_coming:
            return pgettext("checklist", "Not in force yet")
        if self.is_replaced:
            return pgettext("checklist", "No longer used")
        return pgettext("checklist", "In use") if self.state == EditionState.APPROVED else str(self.get_state_display())

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        if self.is_coming:
            return "sign-soon"
        if self.is_replaced:
            return "sign-plain"
        return {EditionState.APPROVED: "sign-ok", EditionState.DRAFT: "sign-soon"}.get(
            EditionState(self.state), "sign-plain"
        )


class Question(Read):
    """检查项: an item of an edition; its code stays the same from edition to edition.

    It is asked on days from `valid_from` to `valid_to`, of an enterprise with the `trait`, and where the item
    `after_code` was answered with `after_said`. `criterion_codes` are criteria by which 不符合 may be major.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(pgettext_lazy("checklist", "Place in the list"))
    code = models.CharField(pgettext_lazy("checklist", "Item"), max_length=8)
    name_zh = models.CharField(_("What is checked"), max_length=200)
    name_en = models.CharField(_("What is checked, in English"), max_length=300, blank=True)
    category = models.ForeignKey(
        ProblemCategory, verbose_name=_("Category of a problem"), on_delete=models.PROTECT, related_name="+"
    )
    criterion_codes = models.CharField(_("Criteria of a major hazard"), max_length=120, blank=True)
    basis_text = models.CharField(_("Basis in own words"), max_length=200, blank=True)
    valid_from = models.DateField(_("Asked from"), null=True, blank=True)
    valid_to = models.DateField(_("Asked until"), null=True, blank=True)
    trait = models.CharField(_("Asked only where"), max_length=8, choices=Trait.choices, blank=True)
    after_code = models.CharField(_("Asked only after the item"), max_length=8, blank=True)
    after_said = models.CharField(_("was answered with"), max_length=8, choices=Said.choices, blank=True)
    is_asked = models.BooleanField(_("Is asked"), default=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "edition position code name_zh name_en category criterion_codes basis_text valid_from valid_to trait "
            "after_code after_said is_asked version"
        )
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("Checklist item")
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="checklist_item_once"),
            models.CheckConstraint(
                condition=Q(after_code="", after_said="") | ~Q(after_code="") & ~Q(after_said=""),
                name="checklist_condition_is_whole",
                violation_error_message=_("Name both the item and its answer, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="checklist_item_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def name_in_log(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """Its words in the language of the reader, as far as there are any."""
        return (self.name_en if (get_language() or "").startswith("en") else "") or self.name_zh

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return self.is_asked and begun and (self.valid_to is None or self.valid_to >= day)


class Run(Read):
    """That an edition of a checklist is answered on a visit, once each."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="checklists")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="runs")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("Begun"))

    readers = Readers(unit="visit edition begun_by begun_at")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Checklist of a visit")
        constraints = (models.UniqueConstraint(fields=("visit", "edition"), name="checklist_of_a_visit_once"),)

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.edition_id}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:visit-checklist", args=[self.visit_id, self.edition.kind])


class ItemAnswer(Read):
    """What an item was answered with on a visit: 符合, 不符合 or 不适用 (with a note), by whom and when.

    `token` is a device's own name for the answer, `written_at` when the device says it was given. 不符合 is a draft
    of a finding until `finding` says which one was registered of it.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(pgettext_lazy("checklist", "Answer"), max_length=8, choices=Said.choices)
    note = models.TextField(pgettext_lazy("checklist", "Note"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        User, verbose_name=pgettext_lazy("checklist", "Answered by"), on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(pgettext_lazy("checklist", "Answered"))
    written_at = models.DateTimeField(_("Written down, as claimed by the device"), null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="of_answer")
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="run question said note answered_by answered_at written_at finding version", nobody="token")

    objects = ItemAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("question__position", "pk")
        verbose_name = _("Answer to a checklist item")
        constraints = (
            models.UniqueConstraint(fields=("run", "question"), name="checklist_item_answered_once"),
            models.CheckConstraint(
                condition=~Q(said=Said.NONE) | ~Q(note=""), name="checklist_not_applicable_says_why"
            ),
            models.CheckConstraint(
                condition=Q(finding=None) | Q(said=Said.UNMET), name="checklist_finding_of_what_is_not_met"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.get_said_display()}"

    def get_absolute_url(self) -> str:
        return self.run.get_absolute_url()

    @property
    def name_in_log(self) -> str:
        """The log tells which item of which visit, nothing of the note."""
        return f"{self.run.visit_id} {self.question.code}"


class AnswerPhoto(Read):
    """A photo that belongs to an answer."""

    answer = models.ForeignKey(ItemAnswer, on_delete=models.PROTECT, related_name="photos")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="of_answer")

    readers = Readers(unit="answer attachment")

    objects = AnswerPhotoQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Photo of an answer")

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.attachment_id}"


class Signature(Read):
    """签名: that somebody has signed what was answered on a visit, or would not or could not, and why.

    The form 现场检查记录 asks for the plant and the team, and for a note of who refuses (R7, documents). A drawn one
    has its `picture`; one that was not drawn has its reason in `note`. `answers_sha256` is the hash of the answers
    (`checklists.rules.signed`) as they were shown to whoever signed.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(_("Signs as"), max_length=8, choices=SignerKind.choices)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures")
    name = models.CharField(_("Name of the signer"), max_length=60)
    is_refused = models.BooleanField(_("Refuses to sign"), default=False)
    note = models.CharField(_("Why it was not drawn"), max_length=200, blank=True)
    picture = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="signature"
    )
    answers_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(_("Signed"))
    written_at = models.DateTimeField(_("Written down, as claimed by the device"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField(null=True, blank=True)

    readers = Readers(
        unit=("visit kind officer name is_refused note picture answers_sha256 signed_at written_at recorded_by"),
        nobody="token",
    )

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ("signed_at", "pk")
        verbose_name = pgettext_lazy("signature", "Signature")
        constraints = (
            models.UniqueConstraint(fields=("recorded_by", "token"), name="signature_once"),
            models.CheckConstraint(
                condition=Q(picture__isnull=False, is_refused=False) | ~Q(note=""),
                name="signature_drawn_or_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=SignerKind.OFFICER, officer__isnull=False)
                | Q(kind__in=(SignerKind.PLANT, SignerKind.LOCAL), officer=None),
                name="signature_of_an_officer_names_the_officer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.name}"

    @property
    def name_in_log(self) -> str:
        return f"{self.visit.name_in_log} {self.kind}"

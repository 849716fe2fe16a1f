"""举报与信访: what people tell, who deals with it, what was found and answered; who told it stands apart."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core import clock
from core.encryption import EncryptedTextField
from core.fields import Read, Readers
from core.models import Attachment
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.states import Level
from parks.models import Park
from rectification.models import Item
from tips.querysets import (
    HeardQuerySet,
    IdentityLookQuerySet,
    PublicUploadQuerySet,
    ReporterQuerySet,
    TipBatchQuerySet,
    TipQuerySet,
)
from tips.rules import receipts
from tips.rules.batches import MOST_BATCHES, MOST_ROWS
from tips.states import FOUNDED, HANDLED, OPEN, Channel, DoneKind, Side, TipState, Verdict


class TipBatch(Read):
    """交办信访件批次(第×批): what a superior has sent at once, of an inspection round or a list of the city.

    `answer_by` is the day that the superior has set; the rows are tips that are due on it.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="county_tip_batches")
    superior = models.CharField(pgettext_lazy("tip batch", "From whom"), max_length=120)
    origin = models.CharField(_("Inspection round or list"), max_length=120)
    number = models.PositiveSmallIntegerField(_("Number of the batch"))
    received_on = models.DateField(pgettext_lazy("tip batch", "Received on"))
    answer_by = models.DateField(_("To be answered by"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    readers = Readers(officials="county superior origin number received_on answer_by opened_by opened_at version")

    objects = TipBatchQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-pk")
        verbose_name = _("Batch of tips")
        constraints = (
            models.UniqueConstraint(
                fields=("county", "origin", "number"),
                name="tip_batch_once",
                violation_error_message=_("This batch has been entered already."),
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("received_on")),
                name="tip_batch_answered_after",
                violation_error_message=_("The day of the answer lies before the batch came in."),
            ),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_BATCHES)), name="tip_batch_number"),
        )

    def __str__(self) -> str:
        return gettext("%(origin)s, batch %(number)s") % {"origin": self.origin, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("tips:tipbatch-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """By which other pages name it."""
        return str(self)


class Tip(Read):
    """A tip or petition (举报、信访件): once for each time that somebody has told something.

    `number` is its receipt, `form` the hash of the form that it came with, by which one sent twice is one tip.
    `problem_…` is what the handler proposes for the ledger, in the handler's words. A repeat points at its `first`;
    of several about one matter only the first is checked. `rounds` counts how often it was taken up.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="county_tips")
    number = models.CharField(_("Receipt number"), max_length=receipts.NUMBER_SIGNS, unique=True)
    form = models.CharField(max_length=64, null=True, blank=True, unique=True)
    said = models.CharField(max_length=64, blank=True)
    channel = models.CharField(pgettext_lazy("tip", "Channel"), max_length=8, choices=Channel.choices)
    kind = models.ForeignKey(
        ProblemCategory,
        verbose_name=pgettext_lazy("tip", "Kind"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tips",
    )
    text = models.TextField(_("What was told"))
    place = models.CharField(pgettext_lazy("tip", "Where"), max_length=120, blank=True)
    when = models.CharField(pgettext_lazy("tip", "When"), max_length=100, blank=True)
    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, related_name="tips")
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, null=True, related_name="tips"
    )
    photos = models.ManyToManyField(Attachment, verbose_name=_("Photos"), blank=True, related_name="tips")
    is_named = models.BooleanField(_("Reporter gave a name or phone"), default=False)
    received_at = models.DateTimeField(pgettext_lazy("tip", "Received"))
    recorded_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("tip", "Taken in by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        pgettext_lazy("tip", "State"), max_length=12, choices=TipState.choices, default=TipState.RECEIVED
    )
    unit = models.ForeignKey(
        Organization,
        verbose_name=_("Handling unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tips",
    )
    accept_by = models.DateField(_("To be accepted by"))
    due = models.DateField(_("Answer due by"), db_index=True)
    due_before = models.DateField(_("Answer was due by"), null=True, blank=True)
    extension_reason = models.TextField(_("Why it was extended"), blank=True)
    first = models.ForeignKey(
        "self", verbose_name=_("Earlier tip"), on_delete=models.PROTECT, null=True, blank=True, related_name="repeats"
    )
    handed_to = models.CharField(_("Handed over to"), max_length=120, blank=True)
    verdict = models.CharField(pgettext_lazy("tip", "Verdict"), max_length=8, choices=Verdict.choices, blank=True)
    reasons = models.TextField(_("Reasons of the verdict"), blank=True)
    proposed_by = models.ForeignKey(
        User, verbose_name=_("Verdict proposed by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        User, verbose_name=_("Verdict confirmed by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("Verdict confirmed"), null=True, blank=True)
    problem_title = models.CharField(_("Title of the problem"), max_length=80, blank=True)
    problem_text = models.TextField(_("Description of the problem"), blank=True)
    problem_place = models.CharField(_("Place of the problem"), max_length=120, blank=True)
    problem_level = models.CharField(_("Level"), max_length=8, choices=Level.choices, default=Level.GENERAL)
    problem_category = models.ForeignKey(
        ProblemCategory, verbose_name=_("Category"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        Item, verbose_name=_("Item of the ledger"), on_delete=models.PROTECT, null=True, blank=True, related_name="tips"
    )
    done = models.CharField(
        pgettext_lazy("tip", "How far"), max_length=8, choices=DoneKind.choices, default=DoneKind.GOING
    )
    stage_text = models.TextField(_("Stage completed"), blank=True)
    stage_share = models.PositiveSmallIntegerField(_("Share completed (%)"), null=True, blank=True)
    stage_next = models.DateField(_("Next date"), null=True, blank=True)
    answer = models.TextField(_("Answer to the reporter"), blank=True)
    answered_at = models.DateTimeField(pgettext_lazy("tip", "Answered"), null=True, blank=True)
    is_satisfied = models.BooleanField(_("Reporter satisfied"), null=True, blank=True)
    ended_on = models.DateField(pgettext_lazy("tip", "Ended"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("Times taken up"), default=1)
    batch = models.ForeignKey(
        TipBatch,
        verbose_name=_("Batch of tips"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rows",
    )
    batch_place = models.PositiveSmallIntegerField(_("Place in the batch"), null=True, blank=True)
    batch_number = models.CharField(_("Number by the superior"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "county number channel kind text place when park enterprise photos is_named received_at recorded_by state "
            "unit accept_by due due_before extension_reason first handed_to verdict reasons proposed_by confirmed_by "
            "confirmed_at problem_title problem_text problem_place problem_level problem_category item done stage_text "
            "stage_share stage_next answer answered_at is_satisfied ended_on rounds batch batch_place batch_number "
            "version"
        ),
        nobody="form said",
    )

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        verbose_name = pgettext_lazy("tip", "Tip or petition")
        indexes = (models.Index(fields=("county", "state"), name="tip_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="tip_verdict_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("CONFIRMED", "ANSWERED")) | (~Q(verdict="") & ~Q(confirmed_by=None)),
                name="tip_answer_follows_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("CONFIRMED", "ANSWERED"), verdict__in=("TRUE", "PARTLY"), item=None),
                name="tip_founded_has_an_item",
            ),
            models.CheckConstraint(condition=~Q(state="REPEAT") | ~Q(first=None), name="tip_repeat_has_a_first"),
            models.CheckConstraint(
                condition=Q(stage_share=None) | Q(stage_share__range=(1, 99)), name="tip_stage_is_a_part"
            ),
            models.CheckConstraint(
                condition=Q(batch=None, batch_place=None, batch_number="")
                | Q(batch__isnull=False, batch_place__range=(1, MOST_ROWS)),
                name="tip_place_in_its_batch",
            ),
            models.UniqueConstraint(
                fields=("batch", "batch_place"), condition=~Q(batch=None), name="tip_batch_place_once"
            ),
            models.UniqueConstraint(
                fields=("batch", "batch_number"), condition=~Q(batch_number=""), name="tip_batch_number_once"
            ),
        )

    def __str__(self) -> str:
        return receipts.grouped(self.number)

    def get_absolute_url(self) -> str:
        return reverse("tips:tip-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells which one it is, and nothing of what was told or by whom."""
        return receipts.grouped(self.number)

    @property
    def where(self) -> str:
        """The enterprise or park that it is about, else the words for the place."""
        return self.enterprise.label if self.enterprise else self.park.label if self.park else self.place

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether its answer was due before today."""
        return self.is_open and self.due < clock.today()

    @property
    def how_far(self) -> str:
        """How far the matter is (办结情况), in words; empty where nobody here handles it.

        What has been taken up again is being handled, whatever its first round came to.
        """
        if self.state not in HANDLED:
            return ""
        is_reopened = self.is_open and self.done == DoneKind.DONE
        return str((DoneKind.GOING if is_reopened else DoneKind(self.done)).label)

    @property
    def matter(self) -> "Tip":
        """The tip by which the matter is checked: of a repeat the first one."""
        return self.first or self

    @property
    def judged(self) -> str:
        """The confirmed verdict on the matter, in words; else that there is none."""
        tip = self.matter
        if tip.confirmed_by_id is None:
            return str(TipState(tip.state).label) if tip.state == TipState.HANDED_OVER else gettext("No verdict yet")
        return str(Verdict(tip.verdict).label)

    @property
    def progress(self) -> str:
        """How far the matter is towards a superior; where nobody handles it yet or here, its state."""
        return self.matter.how_far or str(TipState(self.matter.state).label)

    @property
    def is_founded(self) -> bool:
        """Whether the verdict leads to an item of the ledger."""
        return self.verdict in FOUNDED

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        if self.is_open:
            return "sign-late" if self.is_late else "sign-soon"
        return "sign-ok" if self.state in (TipState.ANSWERED, TipState.CLOSED) else "sign-plain"


class Reporter(Read):
    """举报人: who told something, encrypted, in a table of its own that no list, export, search or figure reads.

    `code` opens the dialogue together with the receipt number. All three are erased after their period; the row
    stays and says when (S35).
    """

    tip = models.OneToOneField(Tip, on_delete=models.PROTECT, primary_key=True, related_name="reporter")
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    code = EncryptedTextField(blank=True)
    erased_on = models.DateField(null=True, blank=True)

    readers = Readers(nobody="tip name phone code erased_on")

    objects = ReporterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(name="", phone="", code=""), name="reporter_erased_is_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tip_id}"


class IdentityLook(Read):
    """查看举报人: that somebody has looked at who told something, when and what for; nothing of what was seen."""

    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(User, verbose_name=pgettext_lazy("tip", "Looked at by"), on_delete=models.PROTECT)
    at = models.DateTimeField(pgettext_lazy("tip", "Looked at"))
    purpose = models.CharField(pgettext_lazy("tip", "Purpose"), max_length=200)

    readers = Readers(officials="tip by at purpose")

    objects = IdentityLookQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = pgettext_lazy("tip", "Look at a reporter")

    def __str__(self) -> str:
        return f"{self.tip_id} {self.at:%Y-%m-%d}"


class Heard(Read):
    """问答: what is said in the dialogue of a tip, by its handler or by its reporter."""

    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="dialogue")
    side = models.CharField(max_length=8, choices=Side.choices)
    text = models.TextField(pgettext_lazy("tip", "Said"))
    photos = models.ManyToManyField(Attachment, blank=True, related_name="tip_dialogue")
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(pgettext_lazy("tip", "Said at"))
    form = models.CharField(max_length=64, null=True, blank=True, unique=True)

    readers = Readers(officials="tip side text photos author at", nobody="form")

    objects = HeardQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = pgettext_lazy("tip", "Said in the dialogue")

    def __str__(self) -> str:
        return f"{self.tip_id} {self.side}"


class PublicUpload(Read):
    """待用照片: a photo that somebody without an account has chosen; it waits until its form is accepted.

    `form` is the hash of the form that it was chosen in: only the browser that has the form finds it again.
    """

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="public_upload")
    form = models.CharField(max_length=64, db_index=True)
    held_at = models.DateTimeField()

    readers = Readers(nobody="attachment form held_at")

    objects = PublicUploadQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.attachment_id}"

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.fields import Read, Readers
from documents.models import Issuable
from inspections.models import SuperiorList
from intake.models import ImportBatch
from superiors.querysets import AnswerFileQuerySet, ListPaperQuerySet
from superiors.states import PaperKind, PaperState


class ListPaper(Issuable):
    """报送函 or 整改完成情况公示: what is written about a superior's list, from one snapshot of its rows.

    `snapshot` holds the rows as they stood when it was taken; `texts` what people have written instead of the drafted
    words, by the key of the row. Letter, table, workbook and the superior's own file are made of these two alone.
    `due` is the day of the list that an answer is for. `since` is the answer before, whose rows it is compared with.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    superior_list = models.ForeignKey(SuperiorList, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=16, choices=PaperKind.choices)
    sequence = models.PositiveSmallIntegerField(_("Which one"), default=1)
    state = models.CharField(_("State"), max_length=8, choices=PaperState.choices, default=PaperState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    due = models.DateField(_("Answer due by"), null=True, blank=True)
    since = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    only_changed = models.BooleanField(_("Only what has changed"), default=False)
    published_from = models.DateField(_("Published from"), null=True, blank=True)
    published_until = models.DateField(_("Published until"), null=True, blank=True)
    phone = models.CharField(_("Phone for objections"), max_length=40, blank=True)
    snapshot: "models.JSONField[dict[str, object], dict[str, object]]" = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    texts: "models.JSONField[dict[str, dict[str, str]], dict[str, dict[str, str]]]" = models.JSONField(
        default=dict, blank=True
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("Drafted"))
    hands = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Took part"), related_name="+", editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("Approved"), null=True, blank=True)

    readers = Readers(
        officials=(
            "county superior_list kind sequence state version due since only_changed published_from published_until "
            "phone snapshot snapshot_sha256 texts drafted_by drafted_at hands approved_by approved_at document"
        ),
    )

    objects = ListPaperQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Paper about a superior's list")
        constraints = (
            models.UniqueConstraint(fields=("superior_list", "kind", "sequence"), name="list_paper_once"),
            models.UniqueConstraint(
                fields=("superior_list", "kind"),
                condition=~models.Q(state=PaperState.ISSUED),
                name="list_paper_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("drafted_by")),
                name="list_paper_approved_by_another",
            ),
            models.CheckConstraint(condition=models.Q(state__in=PaperState.values), name="list_paper_state_known"),
        )

    def __str__(self) -> str:
        return self.number or self.name

    @property
    def name(self) -> str:
        """Which of the papers about this list it is."""
        said = {"n": self.sequence}
        return str((_("Answer %(n)s") if self.is_answer else _("Public notice %(n)s")) % said)

    @property
    def is_answer(self) -> bool:
        return self.kind == PaperKind.ANSWER

    @property
    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == PaperState.ISSUED

    def get_absolute_url(self) -> str:
        return reverse("superiors:listpaper-detail", args=[self.pk])


class AnswerFile(Read):
    """The superior's own file as it left with an answer: filled in from the same snapshot, byte for byte."""

    paper = models.ForeignKey(ListPaper, on_delete=models.PROTECT, related_name="own_files")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    readers = Readers(officials="paper batch name content sha256")

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("File of a superior, filled in")
        constraints = (models.UniqueConstraint(fields=("paper", "batch"), name="answer_file_once"),)

    def __str__(self) -> str:
        return self.name

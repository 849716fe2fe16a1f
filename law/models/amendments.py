from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.fields import Read, Readers
from law.querysets import AmendmentLineQuerySet, AmendmentQuerySet
from law.states import AmendmentState, Change, Shelf


class Amendment(Read):
    """依据库变更: rows that are new, end, or end and get a new one; proposed by one person, entered by another.

    With its source: the document by which the law changes, where its text was read, and when (rules R11, 8).
    """

    state = models.CharField(_("State"), max_length=12, choices=AmendmentState.choices, default=AmendmentState.DRAFT)
    source = models.CharField(_("Document by which it changes"), max_length=200)
    read_at = models.CharField(_("Where the text was read"), max_length=200)
    read_on = models.DateField(_("Read on"))
    file_name = models.CharField(_("Workbook"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(User, verbose_name=_("Proposed by"), on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(pgettext_lazy("time", "Proposed"))
    decided_by = models.ForeignKey(
        User, verbose_name=_("Decided by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    opinion = models.CharField(_("Reason"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "state source read_at read_on file_name proposed_by proposed_at decided_by decided_at opinion version"
        ),
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Change of the catalogue of the law")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(state=AmendmentState.CONFIRMED, decided_by=F("proposed_by")),
                name="amendment_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        return reverse("law:amendment-detail", args=[self.pk])


class AmendmentLine(Read):
    """What becomes of one row. `code` is the row that ends, as it `was` when it was proposed; `new_code` the new one.

    `values` are those of the new row by column, as texts; of an instrument that ends, what it is `replaced_by`.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="lines")
    shelf = models.CharField(_("Catalogue"), max_length=12, choices=Shelf.choices)
    change = models.CharField(_("Change"), max_length=8, choices=Change.choices)
    code = models.CharField(_("Number"), max_length=40, blank=True)
    new_code = models.CharField(_("New number"), max_length=40, blank=True)
    last_day = models.DateField(_("In force to"), null=True, blank=True)
    values: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    was: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)

    readers = Readers(officials="amendment shelf change code new_code last_day values was")

    objects = AmendmentLineQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Changed row of the law")
        constraints = (
            models.UniqueConstraint("amendment", "shelf", "code", condition=~Q(code=""), name="row_amended_once"),
            models.UniqueConstraint(
                "amendment", "shelf", "new_code", condition=~Q(new_code=""), name="row_numbered_once"
            ),
        )

    def __str__(self) -> str:
        return self.code or self.new_code

    @property
    def ends(self) -> bool:
        """Whether a row that is on file ends by it."""
        return self.change != Change.NEW

    @property
    def makes(self) -> bool:
        """Whether a new row comes by it."""
        return self.change != Change.END

    @property
    def first_day(self) -> date | None:
        """From when on the new row holds."""
        written = self.values.get("valid_from")
        return date.fromisoformat(written) if written else None

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization
from core.fields import Read, Readers
from reports.querysets import WordingQuerySet
from reports.states import WordingState


class Wording(Read):
    """本县惯用语: what the product writes (`before`) and what this county writes instead (`after`).

    Proposed once the office has changed it alike three times; used by the reports that are built while it is in use.
    `places` are the paragraphs where it was changed so, as keys of sent versions with the place in them.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="wordings")
    before = models.CharField(_("The product writes"), max_length=40)
    after = models.CharField(_("The county writes"), max_length=40)
    state = models.CharField(_("State"), max_length=10, choices=WordingState.choices, default=WordingState.PROPOSED)
    places: "models.JSONField[list[tuple[int, int]], list[tuple[int, int]]]" = models.JSONField(default=list)
    times = models.PositiveSmallIntegerField(_("Changed so"))
    version = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Handed in by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(pgettext_lazy("time", "Proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    readers = Readers(
        officials=(
            "county before after state places times version proposed_by proposed_at decided_by decided_at reason"
        ),
    )

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Wording of the county")
        constraints = (
            models.UniqueConstraint(fields=("county", "before", "after"), name="wording_once"),
            models.UniqueConstraint(
                fields=("county", "before"), condition=Q(state=WordingState.IN_USE), name="wording_in_use_once"
            ),
            models.CheckConstraint(condition=Q(state__in=WordingState.values), name="wording_state_known"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(state=WordingState.IN_USE, decided_by=F("proposed_by")),
                name="wording_accepted_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    def get_absolute_url(self) -> str:
        return reverse("reports:wording-detail", args=[self.pk])

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from admission.models.applications import Application
from admission.querysets import ReviewQuerySet
from core.fields import Read, Readers

Scores = list[dict[str, str | int]]


class Review(Read):
    """评审意见: of one reviewer, with scores by criteria and their reasons; a veto item bars the project.

    It is asked for by `due_on`. Who has declared an interest stands aside (回避); whoever keeps the park's file
    excuses who stays silent (`excused_by`), with a reason; another one is named. `closed_at`: an accepted appeal has
    reopened the review, and it no longer counts.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, verbose_name=_("Reviewer"), on_delete=models.PROTECT, related_name="+")
    scores: "models.JSONField[Scores, Scores]" = models.JSONField(_("Scores"), default=list)
    veto = models.CharField(_("Veto item"), max_length=200, blank=True)
    opinion = models.TextField(_("Opinion"), blank=True)
    given_at = models.DateTimeField(_("Given"), null=True)
    recused_at = models.DateTimeField(_("Stood aside"), null=True)
    recused_because = models.TextField(_("Stood aside because"), blank=True)
    excused_by = models.ForeignKey(
        User, verbose_name=_("Excused by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(_("Asked for by"), null=True)
    closed_at = models.DateTimeField(_("Reopened on appeal"), null=True)

    readers = Readers(
        officials=(
            "application reviewer scores veto opinion given_at recused_at recused_because excused_by due_on closed_at"
        ),
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Review")
        constraints = (models.UniqueConstraint(fields=("application", "reviewer"), name="review_once"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.reviewer_id}"

    @property
    def mean(self) -> float | None:
        """The mean of the scores; None before there are any."""
        return sum(int(each["score"]) for each in self.scores) / len(self.scores) if self.scores else None

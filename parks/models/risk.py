from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Readers
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.rules.risk_grade import Scores, graded
from parks.states import ParkGrade


def in_range(name: str) -> models.CheckConstraint:
    within = models.Q(**{name: None}) | models.Q(**{f"{name}__gte": 0, f"{name}__lte": 100})
    return models.CheckConstraint(condition=within, name=f"risk_{name}_0_to_100", violation_error_message=BETWEEN)


BETWEEN = gettext_lazy("A score is between 0 and 100.")


class RiskAssessment(Entry):
    """A round of the safety risk assessment of a park (安全风险评级): scores, veto items, from which grade to which.

    The grades follow from the rest (`parks.services.risk.settle`); `published_grade` is what was published where no
    score is known.
    """

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="risk_assessments"
    )
    year = models.PositiveSmallIntegerField(gettext_lazy("Year"))
    round = models.PositiveSmallIntegerField(gettext_lazy("Round"), default=1)
    own_score = models.DecimalField(gettext_lazy("Self-score"), max_digits=5, decimal_places=2, null=True, blank=True)
    city_score = models.DecimalField(
        gettext_lazy("Score of the city"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    province_score = models.DecimalField(
        gettext_lazy("Score of the provincial review"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    veto_codes = models.CharField(gettext_lazy("Veto items"), max_length=120, blank=True)
    published_grade = models.CharField(
        gettext_lazy("Grade as published, where no score is known"), max_length=1, choices=ParkGrade.choices, blank=True
    )
    from_grade = models.CharField(gettext_lazy("From grade"), max_length=1, choices=ParkGrade.choices, blank=True)
    to_grade = models.CharField(gettext_lazy("To grade"), max_length=1, choices=ParkGrade.choices, blank=True)
    reasons = models.TextField(gettext_lazy("Reasons for the grade"), blank=True)
    published_by = models.CharField(gettext_lazy("Published by"), max_length=80, blank=True)
    published_on = models.DateField(gettext_lazy("Published on"), null=True, blank=True)
    document = models.CharField(gettext_lazy("Document"), max_length=120, blank=True)

    tab = "risk"
    readers = Readers(
        public="park year round published_grade from_grade to_grade published_by published_on document version",
        unit="own_score city_score province_score veto_codes reasons",
    )

    class Meta:
        ordering = ("year", "round")
        verbose_name = gettext_lazy("Safety risk assessment")
        constraints = (
            models.UniqueConstraint(
                fields=("park", "year", "round"),
                name="risk_round_once_a_year",
                violation_error_message=gettext_lazy("This round of the year is on file already."),
            ),
            *(in_range(name) for name in ("own_score", "city_score", "province_score")),
        )

    @property
    def called(self) -> str:
        """The round in words, as tables and charts name it."""
        return _("%(year)s, round %(round)s") % {"year": self.year, "round": self.round}

    def __str__(self) -> str:
        return _("Risk assessment %(year)s, round %(round)s") % {"year": self.year, "round": self.round}

    def clean(self) -> None:
        """Something has to give the grade, and what was published does not contradict it."""
        named = {name: getattr(self, name) for name in ("own_score", "city_score", "province_score")}
        if beyond := [name for name, score in named.items() if score is not None and not 0 <= score <= 100]:
            raise ValidationError(dict.fromkeys(beyond, BETWEEN))
        grade = graded(self.scores, self.vetoes)
        if not (grade or self.published_grade):
            raise ValidationError({"published_grade": _("Give a score, a veto item or the grade as published.")})
        if grade and self.published_grade not in ("", grade):
            said = {"grade": ParkGrade(grade).label}
            raise ValidationError({"published_grade": _("By scores and veto items it is %(grade)s.") % said})

    @property
    def scores(self) -> Scores:
        return Scores(self.own_score, self.city_score, self.province_score)

    @property
    def vetoes(self) -> list[str]:
        """Codes of the veto items that were hit."""
        return self.veto_codes.split()

    @property
    def grade(self) -> str:
        """The grade that this round gives."""
        return graded(self.scores, self.vetoes, self.published_grade)

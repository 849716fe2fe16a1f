"""安全风险评级 in the file of a park: the years as a line, the rounds as a table, what the grade forbids or asks."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.listing import Column, Table
from core.requests import SignedInRequest
from documents import charts
from parks.models import GradeEffect, Park, RiskAssessment, VetoItem

SCORES = (
    ("own_score", gettext_lazy("Self-score")),
    ("city_score", gettext_lazy("Score of the city")),
    ("province_score", gettext_lazy("Score of the provincial review")),
)


def risk(park: Park, request: SignedInRequest) -> dict[str, object]:
    rounds = list(park.risk_assessments.all())
    names = {item.code: item.name for item in VetoItem.objects.all()}
    return {
        "chart": _drawn(rounds),
        "table": Table(gettext_lazy("Rounds of the assessment"), _columns(names), rounds[::-1]),
        "effects": GradeEffect.objects.filter(grade=park.risk_grade) if park.risk_grade else (),
        "add": reverse("parks:risk-create", args=[park.pk]) if request.user.keeps_files else "",
    }


def _columns(names: Mapping[str, str]) -> tuple[Column, ...]:
    def vetoes(row: RiskAssessment) -> str:
        return "；".join(names.get(code, code) for code in row.vetoes)

    return (
        Column("year", gettext_lazy("Year and round"), "called", "parks/_risk_round.html", style="whole nowrap"),
        *(
            Column(name, label, name, empty="—", style="number", head_style="number", labelled=True)
            for name, label in SCORES
        ),
        Column("vetoes", gettext_lazy("Veto items"), vetoes, empty="—", labelled=True),
        Column("grade", gettext_lazy("From grade to grade"), "to_grade", "parks/_risk_grade.html", labelled=True),
        Column("reasons", gettext_lazy("Reasons for the grade"), "reasons", empty="—", style="whole", labelled=True),
        Column("published", gettext_lazy("Published"), "published_on", "parks/_risk_published.html"),
    )


def _drawn(rounds: Sequence[RiskAssessment]) -> charts.Chart | None:
    """The scores over the rounds; None where there are not two of them."""
    points: list[charts.Point] = [
        {"month": each.called, "series": str(label), "value": float(value)}
        for name, label in SCORES
        for each in rounds
        if (value := getattr(each, name)) is not None
    ]
    if len({point["month"] for point in points}) < 2:
        return None
    return charts.lines(points, title=_("Scores by year and round"), width=300, height=180)

"""The grade that a park has on file becomes the first round of its history."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LEAST = (("D", 85), ("C", 70), ("B", 60), ("A", 0))
BATCH = 500


def by_score(score: object) -> str:
    return next(grade for grade, least in LEAST if score >= least)  # type: ignore[operator]


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    parks = apps.get_model("parks", "Park").objects.exclude(risk_grade="")
    rounds = apps.get_model("parks", "RiskAssessment").objects
    missing = parks.filter(risk_assessments=None)
    rounds.bulk_create([_first(rounds.model, park) for park in missing.iterator(BATCH)], batch_size=BATCH)


def _first(model: type, park: object) -> object:
    """By its score where that gives the grade on file, else by the grade, with the score in words."""
    score, grade, day = park.risk_score, park.risk_grade, park.risk_assessed_on or park.updated_at.date()  # type: ignore[attr-defined]
    agrees = score is not None and by_score(score) == grade
    return model(
        park=park,
        year=day.year,
        province_score=score if agrees else None,
        published_grade="" if agrees else grade,
        reasons="" if agrees or score is None else f"{score}",
        to_grade=grade,
        published_on=park.risk_assessed_on,  # type: ignore[attr-defined]
    )


class Migration(migrations.Migration):
    dependencies = [("parks", "0002_risk_assessments")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

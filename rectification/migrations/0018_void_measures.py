"""A measure that came by a letter which was voided says so itself; until now its words had to be compared."""

from django.db import migrations, models


def mark_void(apps, schema_editor):
    """Measures begin with the number of their letter."""
    letters = apps.get_model("rectification", "SupervisionLetter").objects.exclude(voided_at=None)
    measures = apps.get_model("rectification", "SupervisionMeasure").objects
    for letter in letters.iterator():
        by_letter = measures.filter(item__letters=letter, reason__startswith=f"{letter.number} ")
        measures.filter(pk__in=by_letter.values("pk")).update(voided_at=letter.voided_at)


class Migration(migrations.Migration):
    dependencies = [("rectification", "0017_lists_have_their_own_app")]

    operations = [
        migrations.AddField(
            model_name="supervisionmeasure",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Voided"),
        ),
        migrations.RunPython(mark_void, migrations.RunPython.noop),
    ]

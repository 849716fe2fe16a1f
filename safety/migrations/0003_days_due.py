from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0002_assessments_append_only")]

    operations = [
        migrations.AddField(
            model_name="hazardsource",
            name="assess_by",
            field=models.DateField(blank=True, db_index=True, null=True, verbose_name="To be assessed again by"),
        ),
        migrations.AddField(
            model_name="hazardsource",
            name="file_by",
            field=models.DateField(
                blank=True, db_index=True, null=True, verbose_name="To be filed with the authority by"
            ),
        ),
    ]

"""A renewal is a row of its own; days of the renewal, scans."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_notices_have_their_own_app"),
        ("enterprises", "0005_kinds_say_whether_they_are_confirmed"),
    ]

    operations = [
        migrations.AddField(
            model_name="permit",
            name="apply_by",
            field=models.DateField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="Renewal to be asked for by"
            ),
        ),
        migrations.AddField(
            model_name="permit",
            name="asked_on",
            field=models.DateField(blank=True, null=True, verbose_name="Renewal asked for on"),
        ),
        migrations.AddField(
            model_name="permit",
            name="follows",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewal",
                to="enterprises.permit",
                verbose_name="Renewal of",
            ),
        ),
        migrations.AddField(
            model_name="permit",
            name="scans",
            field=models.ManyToManyField(
                blank=True, related_name="permits", to="core.attachment", verbose_name="Scans"
            ),
        ),
        migrations.AddField(
            model_name="permit",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="Valid from"),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0026_stages_append_only")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="found_looking_back_at",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="found_beside",
                to="rectification.item",
                verbose_name="Found when looking back at",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="found_looking_back_at",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rectification.item",
            ),
        ),
    ]

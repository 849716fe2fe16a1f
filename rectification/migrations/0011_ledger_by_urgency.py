from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0010_sent_back")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("county"),
                models.ExpressionWrapper(models.Q(("ended_at__isnull", False)), models.BooleanField()),
                models.F("deadline"),
                models.OrderBy(models.F("id"), descending=True),
                name="item_by_urgency",
            ),
        ),
    ]

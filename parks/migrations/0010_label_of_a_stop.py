from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parks", "0009_recognition_capacity_visits")]
    operations = [
        migrations.AlterField(
            model_name="stopnotice",
            name="authority",
            field=models.CharField(max_length=80, verbose_name="Issuing authority"),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_issued_stays"),
        ("supervision", "0001_letters_have_their_own_app"),
    ]

    operations = [
        migrations.AddField(
            model_name="supervisionletter",
            name="document",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.issueddocument",
            ),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_hand_overs"),
        ("rectification", "0029_deadlines_suspended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        append_only("rectification_historyentry", no_more=True),
        migrations.AlterField(
            model_name="historyentry",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="actor_name",
            field=models.CharField(blank=True, max_length=60, verbose_name="Who"),
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="actor_organization",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organization"
            ),
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="actor_organization_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="actor_role",
            field=models.CharField(blank=True, max_length=12),
        ),
        append_only("rectification_historyentry"),
    ]

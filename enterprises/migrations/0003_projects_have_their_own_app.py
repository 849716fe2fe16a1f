"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0002_approval_version"),
        ("projects", "0001_projects_have_their_own_app"),
        ("inspections", "0003_projects_have_their_own_app"),
        ("rectification", "0020_projects_have_their_own_app"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="ProjectApproval"),
                migrations.DeleteModel(name="Project"),
            ]
        )
    ]

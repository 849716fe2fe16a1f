from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("rectification", "0025_stages")]

    operations = [append_only("rectification_stage")]

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_catalogs_and_hazard_sources")]

    operations = [append_only("safety_hazardassessment"), append_only("safety_hazardsubstance")]

"""What a facility has on file becomes the first row of its history."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core import clock

BATCH = 500


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    facilities = apps.get_model("parks", "Infrastructure").objects.filter(progress_rows=None)
    rows = apps.get_model("parks", "InfrastructureProgress").objects
    known = {"day": clock.today(), "recorded_at": clock.now()}
    first = (
        rows.model(facility=each, percent=each.progress, status=each.status, **known)
        for each in facilities.iterator(BATCH)
    )
    rows.bulk_create(first, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("parks", "0006_stop_notices")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

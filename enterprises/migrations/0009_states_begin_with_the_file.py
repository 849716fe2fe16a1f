"""The state of each file is the first row of its history; since when it holds is not known."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core import clock

BATCH = 1000


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    change, now = apps.get_model("enterprises", "OperatingChange"), clock.now()
    known = apps.get_model("enterprises", "Enterprise").objects.values_list("pk", "state").order_by("pk")
    rows = []
    for pk, state in known.iterator(chunk_size=BATCH):
        rows.append(change(enterprise_id=pk, state=state, reason="建档时的状态", at=now))
        if len(rows) == BATCH:
            change.objects.bulk_create(rows)
            rows = []
    change.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0008_operating_states")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

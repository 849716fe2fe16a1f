from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def write_lines(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Each visit of each result as a row; its body where all of the team are of one department."""
    draws, lines, people = (
        apps.get_model(*each) for each in (("draws", "Draw"), ("draws", "DrawnVisit"), ("capability", "Supervisor"))
    )
    units = dict(people.objects.values_list("pk", "organization"))
    departments = set(
        apps.get_model("accounts", "Organization").objects.filter(kind="DEPARTMENT").values_list("pk", flat=True)
    )
    for draw in draws.objects.exclude(result=None).order_by("pk"):
        for place, visit in enumerate(draw.result, 1):
            bodies = {units.get(key) for key in visit["team"]}
            body = next(iter(bodies)) if len(bodies) == 1 and bodies <= departments else None
            line = lines.objects.create(draw=draw, place=place, enterprise_id=visit["object"], body_id=body)
            line.team.add(*(key for key in visit["team"] if key in units))


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0003_drawn_visits"),
    ]

    operations = [
        migrations.RunPython(write_lines, migrations.RunPython.noop),
    ]

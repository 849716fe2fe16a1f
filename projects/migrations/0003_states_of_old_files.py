"""The states that files tell of are states with a day; who wrote that an approval does not apply has signed that."""

from django.db import migrations
from django.utils import timezone

AT_ONCE = 1000
NOTE = "enterprises.projectapproval:"


def fill(apps, editor):
    Project = apps.get_model("projects", "Project")
    Spell = apps.get_model("projects", "ProjectStateSpell")
    today = timezone.localdate()
    rows = []
    for project in Project.objects.order_by("pk").iterator(AT_ONCE):
        if project.started_on and project.state not in ("PLANNED", "BUILDING"):
            rows.append(Spell(project=project, state="BUILDING", began_on=project.started_on, recorded_on=today))
        began = project.state_since or (project.started_on if project.state == "BUILDING" else None)
        rows.append(Spell(project=project, state=project.state, began_on=began, recorded_on=today))
    Spell.objects.bulk_create(rows, batch_size=AT_ONCE)
    _sign(apps)


def _sign(apps):
    Approval = apps.get_model("projects", "ProjectApproval")
    Change = apps.get_model("core", "FileChange")
    unsigned = {f"{NOTE}{row.pk}": row for row in Approval.objects.exclude(not_applicable_reason="")}
    for change in Change.objects.filter(row__in=list(unsigned)).order_by("at"):
        if "not_applicable_reason" in change.after:
            unsigned[change.row].not_applicable_by_id = change.actor_id
    Approval.objects.bulk_update(unsigned.values(), ["not_applicable_by"], batch_size=AT_ONCE)


def empty(apps, editor):
    apps.get_model("projects", "ProjectStateSpell").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_states_records_and_proposed_violations"),
        ("core", "0012_held_uploads"),
    ]

    operations = [migrations.RunPython(fill, empty, elidable=False)]

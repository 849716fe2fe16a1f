"""The compliance engine over 5,000 projects against the one statement that finds who built before a permit.

The projects, with states, approvals and records, are added to the enterprises of the database in a transaction that
is never committed.
"""

import time
from datetime import timedelta
from random import Random

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock
from enterprises.models import Enterprise
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.services.checking import check_all

PROJECTS, MOST_SECONDS = 5_000, 10
LIFE = {"PLANNED": 1500, "BUILDING": 900, "BUILT": 420, "TRIAL": 300, "OPERATING": 120}
"""How many days ago each state began."""
KINDS = ("PM01", "PM02", "PM03", "PM04", "PM05", "PM06", "PM07", "PM09", "PM10", "PM12", "PM13", "PM14")
LACKING = 0.12
"""The share of the papers that are not there."""
UNLAWFUL = (
    "SELECT p.id FROM enterprises_project p "
    "JOIN projects_projectstatespell s ON s.project_id = p.id AND s.state = 'BUILDING' "
    "LEFT JOIN enterprises_projectapproval a ON a.project_id = p.id AND a.kind_id = 'PM10' "
    "WHERE a.approved_on IS NULL OR a.approved_on > s.began_on"
)


def of_all_projects():
    """The first run of a night, with all that it proposes."""
    enterprises = list(Enterprise.objects.all())
    if not enterprises:
        raise LookupError("a database with enterprises is needed (seed_demo)")
    transaction.atomic().__enter__()
    _add(enterprises)
    day = clock.today()
    done = []

    def ours():
        began = time.process_time()
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            came_to = check_all(day).as_json()
            done.append(came_to | {"queries": len(asked), "processor_s": round(time.process_time() - began, 1)})
            transaction.set_rollback(True)

    def reference():
        with connection.cursor() as cursor:
            cursor.execute(UNLAWFUL)
            cursor.fetchall()

    return ours, reference, "one violation by plain SQL", lambda: done[-1] | {"most_seconds": MOST_SECONDS}


def _add(enterprises):
    random, states = Random(1), list(LIFE)
    projects = [
        Project(enterprise=enterprises[number % len(enterprises)], name=f"年产{number}吨项目", state=states[number % 5])
        for number in range(PROJECTS)
    ]
    Project.objects.bulk_create(projects, batch_size=1000)
    today = clock.today()
    spells, approvals, records = [], [], []
    for project in projects:
        for state in states[: states.index(project.state) + 1]:
            began = today - timedelta(days=LIFE[state] + random.randint(0, 60))
            spells.append(ProjectStateSpell(project=project, state=state, began_on=began, recorded_on=began))
        for kind in KINDS:
            if random.random() >= LACKING:
                approved = today - timedelta(days=random.randint(600, 1400))
                approvals.append(ProjectApproval(project=project, kind_id=kind, approved_on=approved))
        held = today - timedelta(days=320)
        records += [ProjectRecord(project=project, kind=kind, held_on=held, settled_on=held) for kind in ("PSSR",)]
    for rows in (spells, approvals, records):
        type(rows[0]).objects.bulk_create(rows, batch_size=2000)

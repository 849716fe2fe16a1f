"""The emergency plans, drills and safety status assessments of the made-up enterprises: three years of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.hazard_sources import ASSESSORS, SAVED_TOGETHER, own_random
from enterprises.models import Enterprise
from enterprises.states import OperatingState
from safety.models import Drill, EmergencyPlan, HazardSource, StatusAssessment
from safety.services.settling import latest_drills, next_assessment, next_drill, settle_plan
from safety.states import DrillKind, PlanKind

DRILLED = (
    (DrillKind.COMPREHENSIVE, "全厂停电停车综合演练"),
    (DrillKind.ON_SITE, "物料泄漏现场处置演练"),
    (DrillKind.SPECIAL, "火灾爆炸专项演练"),
    (DrillKind.ENVIRONMENT, "事故废水截流演练"),
)
EVALUATED = ("达到预期目标", "报警响应及时，疏散清点不够快", "器材取用路线需优化", "达到预期目标，个别岗位口令不清")
BETWEEN_DRILLS = 165
DRILLS = 6
LAST_DRILL_BEFORE = (20, 70, 120, 160, 190)
"""Days since the latest drill; after the last of them the next one is overdue."""
DISTANCES = (120, 180, 260, 340)
"""External safety distances that reports state, in metres."""
ASSESSED_AGO = (200, 500, 900, 1040, 1110)


def prepare(enterprises: list[Enterprise], today: date) -> None:
    """Give each enterprise its plans, its drills and, where it runs, two safety status assessments."""
    sources: dict[int, list[HazardSource]] = {}
    for source in HazardSource.objects.filter(enterprise__in=enterprises).major():
        sources.setdefault(source.enterprise_id, []).append(source)
    plans: list[EmergencyPlan] = []
    drills: list[Drill] = []
    assessments: list[StatusAssessment] = []
    for enterprise in enterprises:
        random = own_random(enterprise, "preparedness")
        plans += _plans(enterprise, random, today)
        drills += _drills(enterprise, sources.get(enterprise.pk, []), random, today)
        if enterprise.state != OperatingState.BUILDING:
            assessments += _assessments(enterprise, random, today)
    EmergencyPlan.objects.bulk_create(plans, batch_size=SAVED_TOGETHER)
    Drill.objects.bulk_create(drills, batch_size=SAVED_TOGETHER)
    StatusAssessment.objects.bulk_create(assessments, batch_size=SAVED_TOGETHER)


def _plans(enterprise: Enterprise, random: Random, today: date) -> Iterator[EmergencyPlan]:
    for kind, name in ((PlanKind.SAFETY, "生产安全事故应急预案"), (PlanKind.ENVIRONMENT, "突发环境事件应急预案")):
        issued = today - timedelta(days=random.randint(60, 1080))
        plan = EmergencyPlan(enterprise=enterprise, name=name, kind=kind, issued_on=issued)
        plan.filed_on = issued + timedelta(days=random.randint(6, 25))
        plan.filing_number = f"YA629901-{issued:%Y}-{random.randint(1, 400):03d}"
        settle_plan(plan)
        yield plan


def _drills(enterprise: Enterprise, sources: list[HazardSource], random: Random, today: date) -> list[Drill]:
    last = today - timedelta(days=random.choice(LAST_DRILL_BEFORE))
    days = [last - timedelta(days=BETWEEN_DRILLS * number) for number in range(DRILLS)]
    drills = [_drill(enterprise, *DRILLED[number % len(DRILLED)], day, random) for number, day in enumerate(days)]
    for source in sources:
        for number, day in enumerate(days):
            kind = DrillKind.SPECIAL if number % 2 else DrillKind.ON_SITE
            drill = _drill(enterprise, kind, f"{source.name}泄漏处置演练", day - timedelta(days=9), random)
            drill.source = source
            drills.append(drill)
    for drill in latest_drills(drills):
        drill.next_by = next_drill(drill)
    return drills


def _drill(enterprise: Enterprise, kind: DrillKind, subject: str, day: date, random: Random) -> Drill:
    return Drill(
        enterprise=enterprise,
        kind=kind,
        subject=subject,
        held_on=day,
        participants=random.randint(18, 120),
        evaluation=random.choice(EVALUATED),
        reported_on=day + timedelta(days=random.randint(2, 12)),
    )


def _assessments(enterprise: Enterprise, random: Random, today: date) -> list[StatusAssessment]:
    latest = today - timedelta(days=random.choice(ASSESSED_AGO))
    made = [
        StatusAssessment(
            enterprise=enterprise,
            assessed_on=day,
            assessor=random.choice(ASSESSORS),
            report_number=f"AP{day:%Y}-{random.randint(1, 300):03d}",
            problems=random.randint(8, 42),
            rectified_on=day + timedelta(days=random.randint(20, 60)),
            conclusion="问题已全部整改，安全生产条件符合要求",
            external_distance=DISTANCES[enterprise.pk % len(DISTANCES)] if enterprise.has_major_hazard_source else None,
        )
        for day in (latest - timedelta(days=1060), latest)
    ]
    made[-1].next_by = next_assessment(made[-1])
    return made

"""The days by which something has to be done again, as they follow from what is on file (domain rules R4, D16-D20).

Settings that are changed hold for what is recorded from then on.
"""

from datetime import date

from django.conf import settings
from django.db.models import Model

from core.rules.months import add_months
from core.services import calendar
from safety.models import Drill, EmergencyPlan, HazardSource, StatusAssessment
from safety.states import DrillKind, PlanKind


def settle(row: Model) -> None:
    """Set the days of a row, and of those of its kind that it has overtaken, that has just been written."""
    if isinstance(row, HazardSource):
        row.settle_days()
        row.save(update_fields=["file_by", "assess_by"])
    elif isinstance(row, EmergencyPlan):
        settle_plan(row)
        row.save(update_fields=["file_by", "assess_by"])
    elif isinstance(row, Drill):
        _settle_drills(row.enterprise_id)
    elif isinstance(row, StatusAssessment):
        _settle_assessments(row.enterprise_id)


def settle_plan(plan: EmergencyPlan) -> None:
    """Filed 20 working days after issue (应急管理部令2号; of plans for accidents alone), assessed every 3 years."""
    plan.file_by = plan.assess_by = None
    if plan.replaced_on is not None:
        return
    plan.assess_by = add_months(plan.assessed_on or plan.issued_on, settings.PLAN_ASSESSMENT_MONTHS)
    if plan.filed_on is None and plan.kind == PlanKind.SAFETY:
        plan.file_by = calendar.current().add_working_days(plan.issued_on, settings.PLAN_FILING_WORKING_DAYS)


def next_drill(drill: Drill) -> date:
    """The last day of the next drill: half a year on, of the special plan of a hazard source a year (令2号, 令40号)."""
    of_a_source = drill.source_id is not None and drill.kind == DrillKind.SPECIAL
    months = settings.DRILL_SOURCE_SPECIAL_MONTHS if of_a_source else settings.DRILL_MONTHS
    return add_months(drill.held_on, months)


def latest_drills(drills: list[Drill]) -> list[Drill]:
    """Of an enterprise's drills those after which the next one counts: the latest of all, and of each source and kind.

    A drill for hazardous chemicals has to be held at least every half year, whichever it is.
    """
    latest: dict[tuple[int | None, str], Drill] = {}
    for drill in sorted(drills, key=lambda each: each.held_on):
        latest[drill.source_id, drill.kind if drill.source_id else ""] = drill
    return list(latest.values())


def _settle_drills(enterprise_id: int) -> None:
    drills = list(Drill.objects.select_for_update().filter(enterprise=enterprise_id))
    latest = {drill.pk for drill in latest_drills(drills)}
    for drill in drills:
        due = next_drill(drill) if drill.pk in latest else None
        if due != drill.next_by:
            Drill.objects.filter(pk=drill.pk).update(next_by=due)


def next_assessment(assessment: StatusAssessment) -> date:
    """The last day of the next safety status assessment: 3 years on (危险化学品安全管理条例, article 22)."""
    return add_months(assessment.assessed_on, settings.STATUS_ASSESSMENT_MONTHS)


def _settle_assessments(enterprise_id: int) -> None:
    rows = StatusAssessment.objects.filter(enterprise=enterprise_id)
    latest = rows.select_for_update().order_by("-assessed_on", "-pk").first()
    if latest is not None:
        rows.exclude(pk=latest.pk).exclude(next_by=None).update(next_by=None)
        rows.filter(pk=latest.pk).update(next_by=next_assessment(latest))

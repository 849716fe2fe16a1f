"""The figures of the files of parks, enterprises and projects at the report's one cut-off, not of today's files."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from accounts.models import Organization
from core.figures import Moment
from core.rules import expiry
from core.rules.months import Month
from core.services.taking_back import as_of
from documents.rules.office_words import for_paper
from enterprises.models import Enterprise, Permit
from enterprises.services.operating import states_on
from enterprises.states import RUNNING, OperatingState
from parks.models import Infrastructure, Park
from parks.states import UNFINISHED, ParkGrade
from projects.models import Project
from reports.services import capability_chapter
from tips.services import batch_counts


def of(county: Organization, park: Park | None, moment: Moment) -> dict[str, object]:
    """The counts by code, the grade of the park, the facilities that were not in use yet, the batches of tips."""
    parks = as_of(Park.objects.filter(county=county, **({"pk": park.pk} if park else {})), moment.at)
    keys = [each.pk for each in parks]
    enterprises = Enterprise.objects.filter(county=county, **({"park": park} if park else {}))
    return {
        "figures": {
            **_parks(parks),
            **_enterprises(_stood(as_of(enterprises, moment.at), moment)),
            **_permits(as_of(Permit.objects.filter(enterprise__in=enterprises), moment.at), moment),
            **capability_chapter.figures_of(county, park, moment),
            **_projects(as_of(Project.objects.filter(enterprise__in=enterprises), moment.at)),
        },
        "trainings": capability_chapter.trainings_of(county, park, moment),
        "tip_batches": batch_counts.counts(county, Month.of(moment.day), moment, park),
        "grade": parks[0].risk_grade if park and parks else "",
        "facilities": _facilities(keys, moment),
    }


def _stood(rows: list[Enterprise], moment: Moment) -> list[Enterprise]:
    """The enterprises in the states in which they were on that day, whenever these were written down."""
    states = states_on(rows, moment.day)
    for row in rows:
        row.state = states.get(row.pk, OperatingState(row.state))
    return rows


def _parks(rows: list[Park]) -> dict[str, int]:
    grades = Counter(row.risk_grade for row in rows)
    return {
        "parks.all": len(rows),
        **{f"parks.grade_{grade.lower()}": grades[grade] for grade in ParkGrade.values},
    }


def _enterprises(rows: list[Enterprise]) -> dict[str, int]:
    return {
        "enterprises.all": len(rows),
        **_by_state("enterprises", rows),
        "enterprises.hazard": sum(row.has_major_hazard_source for row in rows),
    }


def _permits(rows: list[Permit], moment: Moment) -> dict[str, int]:
    last = moment.day + timedelta(days=expiry.SOON_DAYS)
    dated = [(row.valid_until, row.enterprise_id) for row in _running(rows) if row.valid_until]
    return {
        "enterprises.permits_expired": len({plant for day, plant in dated if day < moment.day}),
        "enterprises.permits_90": len({plant for day, plant in dated if moment.day <= day <= last}),
    }


def _running(rows: list[Permit]) -> list[Permit]:
    """Those that were neither renewed, nor revoked, nor cancelled."""
    renewed = {row.follows_id for row in rows}
    return [row for row in rows if row.state in RUNNING and row.pk not in renewed]


def _projects(rows: list[Project]) -> dict[str, int]:
    return {"projects.all": len(rows), **_by_state("projects", rows)}


def _by_state(body: str, rows: Sequence[Enterprise | Project]) -> dict[str, int]:
    states = Counter(row.state for row in rows)
    return {f"{body}.{state.lower()}": states[state] for state in OperatingState.values}


def _facilities(parks: list[int], moment: Moment) -> list[dict[str, object]]:
    """Facilities that were not in use yet, whatever was to be finished first before all others."""
    rows = as_of(Infrastructure.objects.filter(park__in=parks).select_related("park"), moment.at)
    waiting = [row for row in rows if row.status in UNFINISHED]
    waiting.sort(key=lambda row: (row.planned_completion is None, row.planned_completion, row.park.code, row.pk))
    return [_facility(row, moment) for row in waiting]


def _facility(row: Infrastructure, moment: Moment) -> dict[str, object]:
    planned = row.planned_completion
    return {
        "park": row.park.name,
        "name": for_paper(row.name),
        "status": row.status,
        "progress": row.progress,
        "planned": planned.isoformat() if planned else "",
        "days_late": max((moment.day - planned).days, 0) if planned else 0,
    }

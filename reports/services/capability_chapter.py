"""队伍和装备: the supervisors and instruments of the county, or of a park's committee, at the cut-off of the report."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Q, Sum

from accounts.models import Organization
from capability.models import Equipment, Supervisor, Team, Training
from capability.rules.staffing import Staffing
from capability.states import EquipmentState, TrainingResult
from core.figures import Moment
from core.rules.months import Month
from core.rules.numbers import per_cent
from core.services.taking_back import as_of
from documents.blocks import Block, Number, Paragraph, Run
from parks.models import Park
from reports.services.writer import Writer


def figures_of(county: Organization, park: Park | None, moment: Moment) -> dict[str, int]:
    """The counts by code of the figure."""
    mine = _of(county, park)
    things = [row for row in as_of(Equipment.objects.filter(mine), moment.at) if row.state != EquipmentState.SCRAPPED]
    return {
        "teams.all": Team.objects.filter(mine).count(),
        "teams.without_people": Team.objects.filter(mine).without_people(moment.day).count(),
        "supervisors.in_post": Supervisor.objects.filter(mine).in_post(moment.day).count(),
        "supervisors.qualified": Supervisor.objects.filter(mine).qualified(moment.day).count(),
        "equipment.all": len(things),
        "equipment.calibration_late": sum(
            row.calibrate_by is not None and row.calibrate_by < moment.day for row in things
        ),
    }


def trainings_of(county: Organization, park: Park | None, moment: Moment) -> dict[str, int]:
    """How often somebody was trained in the month, and for how many hours together."""
    month = Month.of(moment.day)
    rows = Training.objects.filter(_of(county, park, "person__"), held_on__range=(month.first, month.last))
    found = rows.exclude(result=TrainingResult.FAILED).aggregate(times=Count("pk"), hours=Sum("hours"))
    return {"times": found["times"], "hours": found["hours"] or 0}


def _of(county: Organization, park: Park | None, path: str = "") -> Q:
    """Of the committee of a park, else of every unit of the county."""
    if park is not None:
        return Q(**{f"{path}organization": park.committee_id})
    return Q(**{f"{path}organization__county": county})


def people_and_equipment(writer: Writer) -> Iterator[Block]:
    """Nothing where no unit has a file."""
    values: dict[str, int] = writer.report.profile["figures"]
    if not values.get("teams.all"):
        return
    runs = [*_people(writer, values), *_trainings(writer), *_equipment(writer)]
    yield Paragraph((*runs, "。"))


def _people(writer: Writer, values: dict[str, int]) -> list[Run]:
    units = [] if writer.report.park_id else writer.filed_parts((("监管单位", "teams.all"),), "个")
    staffing = Staffing(values["supervisors.in_post"], values["supervisors.qualified"])
    if staffing.is_empty:
        return [*units, "，均无在岗监管人员" if units else "园区管理机构无在岗监管人员"]
    runs = [
        *units,
        "，" if units else "园区管理机构",
        *writer.filed_parts((("在岗监管人员", "supervisors.in_post"),), "人"),
    ]
    share = Number(per_cent(staffing.qualified, staffing.in_post), "supervisors.share")
    runs += ["，其中具有化工安全相关学历和从业经历的", _number(values, "supervisors.qualified"), "人，占", share]
    target = settings.SUPERVISOR_TARGET_PERCENT
    if gap := staffing.gap(target):
        runs.append(f"，距{target}%的目标缺{gap}人")
    return runs + writer.filed_parts((("无在岗人员的监管单位", "teams.without_people"),), "个", before="；")


def _number(values: dict[str, int], code: str) -> Number:
    return Number(f"{values[code]:,}", code)


def _trainings(writer: Writer) -> list[Run]:
    held = writer.report.profile.get("trainings", {})
    return [f"；当月培训{held['times']}人次、{held['hours']}学时"] if held.get("times") else []


def _equipment(writer: Writer) -> list[Run]:
    runs = writer.filed_parts((("监管装备", "equipment.all"),), "台（套）", before="；")
    late = writer.filed_parts((("检定超期", "equipment.calibration_late"),), "台（套）", before="，其中")
    return [*runs, *late] if runs else []

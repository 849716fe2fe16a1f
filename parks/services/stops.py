"""区域限批: stops of approvals, and what hinders the admission of a project today, for whoever admits one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock
from parks.models import GradeEffect, Park, StopNotice
from parks.states import Admission


@dataclass(frozen=True)
class Hindrance:
    """What stands against the admission of a project, in words and with its source; what `blocks` is not got past."""

    said: str
    source: str
    blocks: bool


def of(park: Park, reader: User) -> "QuerySet[StopNotice]":
    """The notices in the file of a park, the latest first."""
    return StopNotice.objects.visible_to(reader).filter(park=park)


def in_force(park: Park, day: date | None = None) -> "QuerySet[StopNotice]":
    """The notices that hold on a day, its first and last day included."""
    on = day or clock.today()
    return StopNotice.objects.filter(Q(until=None) | Q(until__gte=on), park=park, since__lte=on)


def hindrances(
    park: Park, pollutants: Collection[str], *, is_hazardous: bool, day: date | None = None
) -> list[Hindrance]:
    """What hinders the admission of a project that adds to these pollutants: stops of approvals, then the grade.

    A stop without a pollutant holds for all of them, also where the project says none. The grade asks about new and
    expanded projects of hazardous chemicals; one that makes a plant safer is admitted by whoever decides.
    """
    stopped = in_force(park, day).filter(Q(pollutant="") | Q(pollutant__in=pollutants))
    found = [
        Hindrance(f"{each.region} {each.get_pollutant_display()}".strip(), each.document, True) for each in stopped
    ]
    if not (is_hazardous and park.risk_grade):
        return found
    effects = GradeEffect.objects.filter(grade=park.risk_grade).exclude(admission=Admission.OPEN)
    return found + [Hindrance(each.name, each.basis, each.admission == Admission.BLOCKED) for each in effects]

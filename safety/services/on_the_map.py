"""Hazard sources on the map of their park, with the distances that their files and the standard name."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from maps.services.layers import Layer, Mark, Ring
from maps.states import Light
from parks.models import Park
from safety.models import HazardSource, StatusAssessment
from safety.states import SourceState

COUNTED_METRES = 500
"""Within this distance of the fence people count for α (GB 18218-2018); drawn from the point, which lies inside."""


def marks(park: Park, user: User) -> Iterator[Mark]:
    """The hazard sources of a park that a person may know of, but for those that are gone."""
    today = clock.today()
    rows = HazardSource.objects.visible_to(user).filter(enterprise__park=park).exclude(state=SourceState.REMOVED)
    stated = StatusAssessment.objects.visible_to(user).filter(enterprise__park=park).with_distance()
    reports = {report.enterprise_id: report for report in stated}
    for row in rows.with_assessment():
        light, why = _light(row, today)
        yield Mark(
            row.pk,
            row.name,
            row.get_absolute_url(),
            said=" · ".join(filter(None, (row.enterprise.label, row.level_label))),
            enterprise=row.enterprise_id,
            light=light,
            why=why,
            rings=tuple(_rings(row, reports.get(row.enterprise_id))),
        )


def _light(row: HazardSource, today: date) -> tuple[Light, str]:
    """How the days of its file stand: filed with the authority, assessed again."""
    if row.file_by is not None and row.file_by < today:
        return Light.LATE, _("Filing is overdue.")
    if row.assess_by is not None and row.assess_by < today:
        return Light.LATE, _("Assessment is overdue.")
    return (Light.SOON, _("To be filed.")) if row.file_by is not None else (Light.NONE, "")


def _rings(row: HazardSource, report: StatusAssessment | None) -> Iterator[Ring]:
    """Around a major hazard source: where people count, and the external safety distance.

    That is the distance stated for the unit itself, else the one of the enterprise's latest report.
    """
    if row.level is None or row.current is None:
        return
    said = _("GB 18218: %(people)s people live within 500 m") % {"people": row.current.people}
    yield Ring(COUNTED_METRES, said)
    if row.external_distance:
        metres = row.external_distance
        yield Ring(metres, _("External safety distance %(metres)s m, as stated for the unit") % {"metres": metres})
    elif report is not None and report.external_distance:
        facts = {
            "metres": report.external_distance,
            "number": report.report_number,
            "day": date_format(report.assessed_on, "DATE_FORMAT"),
        }
        yield Ring(
            report.external_distance,
            _("External safety distance %(metres)s m, as report %(number)s of %(day)s states for the enterprise")
            % facts,
        )


LAYER = Layer(20, "safety.hazardsource", gettext_lazy("Hazard sources"), "▲", marks, of_an_enterprise=True)

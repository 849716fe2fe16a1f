"""Requests for the doors of the sent version of a report, and of the phrases that are proposed from it."""

from collections.abc import Iterator
from typing import Any

from core import clock
from core.services.acting import take
from reports.models import MonthlyReport, Wording
from reports.workflow import REPORTS, WORDINGS
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent
from tests.reports.sent import changed, uploaded


def issued(world: World) -> MonthlyReport:
    return take(REPORTS, world.reports["issue"].pk, "issue", actor=world.users["coordinator"])


def sent(world: World) -> Asked:
    """The file of an issued report with a word changed."""
    report = issued(world)
    file = uploaded(changed(report, {"特此报告": "专此报告"}))
    return world.users["coordinator"], f"/reports/{report.pk}/sent/", {"files": file}


def decided(act: str, *, in_use: bool = False, **given: str) -> Any:
    def asks(world: World) -> Asked:
        coordinator, other = world.users["coordinator"], world.users["coordinator2"]
        wording = Wording.objects.create(
            county=coordinator.organization.county,
            before="稳步",
            after="扎实",
            times=3,
            proposed_by=other,
            proposed_at=clock.now(),
        )
        if in_use:
            wording = take(WORDINGS, wording.pk, "accept", actor=coordinator)
        return coordinator, f"/reports/wordings/{wording.pk}/{act}/", {"version": str(wording.version), **given}

    return asks


def of_reports() -> Iterator[Sent]:
    yield Sent("sent version", sent)
    yield Sent("wording accept", decided("accept"))
    yield Sent("wording decline", decided("decline", reason="仅此一次"))
    yield Sent("wording revoke", decided("revoke", in_use=True, reason="不再使用"))


OF_REPORTS = tuple(of_reports())

"""What is wrong with a park, in sentences that a leader reads in a minute; each leads to the tab that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import clock
from parks.models import Park
from parks.states import ParkGrade

RISKY = (ParkGrade.A, ParkGrade.B)


@dataclass(frozen=True)
class Sentence:
    """What is wrong, the tab that shows it, and whether it can't wait."""

    said: str
    tab: str
    is_grave: bool = True


def lights(park: Park, reader: User) -> dict[str, object]:
    """`park` comes with what `ParkQuerySet.with_troubles` counts."""
    found = [*_of_risk(park), *_of_works(park), *_of_quota(park), *_of_recognition(park)]
    return {"sentences": [*(each for each in found if each.is_grave), *(each for each in found if not each.is_grave)]}


def _of_risk(park: Park) -> Iterator[Sentence]:
    if park.risk_grade in RISKY:
        grade = ParkGrade(park.risk_grade).label
        yield Sentence(_("%(grade)s: projects are admitted under limits.") % {"grade": grade}, "risk")
    last = park.risk_assessed_on
    if last is None:
        yield Sentence(_("No risk assessment is on file."), "risk", is_grave=False)
    elif last < clock.today() - timedelta(days=settings.PARK_SCORE_CYCLE_DAYS):
        yield Sentence(_("The last risk assessment is of %(day)s; a new one is due.") % {"day": last}, "risk", False)


def _of_works(park: Park) -> Iterator[Sentence]:
    facilities = list(park.infrastructure.all())
    late = [each for each in facilities if each.is_late]
    unused = [each for each in facilities if each.days_unused is not None]
    if late:
        said = ngettext("%(n)s facility behind its plan", "%(n)s facilities behind their plan", len(late))
        yield Sentence(said % {"n": len(late)}, "infrastructure")
    if unused:
        worst = max(unused, key=lambda each: each.days_unused or 0)
        said = ngettext(
            "%(n)s facility built and not in use; %(name)s for %(days)s days",
            "%(n)s facilities built and not in use; %(name)s for %(days)s days",
            len(unused),
        )
        facts = {"n": len(unused), "name": worst.name, "days": worst.days_unused}
        yield Sentence(said % facts, "infrastructure")


def _of_quota(park: Park) -> Iterator[Sentence]:
    if stops := getattr(park, "stops", 0):
        said = ngettext("%(n)s stop of approvals in force", "%(n)s stops of approvals in force", stops)
        yield Sentence(said % {"n": stops}, "quota")
    if getattr(park, "is_overdrawn", False):
        yield Sentence(_("A pollutant quota is overdrawn."), "quota")


def _of_recognition(park: Park) -> Iterator[Sentence]:
    still, late = getattr(park, "problems_open", 0), getattr(park, "problems_late", 0)
    if late:
        said = _("%(n)s of %(all)s open recognition problems are past their deadline")
        yield Sentence(said % {"n": late, "all": still}, "recognition")
    elif still:
        said = ngettext(
            "%(n)s recognition problem to be corrected", "%(n)s recognition problems to be corrected", still
        )
        yield Sentence(said % {"n": still}, "recognition", is_grave=False)
    if park.risk_grade and park.risk_grade != ParkGrade.D and not getattr(park, "has_plan", True):
        yield Sentence(_("No upgrade plan leads beyond today."), "recognition", is_grave=False)

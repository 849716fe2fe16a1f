"""审批前核查: what has to hold before a visit is approved; its page shows it and its steps refuse by it (R7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, WrongStateError
from core.services import calendar
from draws.models import Interest
from law.services import citing
from visits.models import Officer, Visit
from visits.rules.days import is_filed_ahead
from visits.services.frequency import frequency_of
from visits.states import Declared, Nature

LEAST_TEAM = 2
"""At least two certified officers (行政处罚法42)."""


@dataclass(frozen=True)
class Check:
    """One thing that has to hold, and how it stands; what is no bar can be overridden with a reason."""

    label: str | Promise
    is_met: bool
    said: str = ""
    is_bar: bool = True


def checks_of(visit: Visit) -> list[Check]:
    """All checks, in the order in which a leader reads them."""
    team = list(visit.officers.select_related("person").prefetch_related("person__earlier_posts"))
    return [
        _power(visit),
        _subsidiary(visit),
        _number(team),
        _certificates(visit, team),
        _interests(visit, team),
        _basis(visit),
        *([_draw(visit, team)] if visit.drawn else ()),
        *([_filing(visit)] if visit.nature == Nature.SPECIAL else ()),
        _cap(visit),
    ]


def refuse_unmet(visit: Visit) -> None:
    """Raises WrongStateError with all that bars the visit."""
    unmet = [each for each in checks_of(visit) if each.is_bar and not each.is_met]
    if unmet:
        raise WrongStateError("；".join(each.said or str(each.label) for each in unmet), version=visit.version)


def _power(visit: Visit) -> Check:
    label = gettext_lazy("The body has the power to inspect")
    is_met = visit.body.may_inspect
    return Check(label, is_met, "" if is_met else _("Only a department inspects in its own name."))


def _subsidiary(visit: Visit) -> Check:
    """Supervision of an own subsidiary is no inspection (国办发〔2024〕54号)."""
    label = gettext_lazy("The enterprise is no subsidiary of the body")
    own = visit.enterprise.organization.path.startswith(visit.body.path)
    return Check(label, not own, _("What a body supervises as its own subsidiary is no inspection.") if own else "")


def _number(team: Sequence[Officer]) -> Check:
    label = gettext_lazy("At least two officers")
    is_met = len(team) >= LEAST_TEAM
    return Check(label, is_met, "" if is_met else _("The team has fewer than two officers."))


def _certificates(visit: Visit, team: Iterable[Officer]) -> Check:
    label = gettext_lazy("All certified and in post on the day")
    lacking = [each.name for each in team if not is_certified(each, visit)]
    said = _("Without a certificate in date on the day: %(names)s.") % {"names": "、".join(lacking)} if lacking else ""
    return Check(label, not lacking, said)


def is_certified(officer: Officer, visit: Visit) -> bool:
    """In post, with an enforcement certificate that is in date, on the day of the visit."""
    person, day = officer.person, visit.planned_on
    until = person.certificate_until
    return bool(person.certificate_number) and (until is None or until >= day) and person.is_in_post(day)


def _interests(visit: Visit, team: Sequence[Officer]) -> Check:
    label = gettext_lazy("Nobody has an interest, all have declared")
    bound = bound_among(visit, team)
    if bound:
        names = {"names": "、".join(each.name for each in team if each.pk in bound)}
        return Check(label, is_met=False, said=_("With an interest in this enterprise: %(names)s.") % names)
    silent = [each.name for each in team if each.declared == Declared.OPEN]
    said = _("Not declared yet: %(names)s.") % {"names": "、".join(silent)} if silent else ""
    return Check(label, not silent, said)


def bound_among(visit: Visit, team: Iterable[Officer]) -> set[int]:
    """The officers who have declared an interest, here or before, that holds on the day (行政处罚法43)."""
    team = list(team)
    held = Interest.objects.in_force(visit.planned_on, visit.planned_on).filter(
        enterprise=visit.enterprise_id, person__in=[each.person_id for each in team]
    )
    people = set(held.values_list("person", flat=True))
    return {each.pk for each in team if each.person_id in people or each.declared == Declared.INTEREST}


def _basis(visit: Visit) -> Check:
    label = gettext_lazy("The legal basis is in force on the day")
    try:
        citing.refuse_uncitable([visit.basis], visit.planned_on, "basis")
    except DomainError as refusal:
        return Check(label, is_met=False, said=str(refusal))
    return Check(label, is_met=True)


def _draw(visit: Visit, team: Iterable[Officer]) -> Check:
    """A redraw has replaced what does not hold any more; that somebody who was drawn stays behind is to be seen."""
    label = gettext_lazy("It goes as the draw says")
    line = visit.drawn
    assert line is not None
    if line.draw.replacement is not None:
        return Check(label, is_met=False, said=_("A redraw has replaced the draw; plan the visit of that one."))
    if not line.draw.holds(visit.planned_on):
        return Check(label, is_met=False, said=_("The day is none of those for which was drawn."))
    going = {each.person_id for each in team}
    behind = [person.name for person in line.team.order_by("pk") if person.pk not in going]
    said = _("Drawn and not in the team: %(names)s.") % {"names": "、".join(behind)} if behind else ""
    return Check(label, not behind, said, is_bar=False)


def _filing(visit: Visit) -> Check:
    days = settings.VISIT_FILING_WORKING_DAYS
    label = gettext_lazy("The special inspection was filed in time")
    is_met = is_filed_ahead(visit.filed_on, visit.planned_on, days, calendar.current())
    said = _("A special inspection is filed at least %(days)s working days ahead.") % {"days": days}
    return Check(label, is_met, "" if is_met else said)


def _cap(visit: Visit) -> Check:
    label = gettext_lazy("Not more often than the yearly cap allows")
    found = frequency_of(visit)
    return Check(label, not found.is_reached, found.said, is_bar=False)

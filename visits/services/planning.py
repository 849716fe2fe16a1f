"""检查的拟订: a visit is prepared with its team, and changed until it is proposed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.querysets import CampaignQuerySet
from campaigns.states import CampaignState
from capability.models import Supervisor
from capability.querysets import SupervisorQuerySet
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.services.acting import refuse_missing
from draws.models import DrawnVisit
from draws.querysets import DrawnVisitQuerySet
from enterprises.models import Enterprise
from law.models import Basis
from law.querysets import BasisQuerySet
from law.services import citing
from law.states import SubjectKind
from visits.models import Officer, Visit
from visits.rules.days import week_of
from visits.services.origins import Origin
from visits.states import OF_NATURE, Declared, Nature, VisitKind, VisitState
from visits.workflow import TEAM, inspects

OF_A_VISIT = (
    "enterprise",
    "nature",
    "kind",
    "source",
    "source_note",
    "drawn",
    "campaign",
    "filed_on",
    "basis",
    "planned_on",
    "planned_at",
    "items",
)
"""What is entered of a visit beside its team."""


@dataclass(frozen=True)
class VisitGiven:
    """What is entered of a visit."""

    enterprise: Enterprise
    nature: str
    kind: str
    source: str
    basis: Basis
    planned_on: date
    items: str
    team: Collection[Supervisor]
    planned_at: time | None = None
    source_note: str = ""
    drawn: DrawnVisit | None = None
    campaign: Campaign | None = None
    filed_on: date | None = None


def officers_of(user: User) -> SupervisorQuerySet:
    """Of whom a person makes a team: those of the own body who have a certificate."""
    people = Supervisor.objects.visible_to(user).filter(organization=user.organization_id, left_on=None)
    return people.exclude(certificate_number="").order_by("name", "pk")


def bases_on(day: date) -> BasisQuerySet:
    """What a visit of a day may rest on: the bases of the problem categories that are in force then."""
    rows = Basis.objects.filter(subject_kind=SubjectKind.CATEGORY).citable().in_force(day)
    return rows.select_related("instrument").order_by("subject_code", "code")


def campaigns_of(user: User) -> CampaignQuerySet:
    """The campaigns to which a visit may belong."""
    return Campaign.objects.visible_to(user).filter(state=CampaignState.RUNNING)


def lines_to_plan(user: User, visit: Visit | None = None) -> DrawnVisitQuerySet:
    """What was drawn for the own body and has no visit yet, beside the one that is being changed."""
    taken = Visit.objects.exclude(state=VisitState.CANCELLED).exclude(drawn=None)
    taken = taken.exclude(pk=visit.pk) if visit and visit.pk else taken
    rows = DrawnVisit.objects.visible_to(user).standing().filter(body=user.organization_id)
    rows = rows.exclude(pk__in=taken.values("drawn")).select_related("draw", "enterprise")
    return rows.order_by("-draw", "place")


@transaction.atomic
def draft(given: VisitGiven, *, actor: User, origin: Origin | None = None) -> Visit:
    """Prepare a visit, of what an app above has for it if that is said.

    Raises NotAllowedError, DomainError for what is missing or does not fit.
    """
    if not inspects(actor):
        raise NotAllowedError(str(TEAM))
    visit = Visit(
        county_id=given.enterprise.county_id,
        body=actor.organization,
        drafted_by=actor,
        drafted_at=clock.now(),
        **{name: getattr(given, name) for name in OF_A_VISIT},
    )
    _refuse_unfit(visit, actor)
    plan(visit, visit.planned_on)
    visit.save(force_insert=True)
    _set_team(visit, given.team)
    told = {"enterprise": visit.enterprise, "nature": visit.nature, "planned_on": visit.planned_on}
    log.record("visit.draft", visit, actor=actor, after=told)
    if origin:
        origin.made(visit, actor)
    return visit


@transaction.atomic
def change(visit: Visit, *, actor: User, version: int, values: Mapping[str, object]) -> Visit:
    """Change what is planned before it is proposed; who is new in the team declares anew, a new enterprise asks all.

    Raises NotAllowedError, StaleError, WrongStateError once it is proposed, DomainError for what doesn't fit.
    """
    locked = _to_change(visit, actor, version)
    written = {name: value for name, value in values.items() if name in OF_A_VISIT}
    before = editing.said_of(locked, written)
    for name, value in written.items():
        setattr(locked, name, value)
    _refuse_unfit(locked, actor)
    plan(locked, locked.planned_on)
    after = editing.said_of(locked, written)
    has_new_team = "team" in values and _set_team(locked, cast("Collection[Supervisor]", values["team"]))
    if before != after or has_new_team:
        _keep(locked, actor, before, after)
    return locked


def _to_change(visit: Visit, actor: User, version: int) -> Visit:
    """The visit, held until the end of the transaction. Raises for whom and when it is not changed."""
    if not (inspects(actor) and visit.body_id == actor.organization_id):
        raise NotAllowedError(str(TEAM))
    locked: Visit = editing.lock(visit, actor=actor, version=version)
    if not locked.is_prepared:
        raise WrongStateError(_("It has been proposed; what was proposed stays as it is."), version=locked.version)
    return locked


def _keep(visit: Visit, actor: User, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    if before.get("enterprise") != after.get("enterprise"):
        visit.officers.update(declared=Declared.OPEN, declared_by=None, declared_at=None)
    visit.version += 1
    visit.save()
    log.record("visit.change", visit, actor=actor, before=_without_words(before), after=_without_words(after))


def plan(visit: Visit, day: date) -> None:
    """Lay the day of a visit, and what follows from it."""
    visit.planned_on, visit.week, visit.year = day, week_of(day), day.year


def _set_team(visit: Visit, people: Collection[Supervisor]) -> bool:
    """Write down who goes, with the certificate of today; answers whether anything has changed."""
    wanted = {person.pk: person for person in people}
    present = set(visit.officers.values_list("person", flat=True))
    visit.officers.exclude(person__in=wanted).delete()
    new = [person for key, person in wanted.items() if key not in present]
    Officer.objects.bulk_create(
        Officer(visit=visit, person=person, name=person.name, certificate=person.certificate_number) for person in new
    )
    return bool(new) or present != set(wanted)


def _without_words(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in ("items", "source_note")}


def _refuse_unfit(visit: Visit, actor: User) -> None:
    refuse_missing(("items",), {"items": visit.items})
    if visit.source not in OF_NATURE[Nature(visit.nature)]:
        raise DomainError(_("This task source belongs to another nature of inspections."), "source")
    if visit.nature == Nature.SPECIAL and visit.filed_on is None:
        raise DomainError(_("A special inspection is filed first; give the day."), "filed_on")
    if visit.planned_on < clock.today():
        raise DomainError(_("The day of the visit lies in the past."), "planned_on")
    if visit.campaign and not visit.campaign.period.holds(visit.planned_on):
        raise DomainError(_("This day is none of the campaign."), "planned_on")
    citing.refuse_uncitable([visit.basis], visit.planned_on, "basis")
    _refuse_undrawn(visit, actor)


def _refuse_undrawn(visit: Visit, actor: User) -> None:
    """A visit by a draw goes where the draw says; who was drawn is looked at before the approval."""
    if visit.drawn is None:
        if visit.kind == VisitKind.RANDOM and not visit.source_note.strip():
            raise DomainError(
                _("Choose the draw; of one that was made elsewhere, name it in words here."), "source_note"
            )
        return
    if visit.kind != VisitKind.RANDOM:
        raise DomainError(_("A visit by a draw has the form of a random draw."), "kind")
    line = DrawnVisit.objects.select_for_update(of=("self",)).get(pk=visit.drawn.pk)
    if line.enterprise_id != visit.enterprise_id:
        raise DomainError(
            _("The draw says another enterprise: %(name)s.") % {"name": line.enterprise.label}, "enterprise"
        )
    if not line.draw.holds(visit.planned_on):
        said = {"first": line.draw.first_day.isoformat(), "last": line.draw.last_day.isoformat()}
        raise DomainError(_("The draw is for visits from %(first)s to %(last)s.") % said, "planned_on")
    if not lines_to_plan(actor, visit).filter(pk=line.pk).exists():
        raise DomainError(_("Its visit is planned already, or a redraw has replaced it."), "drawn")

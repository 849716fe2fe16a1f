"""What is wrong with the safety of an enterprise: its hazard sources, guarantors, key people, plans and drills."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import clock
from core.reasons import Reason
from enterprises.models import Enterprise
from safety.models import Drill, EmergencyPlan, Guarantor, HazardSource, KeyPerson, StatusAssessment
from safety.services.guarding import neglected
from safety.services.qualifying import judged
from safety.states import HazardLevel

WORST = (HazardLevel.FIRST, HazardLevel.SECOND)


def of_sources(enterprise: Model, reader: User) -> Iterator[Reason]:
    """Levels 1 and 2; what was not filed or not assessed again in time."""
    today, tab = clock.today(), "?tab=hazard-sources"
    rows = list(HazardSource.objects.visible_to(reader).filter(enterprise=enterprise.pk).select_related("current"))
    for level in WORST:
        if count := sum(row.level == level for row in rows):
            yield Reason(_("%(level)s: %(n)s") % {"level": level.label, "n": count}, tab, is_grave=False)
    if late := sum(_is_past(row.file_by, today) for row in rows):
        said = ngettext("%(n)s hazard source not filed in time", "%(n)s hazard sources not filed in time", late)
        yield Reason(said % {"n": late}, tab)
    if late := sum(_is_past(row.assess_by, today) for row in rows):
        said = ngettext(
            "%(n)s hazard source not assessed again in time", "%(n)s hazard sources not assessed again in time", late
        )
        yield Reason(said % {"n": late}, tab)


def of_guarantors(enterprise: Model, reader: User) -> Iterator[Reason]:
    """Guarantors whose duty counts as not performed."""
    rows = Guarantor.objects.visible_to(reader).running().filter(source__enterprise=enterprise.pk)
    found = neglected(list(rows.exclude(due=None).select_related("source", "person")), clock.today())
    if found:
        said = ngettext(
            "%(n)s guarantor does not perform the duty", "%(n)s guarantors do not perform their duty", len(found)
        )
        url = f"{found[0].guarantor.source.get_absolute_url()}?tab=guarantors"
        yield Reason(said % {"n": len(found)}, url)


def of_people(enterprise: Model, reader: User) -> Iterator[Reason]:
    """Key people who lack what the criteria in force ask of their posts."""
    assert isinstance(enterprise, Enterprise)
    people = KeyPerson.objects.visible_to(reader).filter(enterprise=enterprise).in_post(clock.today())
    rows = judged(enterprise, people.prefetch_related("certificates"), clock.today())
    if gaps := sum(any(not lack.is_unknown for lack in row.lacks) for row in rows):
        said = ngettext(
            "%(n)s key person does not meet what is asked", "%(n)s key people do not meet what is asked", gaps
        )
        yield Reason(said % {"n": gaps}, "?tab=key-people")


def of_preparedness(enterprise: Model, reader: User) -> Iterator[Reason]:
    """What should have been filed, assessed, drilled by now; nothing of what stands in time."""
    today = clock.today()
    days: tuple[tuple[type[EmergencyPlan] | type[Drill] | type[StatusAssessment], str, Callable[[], str]], ...] = (
        (EmergencyPlan, "file_by", lambda: _("An emergency plan was not filed in time")),
        (EmergencyPlan, "assess_by", lambda: _("An emergency plan was not assessed again in time")),
        (Drill, "next_by", lambda: _("A drill is overdue")),
        (StatusAssessment, "next_by", lambda: _("The safety status assessment is overdue")),
    )
    for model, due, said in days:
        if model.objects.filter(enterprise=enterprise.pk, **{f"{due}__lt": today}).exists():
            yield Reason(said(), "?tab=preparedness")


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today

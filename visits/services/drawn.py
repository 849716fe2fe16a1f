"""双随机抽查的落实: what a draw has drawn becomes a visit; the page of the draw says of each line how that stands."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.decisions import Decision, Source
from core.services import acting
from draws.models import Draw, DrawnVisit
from draws.services.following import Follow
from draws.services.telling import of_person
from visits.models import Visit
from visits.services.planning import lines_to_plan
from visits.states import AHEAD, Nature, TaskSource, VisitKind, VisitState
from visits.workflow import VISITS, inspects


def proposed_by(line: DrawnVisit) -> dict[str, object]:
    """What the form of a visit is filled in with by a line: place, team, form, where the task comes from, a day."""
    return {
        "drawn": line,
        "enterprise": line.enterprise,
        "nature": Nature.DAILY.value,
        "kind": VisitKind.RANDOM.value,
        "source": TaskSource.PLAN.value,
        "source_note": note_of(line),
        "planned_on": max(line.draw.first_day, clock.today()),
        "team": line.team.all(),
    }


def note_of(line: DrawnVisit) -> str:
    """The task source in words: which draw it is."""
    return _("Random draw no. %(number)s: %(title)s") % {"number": line.draw_id, "title": line.draw.title}


def follow(lines: Sequence[DrawnVisit], user: User) -> Mapping[int, Follow]:
    """The visit of each line with its state, as far as this person may know of it; else where it is planned."""
    visits = Visit.objects.visible_to(user).filter(drawn__in=lines).exclude(state=VisitState.CANCELLED)
    found = {
        each.drawn_id: Follow(f"{each.planned_on.isoformat()} {each.get_state_display()}", each.get_absolute_url())
        for each in visits
        if each.drawn_id
    }
    wanted = lines_to_plan(user).filter(pk__in=[line.pk for line in lines]) if inspects(user) else ()
    return found | {line.pk: Follow(_("Plan the visit"), address_of(line), is_deed=True) for line in wanted}


def take_back(draw: Draw, actor: User, reason: str) -> None:
    """With a redraw visits of the replaced draw that have not begun are cancelled, and their codes open nothing."""
    said = _("A redraw has replaced the draw: %(reason)s") % {"reason": reason}
    for visit in Visit.objects.select_for_update(of=("self",)).filter(drawn__draw=draw, state__in=AHEAD):
        acting.follow(VISITS, visit, "cancel", actor=actor, reason=said)


def address_of(line: DrawnVisit) -> str:
    """Where its visit is planned."""
    return f"{reverse('visits:visit-create')}?drawn={line.pk}"


def _to_plan(person: User) -> QuerySet[DrawnVisit]:
    """What a person was drawn for and nobody has planned yet."""
    rows = lines_to_plan(person) if inspects(person) else DrawnVisit.objects.none()
    return rows.filter(of_person(person)).distinct()


def _says(line: DrawnVisit) -> Decision:
    words = _("Plan the visit for which you were drawn: %(place)s")
    return Decision(words % {"place": line.enterprise.label}, address_of(line), line.draw.last_day)


TO_PLAN = Source(_to_plan, _says)

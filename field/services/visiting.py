"""What a device keeps of today's visits: team, checklists, what was answered, what a problem begins with."""

from accounts.models import User
from checklists.models import ItemAnswer, Question
from checklists.services import asking, proposing
from checklists.services.proposing import Proposal
from checklists.states import OF_A_VISIT
from core import clock
from safety.models import HazardSource
from safety.states import SourceState
from visits.models import Visit
from visits.states import ON_SITE, VisitState
from visits.workflow import inspects


def sources(person: User) -> list[dict[str, object]]:
    """The hazard sources whose stickers lead to a plant."""
    rows = HazardSource.objects.visible_to(person).exclude(state=SourceState.REMOVED)
    return [{"id": row.pk, "enterprise": row.enterprise_id, "name": row.name} for row in rows.order_by("pk")]


def visits_of(person: User) -> list[dict[str, object]]:
    """Visits of today on whose team the person is, approved or begun."""
    if not inspects(person):
        return []
    rows = Visit.objects.visible_to(person).filter(body=person.organization_id, planned_on=clock.today())
    rows = rows.filter(state__in=(VisitState.APPROVED, *ON_SITE)).of_team(person)
    return [_visit(row) for row in rows.select_related("enterprise").order_by("planned_at", "pk")]


def _visit(visit: Visit) -> dict[str, object]:
    return {
        "id": visit.pk,
        "enterprise": visit.enterprise_id,
        "name": visit.enterprise.label,
        "day": visit.planned_on.isoformat(),
        "hour": f"{visit.planned_at:%H:%M}" if visit.planned_at else "",
        "state": visit.get_state_display(),
        "officers": [{"id": officer.pk, "name": officer.name} for officer in visit.officers.all()],
        "traits": asking.traits_of(visit.enterprise),
        "lists": [each for kind in OF_A_VISIT if (each := _list(visit, kind))],
    }


def _list(visit: Visit, kind: str) -> dict[str, object] | None:
    """A checklist with all items of the day: which of them are asked the device tells from the answers."""
    edition, run = asking.edition_on(visit, kind)
    if edition is None:
        return None
    questions = list(edition.questions.asked_on(visit.planned_on).select_related("category"))
    proposed = proposing.proposals(questions, visit.planned_on)
    answers = asking.answers_of(run)
    last = asking.last_answers(visit, [question.code for question in questions])
    return {
        "kind": kind,
        "title": edition.get_kind_display(),
        "items": [_item(question, proposed[question.code]) for question in questions],
        "answers": {code: _answer(answer) for code, answer in answers.items()},
        "last": {code: _last(answer) for code, answer in last.items()},
    }


def _item(question: Question, proposed: Proposal) -> dict[str, object]:
    return {
        "code": question.code,
        "name": question.name,
        "words": proposed.description,
        "basis": [basis.citation for basis in proposed.shown] + [question.basis_text] * bool(question.basis_text),
        "category": proposed.category.pk,
        "level": proposed.level,
        "criterion": proposed.criterion.pk if proposed.criterion else "",
        "criteria": [each.name for each in proposed.criteria],
        "bases": [basis.pk for basis in proposed.bases],
        "trait": question.trait,
        "after_code": question.after_code,
        "after_said": question.after_said,
    }


def _answer(answer: ItemAnswer) -> dict[str, object]:
    at = answer.written_at or answer.answered_at
    return {"said": answer.said, "note": answer.note, "at": at.isoformat(), "found": answer.finding_id is not None}


def _last(answer: ItemAnswer) -> dict[str, str]:
    day = answer.run.visit.planned_on.isoformat()
    return {"said": answer.get_said_display(), "note": answer.note, "day": day}

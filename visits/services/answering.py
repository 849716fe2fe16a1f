"""评价、投诉: after the team has left the plant rates the visit and may complain, once each."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError, WrongStateError
from core.services import log
from core.services.acting import refuse_missing
from visits.models import Answer, Visit
from visits.services import telling
from visits.states import AnswerKind, VisitState

AFTER = (VisitState.FINISHED, VisitState.CLOSED)


def open_to(visit: Visit) -> list[AnswerKind]:
    """What the plant can still say of a visit."""
    if visit.state not in AFTER:
        return []
    said = set(Answer.objects.filter(visit=visit).values_list("kind", flat=True))
    return [kind for kind in AnswerKind if kind not in said]


@transaction.atomic
def rate(visit: Visit, *, stars: int, words: str = "") -> Answer:
    """Rate it, 1 to 5. Raises WrongStateError before the team has left, DomainError for a second time."""
    return _say(Answer(visit=visit, kind=AnswerKind.RATING, stars=stars, words=words))


@transaction.atomic
def complain(visit: Visit, *, words: str) -> Answer:
    """Complain about it. Raises WrongStateError before the team has left, DomainError for a second time."""
    refuse_missing(("words",), {"words": words})
    return _say(Answer(visit=visit, kind=AnswerKind.COMPLAINT, words=words))


def _say(answer: Answer) -> Answer:
    if answer.visit.state not in AFTER:
        raise WrongStateError(_("A visit is rated after the team has left."))
    answer.at = clock.now()
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("This has been said already; each is said once.")) from clash
    log.record(f"visit.{answer.kind.lower()}", answer.visit, actor=None)
    telling.tell_of_answer(answer)
    return answer

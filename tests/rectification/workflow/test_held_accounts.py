"""A password that came by a link lately: the account judges, vouches and decides nothing for a day (S66)."""

import pytest

from core import clock
from core.services.acting import take
from core.services.holding import HeldError
from inspections.states import Level
from rectification import workflow
from rectification.services.correction import correct
from supervision.models import EscalationProposal
from supervision.services import escalating_decisions, letters
from supervision.services.escalating import escalate_overdue
from supervision.services.letters import LetterGiven
from supervision.workflow import LETTERS
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S66")]


@pytest.fixture
def late():
    return ItemFactory(rectifying=True, overdue=True, due_in=-8)


def held(person):
    person.reset_at = clock.now()
    person.save()
    return person


def test_it_corrects_nothing():
    item = ItemFactory(plan_review=True, major=True)

    with pytest.raises(HeldError):
        correct(
            item.pk, actor=held(item.people["coordinator"]), version=item.version, reason="复核", level=Level.GENERAL
        )


def test_it_voids_no_letter(late):
    actor = late.people["coordinator"]
    given = LetterGiven(requirement="立即整改")
    letter = letters.issue("SUPERVISION", [late], actor=actor, given=given)

    with pytest.raises(HeldError):
        take(LETTERS, letter.pk, "void", actor=held(actor), reason="误发")


def test_it_declines_no_proposal(late):
    escalate_overdue(clock.today())
    seen = list(EscalationProposal.objects.values_list("pk", flat=True))
    assert seen

    with pytest.raises(HeldError):
        escalating_decisions.decline(seen, actor=held(late.people["coordinator"]), reason="已停产")


def test_no_step_that_judges_is_open_to_it():
    deciding = {name for name, step in workflow.TRANSITIONS.items() if step.approves} | {"fail", "return", "void"}

    assert all(workflow.TRANSITIONS[name].judges for name in deciding)

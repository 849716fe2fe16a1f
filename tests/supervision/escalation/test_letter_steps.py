"""督办函: what the page offers, what is let through and what the database finds are one, for everybody."""

from itertools import product

import pytest

from core.errors import WorkflowError
from core.services.acting import take
from core.steps import conditions
from supervision.models import SupervisionLetter
from supervision.workflow import LETTERS
from tests.supervision.escalation.test_letters import issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
GIVEN = {"text": "已整改", "reason": "文号有误", "files": []}
BY_HAND = {
    "issued": {"receive": {"enterprise"}, "answer": {"enterprise"}, "void": {"coordinator", "second_coordinator"}},
    "received": {"answer": {"enterprise"}, "void": {"coordinator", "second_coordinator"}},
    "answered": {},
    "voided": {},
}
"""Which steps of a letter are whose, by how far it has come."""


@pytest.fixture
def letters():
    """A letter at each stage, with the people of its item."""
    found = {stage: issued() for stage in BY_HAND}
    for stage, step, who in (
        ("received", "receive", "enterprise"),
        ("answered", "answer", "enterprise"),
        ("voided", "void", "coordinator"),
    ):
        take(LETTERS, found[stage].pk, step, actor=found[stage].people[who], **GIVEN)
    return [(SupervisionLetter.objects.get(pk=letter.pk), stage, letter.people) for stage, letter in found.items()]


def test_each_step_is_offered_to_whom_it_is_by_the_written_rules(letters):
    for letter, stage, people in letters:
        for name, user in people.items():
            offered = {step for step, may in LETTERS.offered(letter, user).items() if may}
            assert offered == {step for step, who in BY_HAND[stage].items() if name in who}, (stage, name)


def test_both_faces_say_the_same(letters):
    for (_letter, _stage, people), step in product(letters, LETTERS.steps.values()):
        for user in people.values():
            rows = LETTERS.rows(user)
            asked = step.who.rows(user)
            found = set(rows.filter(asked).filter(step.when.rows())) if asked is not None else set()
            assert found == {each for each in rows if step.may(each, user) and step.when(each)}, step.name


def test_what_is_not_offered_is_refused_and_changes_nothing(letters):
    for letter, _stage, people in letters:
        before = SupervisionLetter.objects.filter(pk=letter.pk).values().get()
        for user, step in product(people.values(), LETTERS.steps.values()):
            known = LETTERS.rows(user).filter(pk=letter.pk).exists()
            if known and not LETTERS.allows(step.name, letter, user) and not step.is_done(letter):
                with pytest.raises(WorkflowError):
                    take(LETTERS, letter.pk, step.name, actor=user, **GIVEN)
        assert SupervisionLetter.objects.filter(pk=letter.pk).values().get() == before


def test_nothing_waits_of_itself():
    """A letter is told by notices; no desk looks for one."""
    assert not any(step.waits for step in LETTERS.steps.values())
    assert list(conditions(LETTERS.steps.values(), user=None)) == []

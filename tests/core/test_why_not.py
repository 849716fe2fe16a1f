"""Who opens the page of a step that is not theirs reads why, in the words of the step, and not of their role."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.states import Role
from core.errors import NotYoursError
from core.services.acting import refuse_others
from core.steps import Table
from tests.factories import TipFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
ASKS_A_STEP = (".steps[", ".allows(STEP", ".offered(")
BY_ROLE = "不对您的角色开放"


def tables():
    """Every table of steps that an app has."""
    for path in sorted(ROOT.glob("*/workflow*.py")) + sorted(ROOT.glob("*/workflow/*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        module = __import__(name, fromlist=["*"])
        yield from (each for each in vars(module).values() if isinstance(each, Table))


def test_every_step_says_for_whom_it_is_in_its_own_words():
    found = [step for table in tables() for step in table.steps.values()]

    assert len(found) > 60
    for step in found:
        with pytest.raises(NotYoursError) as told:
            refuse_others(replace(step, who=lambda thing, actor: False), None, None)
        assert str(told.value) == str(step.refused) != ""


def test_no_page_of_a_step_refuses_without_its_words():
    silent = []
    for path in sorted([*ROOT.glob("*/views/**/*.py"), *ROOT.glob("*/views.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise):
                asked, raised = ast.unparse(node.test), ast.unparse(node.body[0])
                if any(word in asked for word in ASKS_A_STEP) and raised == "raise PermissionDenied":
                    silent.append(f"{path.name}:{node.lineno}")

    assert silent == []


def test_who_has_proposed_a_verdict_reads_that_another_one_confirms_it(client):
    tip = TipFactory(proposed=True)
    head = UserFactory(role=Role.DEPARTMENT, organization=tip.unit, is_head=True)
    type(tip).objects.filter(pk=tip.pk).update(proposed_by=head)
    client.force_login(head)

    answer = client.get(reverse("tips:tip-confirm", args=[tip.pk]))

    assert answer.status_code == 403
    assert "不得由提出人本人审定" in answer.content.decode()
    assert BY_ROLE not in answer.content.decode()

"""A notice is worded in the language of who reads it, whoever acts, and whatever that person reads."""

import ast

import pytest
from django.utils import translation

from accounts.services import alerts
from notices.models import Notice
from rectification.services import advance
from supervision.services import letters
from supervision.services.letters import LetterGiven
from tests.factories import ItemFactory
from tests.house import modules

ENGLISH, CHINESE = "en", "zh-hans"
WRITES = frozenset({"create", "bulk_create", "get_or_create", "update_or_create"})


@pytest.fixture
def item(db):
    """An item of a plant whose people read English."""
    item = ItemFactory(assigned=True)
    item.people["enterprise"].language = ENGLISH
    item.people["enterprise"].save()
    return item


def told(item):
    return Notice.objects.filter(recipient=item.people["enterprise"]).order_by("-pk").values_list("title", flat=True)[0]


def supervise(item):
    coordinator = item.people["coordinator"]
    advance(item.pk, "supervise", actor=coordinator, version=item.version, level="CHASED", reason="请抓紧")


def issue_letter(item):
    given = LetterGiven(requirement="立即整改")
    letters.issue("SUPERVISION", [item], actor=item.people["coordinator"], given=given)


def alert(item):
    alerts.tell(item.people["enterprise"], translation.gettext_lazy("Password reset"), item.people["enterprise"])


@pytest.mark.parametrize(
    ("act", "in_english", "in_chinese"),
    [(supervise, "Chased", "催办"), (issue_letter, "to be answered by", "前"), (alert, "Password", "密码")],
)
def test_a_notice_is_worded_for_its_reader(item, act, in_english, in_chinese):
    with translation.override(CHINESE):
        act(item)

    assert in_english in told(item)
    assert in_chinese not in told(item).replace("督办函", "").replace(item.number, "")


def test_the_next_words_of_who_acts_are_in_the_own_language_again(item):
    with translation.override(CHINESE):
        supervise(item)

        assert translation.get_language() == CHINESE


def test_notices_are_written_by_their_own_app_alone():
    found = {path for path in modules() if any(map(makes_a_notice, calls(path)))}

    assert {str(path) for path in found if "notices" not in path.parts} == set()
    assert found, "nobody writes any: what is looked for here is not how they are written"


def calls(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]


def makes_a_notice(function):
    """`Notice(…)`, `Notice.objects.create(…)` and the like."""
    if isinstance(function, ast.Name):
        return function.id == "Notice"
    return (
        isinstance(function, ast.Attribute) and function.attr in WRITES and ast.unparse(function).startswith("Notice.")
    )

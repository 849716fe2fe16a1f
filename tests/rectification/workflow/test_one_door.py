"""Only `advance` moves an item (reliability V3)."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from rectification.models import Item
from tests.factories import ItemFactory
from tests.house import modules

ROOT = Path(__file__).resolve().parents[3]
ACTING = ("inspections", "rectification", "intake", "supervision")
DOORS = {
    "rectification/models/items.py",
    "rectification/services/advancing.py",
    "rectification/services/coming_in.py",
    "intake/services/withdrawing.py",
    "supervision/services/robots.py",
}
"""`Item.move_to`, and who calls it: a step of the workflow, a list that says what was done, the taking back of one.

Robots move the states of their own messages.
"""


def writes_state(path):
    """Lines that assign an item's state, move it or update one by the ORM."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Attribute) and target.attr == "state"
            for group in node.targets
            for target in getattr(group, "elts", [group])
        ):
            yield node.lineno
        called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
        if called == "move_to" or (called == "update" and any(keyword.arg == "state" for keyword in node.keywords)):
            yield node.lineno


@pytest.mark.req("V3")
def test_no_other_module_of_the_ledger_writes_the_state():
    found = {
        str(path.relative_to(ROOT))
        for path in modules()
        if path.relative_to(ROOT).parts[0] in ACTING and list(writes_state(path))
    }

    assert found == DOORS


def change_by_orm(item):
    Item.objects.filter(pk=item.pk).update(state="CLOSED")


def change_by_sql(item):
    connection.cursor().execute("UPDATE rectification_item SET state = 'CLOSED' WHERE id = %s", [item.pk])


@pytest.mark.services
@pytest.mark.req("V3")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [change_by_orm, change_by_sql])
def test_postgresql_refuses_a_state_without_its_history(change):
    item = ItemFactory(assigned=True)

    with pytest.raises(IntegrityError, match="no history"), transaction.atomic():
        change(item)

    assert Item.objects.get(pk=item.pk).state == "ASSIGNED"

"""Both faces of a table of steps: asked of one thing, and asked of the database."""

from collections.abc import Iterable
from itertools import product

from accounts.models import User
from core.steps import Table, takeable


def assert_one(table: Table, people: Iterable[User]) -> None:
    """Each step is found by the database at the things at which it is offered, for each of these people."""
    for user, step in product(people, table.steps.values()):
        rows, asked = table.rows(user), takeable(step, user)
        found = set(rows.filter(asked)) if asked is not None else set()
        assert found == {thing for thing in rows if table.allows(step.name, thing, user)}, (step.name, user.name)

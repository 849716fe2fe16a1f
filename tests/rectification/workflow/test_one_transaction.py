"""A step is one transaction: whatever statement fails, all rows are there or none (reliability V1)."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction

from notices.models import Notice
from rectification.models import HistoryEntry, Item, Review, SignOff
from rectification.services import advance
from tests.rectification.workflow.cast import PEOPLE, digest
from tests.rectification.workflow.model import OF_MAJOR, STANDS_AT
from tests.rectification.workflow.test_matrix import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.req("V1")]
MOST_STATEMENTS = 80


class NthStatementFails:
    """Fails the n-th statement of the block it wraps."""

    def __init__(self, n):
        self.left = n

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
            if self.left == 0:
                raise DatabaseError("the disk is gone")
        return execute(sql, params, many, context)


@contextmanager
def failing_at(n):
    with connection.execute_wrapper(NthStatementFails(n)):
        yield


def everything(item):
    return (
        *digest(item),
        Notice.objects.count(),
        HistoryEntry.objects.count(),
        Review.objects.count(),
        SignOff.objects.count(),
    )


@pytest.mark.parametrize("step", STANDS_AT)
def test_a_step_that_breaks_off_anywhere_leaves_nothing_behind(step):
    stage = Stage(STANDS_AT[step], major=step in OF_MAJOR)
    actor = next(stage.cast.users[person.name] for person in PEOPLE if stage.life.may(step, person))
    given, version = stage.cast.given(step, actor), Item.objects.get(pk=stage.item.pk).version
    before = everything(stage.item)

    for n in count(1):
        assert n < MOST_STATEMENTS
        try:
            with transaction.atomic(), failing_at(n):
                advance(stage.item.pk, step, actor=actor, version=version, **given)
        except DatabaseError:
            assert everything(stage.item) == before
        else:
            break

    assert Item.objects.get(pk=stage.item.pk).version == version + 1
    assert HistoryEntry.objects.filter(item=stage.item).count() == version + 1

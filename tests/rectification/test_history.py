"""The history only grows, whoever asks (security S24)."""

import pytest
from django.db import DatabaseError, connection, transaction

from rectification.models import HistoryEntry
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S24")]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rectification_historyentry SET reason = 'x'",
        "DELETE FROM rectification_historyentry",
        "UPDATE rectification_historyentry SET at = at WHERE id > 0",
    ],
)
def test_sql_that_changes_the_history_is_refused(sql):
    ItemFactory(assigned=True)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert HistoryEntry.objects.count() == 2


def test_the_orm_cannot_change_or_delete_history():
    item = ItemFactory(assigned=True)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        item.history.update(reason="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        item.history.all().delete()

    assert item.history.count() == 2


@pytest.mark.services
def test_postgresql_refuses_truncate_even_for_a_replica_session():
    ItemFactory(assigned=True)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM rectification_historyentry")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'rectification_historyentry'::regclass "
            "AND NOT tgisinternal ORDER BY tgname"
        )
        assert cursor.fetchall() == [
            ("rectification_historyentry_no_change", "A"),
            ("rectification_historyentry_no_truncate", "A"),
        ]

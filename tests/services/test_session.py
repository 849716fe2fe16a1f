"""What each session of PostgreSQL is told."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.mark.parametrize(("setting", "told"), [("jit", "off"), ("statement_timeout", "15s")])
def test_a_session_of_a_page_compiles_nothing_and_waits_for_no_statement_without_end(setting, told):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")

        assert cursor.fetchone() == (told,)

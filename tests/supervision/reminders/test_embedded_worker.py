"""The embedded default, whole: a file as database, files as broker, a real worker, a real mail server."""

import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from tests import prepared
from tests.mail_server import mail_server
from tests.workers import environment, run_python, wait_until, worker

COUNTY = """
from tests.factories import ItemFactory
for _each in range(3):
    ItemFactory(rectifying=True, overdue=True)
"""
MORNING = "from supervision.tasks import send_due_reminders; send_due_reminders.delay()"
MINUTE = "from notices.tasks import deliver_waiting; deliver_waiting.delay()"
DIGESTS = 9


@pytest.fixture
def told(tmp_path, django_db_setup):
    """A product of its own, with its own mail server."""
    with mail_server() as post:
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        told = environment(
            VAR_DIR=str(tmp_path), EMAIL_BACKEND=smtp, EMAIL_PORT=str(post.port), DELIVERY_LEASE_SECONDS="1"
        )
        prepared.KeptFile().copy_to(tmp_path / "yuanan.sqlite3")
        run_python(COUNTY, told)
        yield told, post, tmp_path / "yuanan.sqlite3"


def states(database):
    with closing(sqlite3.connect(database)) as connection:
        return Counter(state for (state,) in connection.execute("SELECT state FROM core_delivery"))


@pytest.mark.req("V11")
def test_a_message_queued_in_files_is_done_by_a_worker_that_starts_later_and_survives_its_death(told):
    product, post, database = told
    run_python(MORNING, product)

    with worker("celery", product) as first:
        post.on_message = lambda count: first.kill() if count == 4 else None
        assert wait_until(lambda: first.poll() is not None)
    post.on_message = None
    run_python("import time; time.sleep(1.1)\n" + MINUTE, product)
    with worker("celery", product):
        assert wait_until(lambda: states(database) == {"SENT": DIGESTS - 1, "UNKNOWN": 1})

    assert len(post.taken) == len(set(post.ids)) == DIGESTS

"""For whoever watches the machine (contract C7)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import override_settings
from kombu import Connection

from core import clock
from core.services import readiness, runs
from core.states import DeliveryState
from notices.models import Delivery
from tests.factories import UserFactory


def test_healthz_says_alive_and_nothing_else(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.req("S58")
@pytest.mark.parametrize(
    "heads",
    [
        {"cookie": "session=abcdefghijklmnopqrstuvwxyz012345; csrf=x; django_language=en"},
        {"host": "evil.example"},
        {"accept-language": "en"},
    ],
    ids=["cookies", "host", "language"],
)
def test_health_asks_neither_session_nor_person_nor_host(client, heads):
    """Outside a database test each question to it fails, as it does where it is away."""
    alive, ready = client.get("/healthz", headers=heads), client.get("/readyz", headers=heads)

    assert (alive.status_code, alive.content) == (200, b"ok")
    assert (ready.status_code, list(ready.json()["failing"])) == (503, ["database"])


@override_settings(SECURE_SSL_REDIRECT=True)
def test_health_is_asked_without_https(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_is_ready_when_all_parts_are(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "failing": {}})


@pytest.mark.django_db
def test_readyz_names_the_failing_part(client, tmp_path):
    (tmp_path / "a-file").write_text("")

    with override_settings(MEDIA_ROOT=tmp_path / "a-file" / "media"):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert list(answer.json()["failing"]) == ["storage"]


@pytest.mark.django_db
def test_a_broker_that_is_away_is_named(monkeypatch):
    nowhere = Connection("redis://127.0.0.1:1/0")
    monkeypatch.setattr(readiness, "current_app", SimpleNamespace(connection_for_write=lambda **_options: nowhere))

    assert "broker" in readiness.failing_parts()


@pytest.mark.django_db
def test_the_figures_tell_of_jobs_messages_queue_and_imports(client):
    for day in (clock.today() - timedelta(days=1), clock.today()):
        runs.note("rectification.send_due_reminders", day)
    since = clock.now() - timedelta(hours=3)
    Delivery.objects.create(recipient=UserFactory(), day=clock.today(), state=DeliveryState.FAILED, created_at=since)

    figures = read(client.get("/metrics").content.decode())

    assert figures['yuanan_job_last_success_timestamp_seconds{job="rectification.send_due_reminders"}'] > 0
    assert figures['yuanan_job_days_missed{job="rectification.send_due_reminders"}'] == 0
    assert figures['yuanan_job_days_missed{job="rectification.escalate_overdue"}'] == 1
    assert figures['yuanan_job_failing{job="rectification.escalate_overdue"}'] == 0
    assert figures['yuanan_messages{state="FAILED",way="mail"}'] == 1
    assert 3 * 3600 <= figures["yuanan_oldest_undelivered_notice_seconds"] < 3 * 3600 + 60
    assert {'yuanan_queue_length{queue="celery"}', "yuanan_imports_running"} <= figures.keys()
    assert not [name for name, value in figures.items() if name.startswith("yuanan_gauge_unread") and value]


def test_figures_that_can_not_be_read_are_named_and_the_others_told(client):
    figures = read(client.get("/metrics").content.decode())

    assert figures['yuanan_gauge_unread{gauge="messages"}'] == 1
    assert figures['yuanan_gauge_unread{gauge="queue_length"}'] == 0


def read(page):
    """The value of each line of Prometheus' text."""
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in lines}

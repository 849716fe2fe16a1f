"""For whoever watches the machine (contract C7)."""

from types import SimpleNamespace

import pytest
from django.test import override_settings
from kombu import Connection

from core.services import readiness


def test_healthz_says_alive_and_nothing_else(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


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


@pytest.mark.req("S58")
@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("10.1.2.3", 404)])
def test_metrics_are_only_for_the_configured_addresses(client, address, status):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status

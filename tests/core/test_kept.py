"""A cache that is away costs time, never an answer."""

import pytest

from core import kept
from tests.factories import UserFactory
from tests.mail_server import free_port


@pytest.fixture
def no_cache(settings):
    """A Redis that nobody listens for."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        }
    }


def test_what_is_kept_is_read_once():
    reads = iter(range(5))

    assert [kept.kept("test:kept", lambda: next(reads), seconds=60) for _each in range(3)] == [0, 0, 0]
    kept.forget("test:kept")
    assert kept.kept("test:kept", lambda: next(reads), seconds=60) == 1


@pytest.mark.usefixtures("no_cache")
def test_without_a_cache_it_is_read_each_time():
    reads = iter(range(5))

    assert [kept.kept("test:kept", lambda: next(reads), seconds=60) for _each in range(3)] == [0, 1, 2]
    kept.forget("test:kept")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_cache")
@pytest.mark.parametrize("path", ["/", "/ledger/", "/dashboards/county/", "/supervision/", "/notices/", "/reports/"])
def test_pages_answer_without_a_cache(client, path):
    client.force_login(UserFactory())

    assert client.get(path).status_code == 200

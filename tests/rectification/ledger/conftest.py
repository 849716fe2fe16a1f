from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def visit() -> Callable[[User], Client]:
    """A browser in which this person has logged in."""

    def come(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return come

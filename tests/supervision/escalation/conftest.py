from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core import clock
from tests.supervision.reminders.days import TUESDAY, at


@pytest.fixture
def tuesday(db: Any) -> Iterator[date]:
    """A Tuesday at eight, with the ladder that is shipped."""
    call_command("load_catalogs", stdout=StringIO())
    with clock.at(at(TUESDAY, 8)):
        yield TUESDAY


@pytest.fixture
def visit() -> Callable[[User], Client]:
    """A browser in which this person has logged in."""

    def come(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return come

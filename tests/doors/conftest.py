"""A world that is filled once for all tests of a module; what a test writes to it is taken back after the test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.doors.world import World


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield World().fill()
        transaction.set_rollback(True)

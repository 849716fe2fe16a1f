from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core import clock
from tests.mail_server import MailServer, mail_server
from tests.supervision.reminders.days import TUESDAY, at


@pytest.fixture
def tuesday() -> Iterator[date]:
    """A test that lives on a Tuesday at eight: no weekly lines."""
    with clock.at(at(TUESDAY, 8)):
        yield TUESDAY


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    """A real mail server, which the product is told to use."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server

"""An address that only takes forms, opened by Back or from the history, is a page that says so."""

import re

import pytest
from django.test import Client

from accounts.states import Role
from tests.doors.addresses import plain, routes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def form_only(person):
    """The addresses of pages that only take forms."""
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    for route, name, _pattern in routes():
        path = re.sub(r"[#*]|<[^>]*>", "1", plain(route))
        if not name.startswith("api:") and browser.head(path).status_code == 405:
            yield name, path, browser


def test_an_address_that_only_takes_forms_says_so_on_a_page():
    told = {name: browser.get(path) for name, path, browser in form_only(UserFactory(role=Role.COORDINATOR))}

    assert len(told) > 20
    assert {name for name, page in told.items() if "此处无可显示的内容" not in page.content.decode()} == set()

"""An address that only takes forms, opened by Back or from the history, is a page that says so."""

import re

import pytest
from django.test import Client

from accounts.states import Role
from tests.doors.addresses import plain, routes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_that_only_takes_forms_says_so_on_a_page():
    browser = Client(raise_request_exception=False)
    browser.force_login(UserFactory(role=Role.COORDINATOR))
    paths = {name: re.sub(r"[#*]|<[^>]*>", "1", plain(route)) for route, name, _pattern in routes()}

    answers = {name: browser.get(path) for name, path in paths.items() if not name.startswith("api:")}

    told = {name: page.content.decode() for name, page in answers.items() if page.status_code == 405}
    assert len(told) > 10
    assert {name for name, text in told.items() if "此处无可显示的内容" not in text} == set()

"""How the tests of the boards look at pages."""

from typing import Any

from django.test import Client

from accounts.models import User


def visit(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def count_behind(browser: Any, link: str) -> int:
    """How many rows the list has that a link opens."""
    answer = browser.get(link)
    assert answer.status_code == 200, link
    count: int = answer.context["page"].paginator.count
    return count

"""What a view says of its request is true: signed in behind the login, and nowhere else."""

import inspect
import re

from core.requests import SignedInRequest
from tests.architecture.test_scope import listed
from tests.doors.addresses import routes

APP_PAGES = re.compile(r"^(?!django|rest_framework)\w+\.views\b")
ASKS_BY_ITSELF = {"core:upload-hold"}
"""Answers a page's script in words where nobody is signed in any more."""


def pages():
    """Name and first annotation of every view that is a function of ours."""
    for _route, name, pattern in routes():
        view = inspect.unwrap(pattern.callback)
        is_class = hasattr(pattern.callback, "view_class") or hasattr(pattern.callback, "cls")
        if not is_class and APP_PAGES.search(view.__module__):
            yield name, next(iter(inspect.signature(view).parameters.values())).annotation


def test_views_behind_the_login_and_only_they_take_a_request_that_is_signed_in():
    kinds = listed()
    told = {name: kinds[name] for name, request in pages() if request is SignedInRequest}
    others = {name: kinds[name] for name, request in pages() if request is not SignedInRequest}

    assert len(told) > 50
    assert {name for name, kind in told.items() if kind == "public"} == set()
    assert {name for name, kind in others.items() if kind != "public"} == ASKS_BY_ITSELF

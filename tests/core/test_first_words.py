"""An address is found by its first word: so each of an app at the root begins with one as it stands."""

import re

import pytest
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import RoutePattern

from core.first_words import ByFirstWord

APPS_AT_ROOT = [part for part in get_resolver().url_patterns if isinstance(part, ByFirstWord)]


def test_every_address_at_the_root_begins_with_a_word_that_nothing_stands_in_for():
    patterns = [pattern.pattern for app in APPS_AT_ROOT for pattern in app.url_patterns]

    assert len(patterns) > 200
    assert [str(each) for each in patterns if not isinstance(each, RoutePattern)] == []
    assert [str(each) for each in patterns if not re.match(r"[a-z-]*(/|\Z)", str(each))] == []


def test_an_address_of_another_word_is_nowhere():
    with pytest.raises(Resolver404):
        resolve("/nowhere/")

"""No right to a list is said in words, never shown as an empty list, and no navigation leads to it (security S14)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.states import Reach, Role
from core import navigation
from tests.architecture.test_scope import address, listed, routes
from tests.factories import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14")]
LIST = re.compile(r"[-_](list|export|summary)$")
WORDS = "不对您的角色开放"
BUSINESS = (
    "rectification:",
    "enterprises:",
    "projects:",
    "safety:",
    "capability:",
    "law:",
    "intake:",
    "parks:",
    "reports:",
    "dashboards:",
)
LISTS = {
    name: address(route, 1)
    for route, name in routes()
    if LIST.search(name) and listed()[name] in ("scoped", "admin") and not name.startswith("api:")
}
PLACES = {name: address(route, 1).replace("<slug:name>", "state") for route, name in routes()}


def visitor(role):
    browser = Client()
    browser.force_login(UserFactory(role=role))
    return browser


def has_right(person, name):
    return navigation.is_open_to(person, name)


@pytest.mark.parametrize("role", Role)
def test_each_list_is_either_shown_or_says_that_it_is_not_for_the_role(role):
    person, browser = UserFactory(role=role), Client()
    browser.force_login(person)
    for name, path in LISTS.items():
        answer = browser.get(path)
        if has_right(person, name) and answer.status_code != 404:
            assert answer.status_code in (200, 302), (name, answer.status_code)
        else:
            assert answer.status_code == 404, name
            assert f'href="{reverse("rectification:today")}"' in answer.text, name


@pytest.mark.parametrize(
    "role", [role for role in Role if UserFactory.build(role=role, organization=None).reach == Reach.NOTHING]
)
def test_no_list_of_business_is_shown_as_empty_to_administrators(role):
    browser = visitor(role)
    for name, path in LISTS.items():
        if name.startswith(BUSINESS):
            answer = browser.get(path)
            assert (answer.status_code, WORDS in answer.text) == (404, True), name


@pytest.mark.parametrize("role", Role)
def test_the_navigation_leads_nobody_to_what_is_not_theirs(role):
    person, browser = UserFactory(role=role, organization=OrganizationFactory()), Client()
    browser.force_login(person)
    words = navigation.entries_for(person, "/")
    offered = [place["url"] for word in words for place in word["places"]]

    for url in offered:
        assert WORDS not in browser.get(url).text, url
    for name in filter(navigation.is_restricted, PLACES):
        if not navigation.is_open_to(person, name):
            assert PLACES[name] not in offered
            assert WORDS in browser.get(PLACES[name]).text, name


@pytest.mark.parametrize("role", Role.values)
def test_the_bar_has_seven_words_at_most(role):
    person = UserFactory(role=role, organization=OrganizationFactory())

    assert len(navigation.entries_for(person, "/")) <= 7

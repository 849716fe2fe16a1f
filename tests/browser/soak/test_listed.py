"""Every form that takes something stands in the soak's list: those that walking all pages of all people finds."""

import pytest
from django.test import Client
from django.urls import resolve

from core.views.once import EXEMPT
from tests.browser.soak.forms import STANDS
from tests.core.test_forms_once import Forms
from tests.doors.addresses import choices_of, plain, routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded, pytest.mark.soak]
WALKERS = (
    *("coordinator", "inspector", "emergency", "enterprise", "park", "superior"),
    *("sysadmin", "secadmin", "auditadmin"),
)
LEFT_OUT = {
    ("intake:paste", "look"): "shows what a block would change and changes nothing",
    ("rectification:bulk-chase", ""): "ticks that open the check page, which stands in the list itself",
    ("supervision:proposal-decide", ""): "ticks that open the check page, which stands in the list itself",
    ("accounts:second-factor-enrol", ""): "a code that is another one half a minute later",
}
"""Forms that take something and have no row of their own, and why."""


class TypedForms(Forms):
    """The forms of a page with the names of the fields in which somebody types, chooses or ticks."""

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        said = dict(attrs)
        if self.form is None or tag not in ("input", "textarea", "select") or not said.get("name"):
            return
        if said.get("type") not in ("hidden", "submit"):
            self.form.setdefault("typed", set()).add(said["name"])
        elif said["name"] == "act":
            self.form["act"] = said.get("value", "")


def key_of(form):
    """What a form is: the view that it goes to, and which of its acts."""
    match = resolve(form["to"].partition("?")[0])
    words = [str(value) for name, value in match.kwargs.items() if name in ("name", "act")]
    return match.view_name, " ".join([*words, *filter(None, [form.get("act")])])


def typed_forms(client, path):
    answer = client.get(path)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    found = TypedForms(answer.content.decode(), path).forms
    return [form for form in found if form.get("typed") and key_of(form)[0] not in EXEMPT]


def visit(user):
    client = Client()
    user.refresh_from_db()
    client.force_login(user)
    return client


def addresses(world):
    """Every page with the ids of what there is, but for the steps of the workflow, which the table lists itself."""
    for route, name, _pattern in routes():
        if name.startswith("api:") or "<uuid" in route or "<step" in route or name == "core:metrics":
            continue
        for word in choices_of(route):
            path = plain(route).replace("*", word).replace("<secret:token>", "x-x")
            path = path.replace("<slug:code>", "PM01" if "approvals" in path else "mail")
            yield from (path.replace("#", str(key)) for key in (world.keys(name) if "#" in path else [0]))


def test_every_form_that_takes_something_stands_in_the_list(world):
    world.snapshot.put_back()
    listed = set()
    for stand in STANDS:
        user, path = stand.at(world)
        listed |= {key_of(form) for form in typed_forms(visit(user), path)}
        listed.add((stand.opens, ""))

    found = {}
    for walker in WALKERS:
        client = visit(world.users[walker])
        for path in addresses(world):
            found |= {key_of(form): (walker, path) for form in typed_forms(client, path)}

    assert {key: where for key, where in found.items() if key not in listed and key not in LEFT_OUT} == {}
    assert len(STANDS) >= 60
    assert len({stand.name for stand in STANDS}) == len(STANDS)

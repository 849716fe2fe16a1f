"""A form sent twice acts once (reliability V37): all forms of all pages, found by walking the resolver."""

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver, resolve, reverse

from accounts.states import Role
from core import clock
from core.models import IdempotencyRecord
from core.views.once import EXEMPT
from notices.models import Notice
from rectification.models import Item
from tests.architecture.test_scope import address, routes
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "templates").rglob("*.html"))
POST_FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
PEOPLE = ("coordinator", "enterprise", "sysadmin", "secadmin")
STEPS = ("assign", "submit", "fail", "supervise", "void")
PASSING = {"LoginSession", "IdempotencyRecord", "Session"}
"""Rows that come and go with every request."""


class Forms(HTMLParser):
    """The forms of a page that write: address and fields as a browser would send them."""

    def __init__(self, page: str, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.form, self.choosing = here, [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.form = self.choosing = None
            if said.get("method") == "post":
                self.form = {"to": said.get("action") or self.here, "fields": {}}
                self.forms.append(self.form)
        elif self.form is not None and said.get("name") and tag in ("input", "textarea", "select", "button"):
            self.take(tag, said)
        elif tag == "option" and self.choosing and said.get("value") and self.choosing not in self.form["fields"]:
            self.form["fields"][self.choosing] = said["value"]

    def take(self, tag, said):
        name, kind, fields = said["name"], said.get("type"), self.form["fields"]
        self.choosing = name if tag == "select" else None
        if kind == "file" or tag == "select" or (kind in ("radio", "checkbox") and name in fields):
            return
        fallback = {"textarea": "文字"}.get(tag, {"date": clock.today().isoformat(), "text": "文字"}.get(kind, ""))
        fields.setdefault(name, said.get("value") or fallback)


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = Scene()
    made.add("sysadmin", Role.SYSADMIN, made.office)
    made.add("secadmin", Role.SECADMIN, made.office)
    made.items = [ItemFactory(enterprise=made.plant, **{state: True}) for state in ("rectifying", "under_review")]
    made.items.append(ItemFactory(enterprise=made.plant))
    for person in made.users.values():
        now = clock.now()
        Notice.objects.create(recipient=person, title="x", rule="x", subject="x", day=now.date(), created_at=now)
    return made


def pages(client, scene):
    """Every page of the resolver that this person can open, for each item there is."""
    for route, name in routes():
        if name.startswith("api:") or name in EXEMPT or name == "core:metrics":
            continue
        wanted = {address(route, scene.items[0].pk)}
        if "<step:name>" in route:
            wanted = {address(route.replace("<step:name>", step), item.pk) for step in STEPS for item in scene.items}
        for each in sorted(wanted):
            answer = client.get(each)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield each, answer.content.decode()


def forms(client, scene):
    """Each form of each page once, by where it goes and what its fields are called."""
    seen = set()
    for here, page in pages(client, scene):
        for form in Forms(page, here).forms:
            key = (form["to"], tuple(form["fields"]))
            if key not in seen:
                seen.add(key)
                yield form


def digest():
    """All rows of the database but those that come and go."""
    lines = hashlib.sha256()
    for model in apps.get_models():
        if model.__name__ not in PASSING:
            lines.update(repr((model.__name__, list(model.objects.order_by("pk").values_list()))).encode())
    return lines.hexdigest()


def is_done(answer):
    return answer.status_code in (204, 302) or "Content-Disposition" in answer.headers


@pytest.mark.req("V37")
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_writes_carries_the_tag(path):
    for form in POST_FORM.findall(path.read_text(encoding="utf-8")):
        assert "{% csrf_token %}" in form, form[:120]


@pytest.mark.req("V37")
def test_what_needs_no_token_is_named_with_a_reason_and_exists():
    names = {name for _route, name in routes()}

    assert names >= EXEMPT.keys()
    assert all(len(reason) > 20 for reason in EXEMPT.values())
    assert get_resolver().url_patterns


@pytest.mark.req("V37")
@pytest.mark.parametrize("username", PEOPLE)
def test_every_form_of_every_page_sent_twice_acts_once(client, scene, username):
    client.force_login(scene.users[username])
    found = done = 0
    for form in forms(client, scene):
        if resolve(form["to"].partition("?")[0]).view_name in EXEMPT:
            continue
        assert len(form["fields"].get("once", "")) == 16, form["to"]
        found += 1
        first = client.post(form["to"], form["fields"])
        before = digest()
        second = client.post(form["to"], form["fields"])
        assert digest() == before, form["to"]
        if is_done(first) and IdempotencyRecord.objects.filter(key=f"page:{form['fields']['once']}").exists():
            done += 1
            assert second.headers.get("Location") == first.headers.get("Location"), form["to"]
    assert found >= 3
    assert done >= 2


@pytest.fixture
def supervising(client, scene):
    """The form by which the coordinator chases an item, as it stands on its page."""
    client.force_login(scene.users["coordinator"])
    item = scene.items[0]
    here = reverse("rectification:item-transition", args=[item.pk, "supervise"])
    form = next(form for form in Forms(client.get(here).content.decode(), here).forms if form["to"] == here)
    return item, here, form["fields"]


@pytest.mark.req("V37")
def test_the_second_answer_is_the_first_receipt_and_says_so(client, supervising):
    item, here, fields = supervising
    first = client.post(here, fields)
    said = client.get(first.url).content.decode()

    second = client.post(here, {**fields, "version": "99"}, headers={"HX-Request": "true"})
    told = client.get(second.headers["HX-Redirect"]).content.decode()

    assert (first.url, second.headers["HX-Redirect"]) == (item.get_absolute_url(),) * 2
    sentence = re.search(r'role="status"[^>]*>([^<]*2026-[^<]*)<', said).group(1)
    assert sentence in told
    assert "没有重复办理" in told
    assert item.supervision_measures.count() == 1
    assert fields["once"] in client.cookies["sent"].value


@pytest.mark.req("V37")
def test_a_refused_form_may_be_sent_again(client, supervising):
    item, here, fields = supervising

    refused = client.post(here, {**fields, "reason": ""})
    mended = client.post(here, {**fields, "reason": "请抓紧"})

    assert (refused.status_code, mended.status_code) == (422, 302)
    assert item.supervision_measures.get().reason == "请抓紧"


@pytest.mark.req("V37")
def test_other_words_under_a_used_token_are_a_clear_page_and_no_second_act(client, supervising):
    item, here, fields = supervising
    client.post(here, fields)

    other = client.post(here, {**fields, "reason": "另一句话"})
    page = other.content.decode()

    assert other.status_code == 409
    assert "另一句话" in page
    assert item.get_absolute_url() in page
    assert item.supervision_measures.count() == 1


@pytest.mark.req("V37")
def test_what_broke_gives_its_token_back_and_leaves_nothing(client, supervising, monkeypatch):
    item, here, fields = supervising
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("rectification.views.steps.telling.sentence", lambda *_: 1 / 0)
        assert client.post(here, fields).status_code == 500

    assert not item.supervision_measures.exists()
    assert client.post(here, fields).status_code == 302
    assert Item.objects.get(pk=item.pk).supervision_measures.count() == 1

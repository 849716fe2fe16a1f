"""The pages of files: built from what apps offer for them, whatever app it is."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.http import Http404
from django.template.loader import render_to_string

from accounts.states import Role
from core import panels
from core.panels import Deed, Panel, Tab
from tests.core.listed import FACTORIES
from tests.factories import ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
FILES = {name: FACTORIES[apps.get_model(name)] for name, kinds in panels._pages.items() if Tab in kinds}
"""The pages of files that are built from parts of all kinds."""
TABS = [(model, tab.name) for model in FILES for tab in panels._offered[model] if isinstance(tab, Tab) and tab.template]


@pytest.fixture
def offered(monkeypatch):
    """What is offered in a test is taken back after it."""
    monkeypatch.setattr(panels, "_offered", {model: list(parts) for model, parts in panels._offered.items()})
    return panels.offer


def opened(client, file, person=None, **query):
    client.force_login(person or UserFactory(role=Role.COORDINATOR))
    return client.get(file.get_absolute_url(), query)


@pytest.mark.parametrize(("model", "tab"), TABS)
def test_each_part_opens_under_its_tab(client, model, tab):
    answer = opened(client, FILES[model](), tab=tab)

    assert (answer.status_code, answer.context["tab"]) == (200, tab)


@pytest.mark.parametrize("model", FILES)
def test_a_tab_that_nobody_offers_shows_the_first(client, model):
    answer = opened(client, FILES[model](), tab="unheard-of")

    assert (answer.status_code, answer.context["tab"]) == (200, "overview")


def test_what_is_offered_for_a_page_that_is_not_there_is_refused_at_start(offered):
    assert run_checks() == []

    offered("parks.pork", Panel(5, "core/_facts_panel.html"))
    offered("rectification.item", Tab(5, "tips", "举报", "core/_facts_panel.html"))

    assert [error.id for error in run_checks()] == ["core.E003", "core.E003"]


def test_what_another_app_offers_stands_in_the_file_in_its_place(client, offered):
    said = {"facts": []}
    offered(
        "parks.park",
        Tab(11, "tips", "举报", "core/_facts_panel.html", lambda file, request: said, count=lambda file, user: 7),
    )

    answer = opened(client, ParkFactory(), tab="tips")

    assert [tab["name"] for tab in answer.context["tabs"]][:3] == ["overview", "tips", "map"]
    assert answer.context["tabs"][1]["count"] == 7
    assert answer.context["facts"] == []


def test_a_file_of_one_part_has_no_tabs(client, offered):
    answer = opened(client, ParkFactory())
    alone = render_to_string("components/tabs.html", {"tabs": answer.context["tabs"][:1]})

    assert 'class="tabs' in answer.text
    assert 'class="tabs' not in alone


def test_many_tabs_stand_by_groups_of_which_one_is_open(client):
    groups = opened(client, ParkFactory(), tab="changes").context["groups"]

    assert [(str(group["label"]), group["is_current"]) for group in groups] == [
        ("基本情况", False),
        ("风险与容量", False),
        ("监督检查", False),
        ("资料", True),
    ]


def test_each_tab_of_a_file_with_many_belongs_to_one_group():
    for name in (name for name, groups in panels._groups.items() if groups):
        tabs = [part for part in panels._offered[name] if isinstance(part, Tab)]
        in_groups = [tab for _group, some in panels.grouped(apps.get_model(name)(), tabs) for tab in some]

        assert in_groups == tabs


def test_a_part_is_neither_shown_nor_opened_for_whom_it_is_not(client, offered):
    def context(file, request):
        raise Http404

    offered("parks.park", Tab(25, "secret", "内部", "x.html", context, seen_by=lambda user: user.is_administrator))

    answer = opened(client, ParkFactory(), tab="secret")

    assert "内部" not in answer.text
    assert answer.context["tab"] == "overview"


def test_buttons_of_the_head_are_there_for_whoever_may(client):
    park = ParkFactory()
    coordinator, superior = UserFactory(), UserFactory(role=Role.SUPERIOR, organization=park.county)

    assert f"/parks/{park.pk}/edit/" in opened(client, park, coordinator).text
    assert f"/parks/{park.pk}/edit/" not in opened(client, park, superior).text


def test_what_is_offered_twice_stands_there_once(offered):
    parts = (Panel(49, "a.html"), Deed(49, "做", str))
    offered("parks.park", *parts)
    offered("parks.park", *parts)

    assert [part for part in panels._offered["parks.park"] if part.order == 49] == list(parts)

"""A batch is all or nothing: what has gone meanwhile is named, and nothing of it is done."""

import ast

import pytest

from accounts.models import HandOver
from accounts.services import handing_over
from accounts.services.handing_over import Work, hand_over, preview, seal_of
from accounts.states import Role
from comments.models import Follow
from comments.services.commenting import comment
from comments.services.following import follow
from core import clock
from core.services.together import GoneError, all_of
from rectification.models import Item
from tests.dashboards.visiting import visit
from tests.factories import DutyFactory, ItemFactory, UserFactory
from tests.house import APPS, ROOT

pytestmark = pytest.mark.django_db
BY_ONE_RULE = {
    "accounts/services/handing_over.py": "all_of",
    "rectification/views/ticks.py": "parted",
    "supervision/services/escalating_decisions.py": "all_of",
}
"""Where batches find what they name."""
TICKS = "rectification.views.ticks"
DOORS = ("rectification/views/bulk.py", "supervision/views/proposals.py", "intake/views/pasting.py")
"""Pages that take ticked rows."""


def calls(path, name):
    """The calls of a function by this name in a module."""
    found = [node for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.Call)]
    return [call for call in found if getattr(call.func, "id", getattr(call.func, "attr", "")) == name]


def modules():
    return sorted(str(path.relative_to(ROOT)) for app in APPS for path in (ROOT / app).rglob("*.py"))


def test_every_page_that_takes_ticks_asks_for_what_has_gone():
    takers = [path for path in modules() if f"from {TICKS} import" in (ROOT / path).read_text()]

    assert takers == sorted(DOORS)
    assert all(calls(path, "of") for path in DOORS)
    assert all(calls(path, name) for path, name in BY_ONE_RULE.items())


def test_rows_are_there_all_of_them_or_none():
    items = [ItemFactory(), ItemFactory()]
    names = {item.pk: item.number for item in items}

    assert set(all_of(Item.objects.all(), names)) == set(items)
    with pytest.raises(GoneError, match=items[1].number):
        all_of(Item.objects.exclude(pk=items[1].pk), names)


@pytest.fixture
def items():
    return [ItemFactory(rectifying=True) for _each in range(2)]


@pytest.fixture
def person(items):
    """Follows both items, is called in a comment and named by a meeting."""
    found = UserFactory(role=Role.DEPARTMENT, name="戴雅芝")
    for item in items:
        follow(item.pk, actor=found)
    comment(items[0].pk, actor=UserFactory(role=Role.COORDINATOR), text=f"@{found.name} 请说明", audience="INTERNAL")
    DutyFactory(organization=found.organization, person=found)
    return found


@pytest.fixture
def handing(person):
    successor = UserFactory(role=Role.DEPARTMENT, organization=person.organization)
    return HandOver(person=person, successor=successor, reason="休假", from_day=clock.today(), created_by=person)


@pytest.mark.parametrize("kind", [kind for kind in handing_over.kinds() if kind.hand], ids=lambda kind: kind.code)
def test_no_kind_of_work_hands_over_what_has_gone_nor_what_is_beside_it(kind, person, handing):
    found = [work for work in kind.find(person, handing.successor) if work.goes]

    with pytest.raises(GoneError, match="已办结的一项"):
        kind.hand(handing, [*found, Work(10**9, "已办结的一项")], person)

    assert [work for work in kind.find(person, handing.successor) if work.goes] == found


def test_a_hand_over_says_of_what_kind_something_has_gone_since_its_preview(items, person, handing):
    seen = seal_of(preview(person, handing.successor))
    Follow.objects.get(item=items[0]).delete()
    given = handing_over.HandOverGiven(handing.successor, "休假", clock.today(), seen)

    with pytest.raises(GoneError, match="关注"):
        hand_over(person, given, actor=person)

    assert Follow.objects.get().person == person


@pytest.mark.parametrize("act", ["assign", "accept", "chase"])
def test_a_batch_of_items_is_refused_when_one_of_them_has_gone(items, act):
    user = items[0].people["coordinator"]
    ticks = [f"{item.pk}.{item.version}" for item in items] + [f"{items[1].pk + 999}.1"]
    given = {"item": ticks, "reason": "请抓紧", "deadline": "2031-01-31"}
    before = list(Item.objects.order_by("pk").values("pk", "version"))

    looked = visit(user).get(f"/ledger/{act}/", {"item": ticks})
    answer = visit(user).post(f"/ledger/{act}/", given)

    assert "勾选" in looked.text
    assert answer.status_code == 422
    assert "已不在" in answer.text
    assert list(Item.objects.order_by("pk").values("pk", "version")) == before

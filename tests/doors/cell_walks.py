"""Requests by which the ledger is corrected in its grid, and what was corrected is taken back."""

from typing import Any

from django.test import Client

from accounts.models import User
from core.undo import undoable
from rectification.models import Item
from rectification.services.correction import correct
from tests.browser.soak.world import World
from tests.doors.sent import Sent

Asked = tuple[User | None, str, dict[str, Any]]


def corrects_a_cell(world: World) -> Asked:
    item = world.items["correct"]
    said = {"field": "title", "version": item.version, "title": "另一种说法", "reason": "笔误"}
    browser = Client(headers={"HX-Request": "true"})
    browser.force_login(User.objects.get(pk=world.users["coordinator"].pk))
    return world.users["coordinator"], f"/ledger/{item.pk}/cell/", {**said, "browser": browser}


def pastes(world: World) -> Asked:
    item = Item.objects.get(pk=world.items["correct"].pk)
    said = {"text": f"编号\t问题\n{item.number}\t再换一种说法", "act": "do", "alone": "deadline", "reason": "按来函"}
    return world.users["coordinator"], "/ledger/paste/", {**said, "promise": f"{item.pk}-{item.version}"}


def takes_back(world: World) -> Asked:
    item, person = world.items["correct"], world.users["coordinator"]
    done = correct(item.pk, actor=person, version=Item.objects.get(pk=item.pk).version, reason="笔误", title="新题")
    ticket = undoable("correction", [done.history.get(version=done.version).pk], actor=person, said="").ticket
    return person, "/undo/", {"ticket": ticket, "back": "/ledger/"}


OF_CELLS = (
    Sent("cell of the ledger", corrects_a_cell),
    Sent("pasted corrections", pastes),
    Sent("correction taken back", takes_back),
)

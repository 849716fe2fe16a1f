"""Requests for the doors of comments, of what is followed and of hand-overs, through the pages and over the API."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.models import User
from accounts.services.handing_over import HandOverGiven, hand_over, preview, seal_of
from comments.models import Comment
from comments.services.commenting import comment
from comments.services.following import follow
from core import clock
from rectification.models import Item
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import ItemFactory, UserFactory

Asked = tuple[User, str, dict[str, Any]]


def item_of(world: World) -> Item:
    return ItemFactory(enterprise=world.plant, rectifying=True)


def said(world: World) -> Comment:
    """By an officer, to the coordinator by name."""
    person = world.users["coordinator"]
    text = f"@{person.full_label} 请阅"
    return comment(item_of(world).pk, actor=world.users["emergency"], text=text, audience="INTERNAL")


def at_item(path: str, **given: Any) -> Callable[[World], Asked]:
    return lambda world: (world.users["coordinator"], path.format(item_of(world).pk), given)


def at_comment(who: str, path: str) -> Callable[[World], Asked]:
    return lambda world: (world.users[who], path.format(said(world).pk), {})


def followed(path: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        begun = follow(item_of(world).pk, actor=world.users["coordinator"])
        return world.users["coordinator"], path.format(item=begun.item_id, follow=begun.pk), {}

    return asks


def of_item(path: str, **given: Any) -> Callable[[World], Asked]:
    return lambda world: (world.users["coordinator"], path, {"item": item_of(world).pk, **given})


def handed(world: World) -> Asked:
    person, successor = world.users["emergency"], colleague(world)
    sent = {"person": person.pk, "successor": successor.pk, "reason": "休假", "from_day": clock.today().isoformat()}
    return person, "/accounts/settings/hand-over/", {**sent, "seen": seal_of(preview(person, successor))}


def handed_by_api(world: World) -> Asked:
    person, _path, sent = handed(world)
    return person, "/api/v1/hand-overs/", {**sent, "person": person.pk}


def called_off_by_api(world: World) -> Asked:
    person, path, _sent = called_off(world)
    return person, path.replace("/accounts/settings/hand-over/", "/api/v1/hand-overs/"), {}


def colleague(world: World) -> User:
    return UserFactory(role=world.users["emergency"].role, organization=world.users["emergency"].organization)


def called_off(world: World) -> Asked:
    person, day = world.users["emergency"], clock.today() + timedelta(days=3)
    made = hand_over(person, HandOverGiven(colleague(world), "休假", day), actor=person)
    return person, f"/accounts/settings/hand-over/{made.pk}/cancel/", {}


TEXT = {"text": "请说明进度", "audience": "UNIT"}
OF_TALK = (
    Sent("comment written", at_item("/ledger/{}/comments/", **TEXT)),
    Sent("comment withdrawn", at_comment("emergency", "/comments/{}/withdraw/")),
    Sent("comment seen", at_comment("coordinator", "/comments/{}/seen/")),
    Sent("item followed", at_item("/ledger/{}/follow/")),
    Sent("item followed no more", followed("/ledger/{item}/unfollow/")),
    Sent("work handed over", handed),
    Sent("hand-over called off", called_off),
    Sent("api hand-over", handed_by_api, as_json=True),
    Sent("api hand-over called off", called_off_by_api, as_json=True),
    Sent("api comment", of_item("/api/v1/comments/", **TEXT), as_json=True),
    Sent("api comment withdrawn", at_comment("emergency", "/api/v1/comments/{}/withdraw/"), as_json=True),
    Sent("api comment seen", at_comment("coordinator", "/api/v1/comments/{}/seen/"), as_json=True),
    Sent("api follow", of_item("/api/v1/follows/"), as_json=True),
    Sent("api follow ended", followed("/api/v1/follows/{follow}/end/"), as_json=True),
)

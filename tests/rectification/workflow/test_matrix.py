"""Role × state × transition, whole: what the written rules forbid is refused and changes nothing."""

from datetime import date

import pytest
from django.utils import translation

from core.errors import WorkflowError
from inspections.services.recording import SourceGiven
from rectification import workflow
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from tests.rectification.workflow.cast import PEOPLE, Cast, digest
from tests.rectification.workflow.model import OF_MAJOR, STANDS_AT, STEPS_FROM, Life

pytestmark = [pytest.mark.django_db, pytest.mark.req("S19")]

WAYS = {
    "pending": [],
    "assigned": [("assign", "coordinator")],
    "plan or work": [("assign", "coordinator"), ("accept", "enterprise")],
    "work": [("assign", "coordinator"), ("accept", "enterprise")],
    "plan review": [("assign", "coordinator"), ("accept", "enterprise")],
    "extension asked": [("assign", "coordinator"), ("accept", "enterprise"), ("extend", "enterprise")],
    "under review": [("assign", "emergency"), ("accept", "enterprise"), ("submit", "enterprise")],
    "awaiting": [
        ("assign", "emergency"),
        ("accept", "enterprise"),
        ("submit", "enterprise"),
        ("pass", "inspector"),
    ],
    "extension awaiting": [
        ("assign", "coordinator"),
        ("accept", "enterprise"),
        ("extend", "enterprise"),
        ("submit", "enterprise"),
        ("pass", "inspector"),
    ],
    "closed": [
        ("assign", "coordinator"),
        ("accept", "enterprise"),
        ("submit", "enterprise"),
        ("pass", "inspector"),
        ("confirm-pass", "inspector2"),
        ("sign-off", "ecology"),
        ("sign-off", "coordinator"),
    ],
    "second officer awaited": [
        ("assign", "emergency"),
        ("accept", "enterprise"),
        ("submit", "enterprise"),
        ("propose-pass", "inspector"),
    ],
    "void proposed": [("void", "coordinator")],
    "void": [("void", "coordinator"), ("decide-void", "coordinator2")],
}


class Stage:
    """One item brought to a place, with the written rules beside it."""

    def __init__(self, way: str, *, major: bool) -> None:
        self.cast = Cast()
        self.life = Life(lead="plant", major=major)
        self.item = register(self.finding(major=major), actor=self.cast.users["inspector"])
        for step, name in WAYS[way]:
            if self.life.may(step, self.person(name)):
                self.take(step, name)
                if step == "accept" and major and way != "plan review":
                    self.take("approve-plan", "coordinator")

    def finding(self, *, major: bool) -> ItemGiven:
        return ItemGiven(
            title="报警器失效",
            description="报警器失效",
            found_on=date(2026, 1, 5),
            level="MAJOR" if major else "GENERAL",
            enterprise=self.cast.enterprise,
            sources=[SourceGiven(kind="COUNTY_CHECK")],
        )

    def person(self, name):
        return next(person for person in PEOPLE if person.name == name)

    def take(self, step, name, **more):
        user = self.cast.users[name]
        version = Item.objects.get(pk=self.item.pk).version
        advance(self.item.pk, step, actor=user, version=version, **self.cast.given(step, user), **more)
        self.life.take(step, self.person(name))

    def is_refused(self, step, name):
        user = self.cast.users[name]
        item = Item.objects.get(pk=self.item.pk)
        with pytest.raises((WorkflowError, Item.DoesNotExist)) as refusal:
            advance(item.pk, step, actor=user, version=item.version, **self.cast.given(step, user))
        return refusal.value


def places():
    return [pytest.param(way, major, id=f"{way}-{'major' if major else 'general'}") for way in WAYS for major in (0, 1)]


@pytest.mark.parametrize(("way", "major"), places())
def test_what_the_written_rules_forbid_is_refused_and_changes_nothing(way, major):
    stage = Stage(way, major=bool(major))
    before = digest(stage.item)

    for step in STEPS_FROM:
        for person in PEOPLE:
            if not stage.life.may(step, person):
                stage.is_refused(step, person.name)

    assert digest(stage.item) == before


def wrongly_offered(stage):
    """Who is offered another set of steps than the written rules allow, with the difference."""
    item = Item.objects.get(pk=stage.item.pk)
    for person in PEOPLE:
        user = stage.cast.users[person.name]
        visible = Item.objects.visible_to(user).filter(pk=item.pk).exists()
        offered = {step.name for step in workflow.available(item, user)} & STEPS_FROM.keys() if visible else set()
        allowed = {step for step in STEPS_FROM if stage.life.may(step, person)}
        if difference := (offered ^ allowed) - {"extend"}:
            yield person.name, difference


@pytest.mark.parametrize(("way", "major"), places())
def test_what_is_offered_is_what_the_written_rules_allow(way, major):
    stage = Stage(way, major=bool(major))

    assert list(wrongly_offered(stage)) == []


@pytest.mark.parametrize(
    ("step", "element"),
    [(step, element) for step in STANDS_AT for element in workflow.TRANSITIONS[step].required],
)
def test_a_missing_element_is_named_in_chinese_and_changes_nothing(step, element):
    stage = Stage(STANDS_AT[step], major=step in OF_MAJOR)
    name = next(person.name for person in PEOPLE if stage.life.may(step, person))
    given = stage.cast.given(step, stage.cast.users[name])
    given.pop(element)
    before = digest(stage.item)

    version = Item.objects.get(pk=stage.item.pk).version
    with translation.override("zh-hans"), pytest.raises(WorkflowError) as refusal:
        advance(stage.item.pk, step, actor=stage.cast.users[name], version=version, **given)

    assert refusal.value.field == element
    assert str(refusal.value) == "此项必须填写。"
    assert digest(stage.item) == before

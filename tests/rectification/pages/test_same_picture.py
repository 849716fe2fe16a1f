"""Whoever decides sees on the photo that it proves nothing new: the same picture as another one of the item (S40)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.services.attachments import store
from inspections.models import FindingPhoto
from rectification import workflow
from rectification.forms.steps import FORMS
from rectification.models import Evidence, Item
from rectification.states import State
from tests.core.hostile_photos import with_exif
from tests.factories import ItemFactory, UserFactory
from tests.rectification.pages.test_item_page import watcher_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("S40")]

AS_FOUND, AS_BEFORE = "与发现问题时的照片是同一张", "与整改前的照片是同一张"
AS_ROUND_1, TWICE = "与第 1 轮已交的照片是同一张", "本轮重复使用同一张照片"
SHOWING = sorted(name for name, form in FORMS.items() if "rounds" in form.shows)
STAGES = ("assigned", "rectifying", "under_review", "awaiting_sign_off", "closed")


def photo(person, kind, number=0):
    content = with_exif(lambda exif: None) + bytes(number)
    return store(SimpleUploadedFile("现场.jpg", content), kind=kind, uploader=person)


def hand_in(item, kind, number=0, round=1):
    person = item.people["enterprise"]
    Evidence.objects.create(
        item=item,
        attachment=photo(person, kind, number),
        step="submit",
        round=round,
        added_by=person,
        added_at=clock.now(),
    )


def found_with(item, number=0):
    FindingPhoto.objects.create(finding=item.finding, attachment=photo(item.people["inspector"], "before", number))


def said_to(visit, person, item, page=""):
    return visit(person).get(f"{item.get_absolute_url()}{page}").text


def pages(visit, item):
    """Every page of the item's steps that somebody of its life can open, by step."""
    for name in SHOWING:
        for person in item.people.values():
            if workflow.TRANSITIONS[name].may(item, person):
                yield name, said_to(visit, person, item, f"{name}/")


def test_every_page_with_evidence_says_that_after_is_the_picture_of_the_finding(visit):
    seen = set()
    for stage in STAGES:
        item = ItemFactory(**{stage: True})
        found_with(item)
        hand_in(item, "after")
        for name, text in pages(visit, item):
            if "data-photo" in text:
                assert AS_FOUND in text, (stage, name)
                seen.add(name)
        for person in item.people.values():
            assert AS_FOUND in said_to(visit, person, item)

    assert {"pass", "propose-pass", "fail", "sign-off", "return", "look-back", "submit"} <= seen


def test_the_verdicts_side_by_side_say_it_too(visit):
    item = ItemFactory(under_review=True)
    found_with(item)
    hand_in(item, "after")

    assert AS_FOUND in said_to(visit, item.people["inspector"], item, "turn/propose-pass/")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((("after", 1), ("after", 2)), AS_ROUND_1),
        ((("before", 2), ("after", 2)), AS_BEFORE),
        ((("after", 2), ("after", 2)), TWICE),
    ],
)
def test_an_earlier_round_the_photo_of_before_and_a_photo_twice_are_told_apart(visit, files, said):
    item = ItemFactory(under_review=True)
    for kind, round in files:
        hand_in(item, kind, round=round)

    text = said_to(visit, item.people["inspector"], item)

    assert [other for other in (AS_FOUND, AS_BEFORE, AS_ROUND_1, TWICE) if other in text] == [said]


def test_other_pictures_and_a_photo_of_before_shown_again_are_no_matter(visit):
    item = ItemFactory(under_review=True)
    found_with(item)
    hand_in(item, "before")
    hand_in(item, "after", number=1)

    assert "是同一张" not in said_to(visit, item.people["inspector"], item)


def test_who_watches_the_public_part_is_not_told(visit):
    item = ItemFactory(closed=True)
    found_with(item)
    hand_in(item, "after")
    assert Item.objects.get(pk=item.pk).state == State.CLOSED

    assert "是同一张" not in said_to(visit, watcher_of(item.park), item)
    assert AS_FOUND in said_to(visit, UserFactory(role="SUPERIOR", organization=item.county), item)

"""Beside a photo stands who, when, where, how far from the photo of before, and where it was used already (S40)."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.rules.distances import metres
from core.services.attachments import store
from rectification.services.evidence import attach
from tests.core.hostile_photos import HERE, with_exif
from tests.factories import EnterpriseFactory, ItemFactory
from tests.rectification.pages.test_item_page import watcher_of

pytestmark = pytest.mark.django_db


def photo(person, kind="after", north=30.0, number=0):
    place = {**HERE, 2: (north, 15.0, 0.0)}
    content = with_exif(lambda exif: exif.get_ifd(0x8825).update(place)) + bytes(number)
    return store(SimpleUploadedFile("现场.jpg", content), kind=kind, uploader=person)


def test_the_way_between_two_places_is_in_metres():
    here, there = (Decimal("30.25"), Decimal("111.51")), (Decimal("30.26"), Decimal("111.51"))

    assert metres(here, here) == 0
    assert 1100 < metres(here, there) < 1125


@pytest.mark.req("S40")
def test_the_page_says_who_where_and_how_far(visit):
    item = ItemFactory(rectifying=True)
    person = item.people["enterprise"]
    attach(item, [photo(person, "before"), photo(person, north=30.01, number=1)], step="submit", actor=person)

    page = visit(item.people["inspector"]).get(item.get_absolute_url()).text

    assert person.full_label in page
    assert "30.260000, 111.510000" in page
    assert "1112 米" in page


@pytest.mark.req("S40")
def test_a_photo_that_proves_two_items_is_told_on_both(visit):
    first = ItemFactory(rectifying=True)
    items = [first, ItemFactory(rectifying=True, enterprise=EnterpriseFactory(park=first.park))]
    for item in items:
        person = item.people["enterprise"]
        attach(item, [photo(person)], step="submit", actor=person)

    for item, other in (items, items[::-1]):
        page = visit(item.people["coordinator"]).get(item.get_absolute_url()).text
        assert f'<a href="{other.get_absolute_url()}">{other.number}</a>' in page
        assert "已用于" in page
        own = visit(item.people["enterprise"]).get(item.get_absolute_url()).text
        assert "已用于其他问题" in own
        assert other.number not in own


@pytest.mark.req("S18", "S40")
def test_who_watches_the_public_part_reads_neither_person_nor_place(visit):
    item = ItemFactory(rectifying=True)
    person = item.people["enterprise"]
    attach(item, [photo(person)], step="submit", actor=person)

    page = visit(watcher_of(item.park)).get(item.get_absolute_url())

    assert page.status_code == 200
    assert "data-photo" in page.text
    assert person.name not in page.text
    assert "111.51" not in page.text

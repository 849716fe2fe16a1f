"""Whatever a camera writes into a photo, every page and list that shows the photo answers (security S68)."""

from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core import clock
from core.models import Attachment
from core.services.attachments import store
from rectification.services.evidence import attach
from tests.core.hostile_photos import ODD, with_exif
from tests.factories import ItemFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S68", "S40")]
LINKS = ("/", "/ledger/", "/api/v1/rectifications/", "/api/v1/attachments/?limit=100", "/api/v1/findings/")
MOST_FILES = 30


@contextmanager
def without_bounds():
    """The table as it was before its constraints."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for constraint in Attachment._meta.constraints:
                cursor.execute(f'ALTER TABLE core_attachment DROP CONSTRAINT "{constraint.name}"')
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def odd_photo(name, person):
    return store(SimpleUploadedFile("现场.jpg", with_exif(ODD[name])), kind="before", uploader=person)


def test_every_page_and_list_answers_with_all_of_them(visit):
    item = ItemFactory()
    person = item.people["coordinator"]
    photos = [odd_photo(name, person) for name in ODD]
    attach(item, photos[:MOST_FILES], step="register", actor=person)

    browser = visit(person)

    for link in (*LINKS, item.get_absolute_url(), f"/api/v1/rectifications/{item.pk}/"):
        assert browser.get(link).status_code == 200, link
    for photo in photos:
        shown = browser.get(f"/api/v1/attachments/{photo.pk}/")
        assert shown.status_code == 200
        assert browser.get(reverse("core:attachment-file", args=[photo.public_id])).status_code == 200


@pytest.mark.parametrize("name", ODD)
def test_what_is_written_lies_in_range(name):
    photo = odd_photo(name, UserFactory())

    photo.refresh_from_db()
    assert photo.claimed_latitude is None or abs(photo.claimed_latitude) <= 90
    assert photo.claimed_longitude is None or abs(photo.claimed_longitude) <= 180
    assert photo.claimed_taken_at is None or 1990 <= photo.claimed_taken_at.year < 2200
    assert len(photo.claimed_device) <= 120
    assert photo.claimed_device.isprintable()


@pytest.mark.parametrize(
    "odd",
    [
        {"claimed_latitude": 4294967},
        {"claimed_longitude": -181},
        {"claimed_taken_at": clock.now() - timedelta(days=365 * 200)},
    ],
    ids=["latitude", "longitude", "time"],
)
def test_the_database_refuses_what_lies_out_of_range(odd):
    photo = odd_photo("year 1", UserFactory())

    with pytest.raises((DatabaseError, ValidationError, ArithmeticError)), transaction.atomic():
        Attachment.objects.filter(pk=photo.pk).update(**odd)


def test_rows_from_before_are_mended(visit):
    """The statements of the migration, on a row as it was stored before there was a bound."""
    item = ItemFactory()
    person = item.people["coordinator"]
    photo = odd_photo("year 1", person)
    attach(item, [photo], step="register", actor=person)
    migration = import_module("core.migrations.0011_claims_in_range")
    with without_bounds(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_attachment SET claimed_latitude = 999, claimed_longitude = -999")
        cursor.execute("UPDATE core_attachment SET claimed_taken_at = '0001-01-01 00:00:00'")
        for statement in migration.OUT_OF_RANGE:
            cursor.execute(statement)

    assert visit(person).get(item.get_absolute_url()).status_code == 200
    photo.refresh_from_db()
    assert (photo.claimed_latitude, photo.claimed_longitude, photo.claimed_taken_at) == (None, None, None)

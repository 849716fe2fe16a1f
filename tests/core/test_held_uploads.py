"""A chosen file stays until it is used or taken away, whatever is wrong beside it (reliability V36)."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core import clock
from core.models import Attachment, HeldUpload
from core.services import uploads
from core.tasks import drop_held_uploads
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("V36")]
HOLD = reverse("core:upload-hold")
PLACE = {"thing": "item:12", "act": "submit", "field": "after"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def browser(client, person):
    client.force_login(person)
    return client


def photo(name="现场.jpg", colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def held(browser, file=None, **changed):
    given = {**PLACE, "kind": "after", "token": uuid.uuid4(), "file": file or photo(), **changed}
    return browser.post(HOLD, given)


def test_a_file_is_held_by_itself_and_shown_with_its_small_picture(browser, person):
    answer = held(browser)

    row = HeldUpload.objects.get(owner=person)
    assert answer.status_code == 201
    assert f'name="held_after" value="{row.pk}"' in answer.text
    assert f"/attachments/{row.attachment.public_id}/?thumb=1" in answer.text


def test_the_same_upload_sent_again_is_held_once(browser):
    token = uuid.uuid4()

    first, second = held(browser, token=token), held(browser, token=token)

    assert (first.status_code, second.status_code) == (201, 201)
    assert HeldUpload.objects.count() == Attachment.objects.count() == 1


def test_a_bad_file_is_named_and_nothing_is_left(browser, media):
    answer = held(browser, SimpleUploadedFile("坏.jpg", b"<html>"))

    assert answer.status_code == 422
    assert "坏.jpg" in answer.json()["message"]
    assert not Attachment.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_whoever_is_logged_out_is_told_and_the_page_keeps_the_file(client):
    answer = held(client)

    assert answer.status_code == 401
    assert answer.json()["message"]


@pytest.mark.parametrize("odd", [{"thing": "Item 12"}, {"act": "../x"}, {"kind": "selfie"}, {"device_sha256": "x"}])
def test_a_place_that_is_none_is_refused(browser, odd):
    assert held(browser, **odd).status_code == 400
    assert not HeldUpload.objects.exists()


def test_a_file_that_is_taken_away_leaves_no_row_and_no_bytes(browser, media, django_capture_on_commit_callbacks):
    held(browser)
    row = HeldUpload.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(reverse("core:upload-remove", args=[row.pk])).status_code == 204

    assert not Attachment.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_nobody_takes_away_or_sees_what_somebody_else_has_chosen(browser, client):
    held(browser)
    row = HeldUpload.objects.get()
    client.force_login(UserFactory())

    client.post(reverse("core:upload-remove", args=[row.pk]))
    seen = client.get(reverse("core:upload-list"), PLACE)

    assert HeldUpload.objects.filter(pk=row.pk).exists()
    assert "held_after" not in seen.text


def test_the_same_photo_made_smaller_on_another_device_is_known_again(browser):
    held(browser, photo(colour="red"), device_sha256="a" * 64)
    answer = held(browser, photo(colour="blue"), device_sha256="a" * 64)

    assert "这张照片以前上传过" in answer.text


def test_what_is_never_used_is_forgotten_after_a_while(browser, settings):
    held(browser)
    with clock.at(clock.now() + timedelta(days=settings.HELD_UPLOAD_DAYS - 1)):
        assert drop_held_uploads() == 0
    with clock.at(clock.now() + timedelta(days=settings.HELD_UPLOAD_DAYS + 1)):
        assert drop_held_uploads() == 1

    assert not Attachment.objects.exists()


def test_a_form_takes_so_many_files(browser, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_HELD", 1)
    held(browser)

    assert held(browser).status_code == 422
    assert HeldUpload.objects.count() == 1


def test_what_is_held_counts_for_the_day(browser, settings):
    settings.UPLOAD_BYTES_A_DAY = photo().size + 10
    held(browser)

    assert held(browser).status_code == 422

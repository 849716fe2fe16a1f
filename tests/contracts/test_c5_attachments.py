"""Files over the API: taken in, told of, used once (contract C5; security S15, S38-S42)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.models import Attachment
from core.rules import file_kinds
from tests.contracts.people import County, photo
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def county():
    return County()


def send(caller, file, kind="before", **headers):
    return caller.client.post(
        "/api/v1/attachments/", {"file": file, "kind": kind}, headers={**caller.headers, **headers}
    )


def test_an_upload_answers_what_was_kept(county):
    answer = send(county.enterprise, photo("现场.jpg"))

    shown = answer.json()
    assert answer.status_code == 201
    assert shown.keys() >= {"id", "kind", "name", "url", "thumbnail_url", "width", "height", "used_before"}
    assert (shown["name"], shown["kind"], shown["used_before"]) == ("现场.jpg", "before", False)


def test_a_kind_of_no_catalog_is_refused(county):
    answer = send(county.enterprise, photo(), kind="selfie")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"kind"}


@pytest.mark.req("S38")
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg/>"), ("a.jpg", b"<html>"), ("a.docm", b"PK"), ("a", b"x"), ("a.jpg", b"")],
)
def test_what_is_not_taken_is_told_at_the_field(county, name, content):
    answer = send(county.enterprise, SimpleUploadedFile(name, content))

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"file"}
    assert not Attachment.objects.exists()


@pytest.mark.req("S39")
def test_a_file_larger_than_any_is_broken_off(county, monkeypatch, media):
    monkeypatch.setattr("core.upload_limits.DOCUMENT_BYTES", 200_000)

    answer = send(county.enterprise, SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * 300_000 + b"%%EOF"))

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert not Attachment.objects.exists()
    assert not list(media.rglob("*.*"))


@pytest.mark.req("S39")
def test_a_photo_of_too_many_megapixels_is_told_in_words(county):
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")

    answer = send(county.enterprise, SimpleUploadedFile("a.png", out.getvalue(), content_type="image/png"))

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"file"}
    assert out.tell() < file_kinds.PHOTO_BYTES


@pytest.mark.req("S40")
def test_the_same_original_a_second_time_is_told(county):
    first = send(county.enterprise, photo())
    second = send(county.enterprise2, photo("anders.jpg"))

    assert (first.json()["used_before"], second.json()["used_before"]) == (False, True)


@pytest.mark.req("S39")
def test_the_thirty_first_file_of_a_round_is_refused(county):
    item = {"id": ItemFactory(rectifying=True, enterprise=county.plant).pk}
    files = [county.enterprise.upload("before" if number % 2 else "after") for number in range(31)]

    refused = county.enterprise.step(item, "submit", work_done="x", evidence=files)
    taken = county.enterprise.step(item, "submit", work_done="x", evidence=files[:30])

    assert (refused.status_code, taken.status_code) == (400, 200)
    assert set(refused.json()["errors"]) == {"evidence"}


def test_a_file_proves_one_thing_once(county):
    first, second = ({"id": ItemFactory(rectifying=True, enterprise=county.plant).pk} for _number in range(2))
    files = [county.enterprise.upload("before"), county.enterprise.upload("after")]

    taken = county.enterprise.step(first, "submit", work_done="x", evidence=files)
    again = county.enterprise.step(second, "submit", work_done="x", evidence=files)

    assert (taken.status_code, again.status_code) == (200, 400)
    assert set(again.json()["errors"]) == {"evidence"}


@pytest.mark.req("S15")
def test_a_file_is_seen_by_who_handed_it_in_and_then_by_who_sees_the_item(county):
    item = {"id": ItemFactory(rectifying=True, enterprise=county.plant).pk}
    file = county.enterprise.upload("after")
    readers = ("coordinator", "park", "enterprise", "enterprise2", "superior")

    def seen():
        return [name for name in readers if getattr(county, name).get(f"attachments/{file}/").status_code == 200]

    before = seen()
    county.enterprise.step(item, "submit", work_done="x", evidence=[county.enterprise.upload("before"), file])

    assert before == ["enterprise"]
    assert seen() == ["coordinator", "park", "enterprise", "superior"]


@pytest.mark.req("S42")
def test_the_bytes_are_served_to_a_token_with_the_same_care(county):
    shown = send(county.enterprise, photo("现场.jpg")).json()
    path = f"/api/v1/attachments/{shown['id']}/file/"

    mine = county.enterprise.client.get(path, headers={**county.enterprise.headers, "accept": "image/*"})
    small = county.enterprise.client.get(f"{path}?thumb=1", headers=county.enterprise.headers)
    foreign = county.enterprise2.client.get(path, headers=county.enterprise2.headers)

    assert (mine.status_code, mine["Content-Type"], foreign.status_code) == (200, "image/jpeg", 404)
    assert mine["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(mine.streaming_content)[:3] == b"".join(small.streaming_content)[:3] == b"\xff\xd8\xff"


@pytest.mark.req("S42")
def test_a_proxy_is_told_where_the_file_lies_and_sends_it(county, settings):
    settings.X_ACCEL_REDIRECT = True
    shown = send(county.enterprise, photo()).json()

    answer = county.enterprise.client.get(f"/api/v1/attachments/{shown['id']}/file/", headers=county.enterprise.headers)

    assert answer["X-Accel-Redirect"].startswith("/protected-media/")
    assert answer.content == b""


def test_a_file_that_is_gone_is_not_found_and_no_fault(county, media):
    shown = send(county.enterprise, photo()).json()
    for path in media.rglob("*.jpg"):
        path.unlink()

    assert county.enterprise.get(f"attachments/{shown['id']}/file/").status_code == 404

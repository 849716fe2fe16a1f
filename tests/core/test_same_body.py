"""What counts as the same request under an Idempotency-Key (V8)."""

import json

import pytest

from core.models import Attachment, IdempotencyRecord
from tests.contracts.people import County
from tests.contracts.test_c5_writing import finding_body
from tests.core.test_held_uploads import photo

pytestmark = [pytest.mark.django_db, pytest.mark.req("V8")]
KEY = {"HTTP_IDEMPOTENCY_KEY": "phone-1"}
WITHOUT = {"/api/v1/auth/token/", "/api/v1/notifications/{id}/read/"}
"""A fresh token each time; and what does nothing a second time by itself."""


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def officer(client, media):
    client.force_login(County().inspector.user)
    return client


def upload(client, name="现场.jpg", colour="red", **given):
    return client.post("/api/v1/attachments/", {"kind": "after", "file": photo(name, colour), **given}, **KEY)


def test_the_same_file_sent_again_is_stored_once(officer, media):
    first, second = upload(officer), upload(officer)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Attachment.objects.count() == IdempotencyRecord.objects.count() == 1
    assert len([path for path in media.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize("other", [{"colour": "blue"}, {"name": "别的.jpg"}, {"kind": "before"}])
def test_another_file_under_the_same_key_is_another_request(officer, other):
    upload(officer)

    assert upload(officer, **other).status_code == 422
    assert Attachment.objects.count() == 1


def test_the_order_of_keys_is_no_difference(client):
    county = County()
    client.force_login(county.inspector.user)
    body = finding_body(county)
    turned = dict(reversed(body.items()))
    assert json.dumps(body) != json.dumps(turned)

    said = [
        client.post("/api/v1/findings/", json.dumps(each), content_type="application/json", **KEY)
        for each in (body, turned)
    ]

    assert [answer.status_code for answer in said] == [201, 201]
    assert said[0].json() == said[1].json()


def test_every_door_that_writes_takes_the_key(officer):
    paths = officer.get("/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"}).json()["paths"]
    posts = {path: act["post"] for path, act in paths.items() if "post" in act}
    without = {
        path
        for path, post in posts.items()
        if not any(given["name"] == "Idempotency-Key" for given in post.get("parameters", ()))
    }

    assert without == WITHOUT

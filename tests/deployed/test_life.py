"""One item's life through the proxy: pages with forms, the API with tokens, files by X-Accel-Redirect."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

pytestmark = [pytest.mark.services, pytest.mark.req("S71")]


def photo(colour):
    """Large enough to be written to the disk on its way through the proxy."""
    out = io.BytesIO()
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    Image.blend(noise, Image.new("RGB", noise.size, colour), 0.3).save(out, "JPEG", quality=95)
    return out.getvalue()


def in_days(days):
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 - the processes take the day of this machine


@pytest.fixture
def item(county, calls):
    body = {"title": "储罐区可燃气体报警器失效", "description": "两台无显示。", "level": "GENERAL", "category": "C06"}
    body |= {"source": "COUNTY_CHECK", "park": county["park"], "enterprise": county["enterprise"]}
    answer = calls().with_token("inspector").post("/api/v1/rectifications/", json={**body, "found_on": in_days(-2)})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_an_item_lives_through_the_proxy(house, county, calls, item):
    coordinator, enterprise = calls().with_token("coordinator"), calls().with_token("enterprise")
    inspector, person = calls().with_token("inspector"), calls().logged_in("enterprise")
    officers = [county["people"]["inspector"], county["people"]["ecology"]]

    coordinator.step(item, "assign", lead_organization=county["lead"], deadline=in_days(15))
    accepted = person.send_form(
        f"/ledger/{item}/accept/", measures="更换报警器", responsible_person="李某", mode="ENGINEERING"
    )
    assert accepted.status_code == 302, accepted.text
    evidence = [enterprise.upload(photo("red"), "before"), enterprise.upload(photo("green"), "after")]
    enterprise.step(item, "submit", work_done="已更换两台", evidence=[row["id"] for row in evidence])
    inspector.step(item, "pass", opinion="合格", officers=officers)
    closed = coordinator.step(item, "sign-off", opinion="同意销号")

    assert closed["state"] == "CLOSED"
    assert [row["transition"] for row in closed["history"]][-2:] == ["pass", "sign-off"]
    assert kept_by(house, item) == len(closed["history"])
    an_upload_is_served_to_whoever_may_see_it(calls, person, item)


def kept_by(house, item):
    with house.connect("web1") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rectification_historyentry WHERE item_id = %s", [item])
        return cursor.fetchone()[0]


def an_upload_is_served_to_whoever_may_see_it(calls, person, item):
    page = person.get(f"/ledger/{item}/").text
    path = next(part for part in page.split('"') if part.startswith("/attachments/") and "thumb" not in part)

    seen, stranger = person.get(path), calls().get(path)

    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(seen.content)).size == (1600, 1200)
    assert "X-Accel-Redirect" not in seen.headers
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert seen.headers.get("X-Content-Type-Options") == "nosniff"
    assert seen.headers.get("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert "max-age=31536000" in seen.headers.get("Strict-Transport-Security", "")
    assert seen.headers["Content-Disposition"].startswith("inline; filename")
    assert stranger.status_code == 302
    assert person.get("/protected-media/").status_code == 404
    assert person.get("/protected-media/" + path.rsplit("/", 2)[1] + ".jpg").status_code == 404


def test_a_form_without_its_token_is_refused(calls, item):
    person = calls().logged_in("coordinator")

    answer = person.post(f"/ledger/{item}/assign/", data={"version": 1}, headers={"Referer": person.base})

    assert answer.status_code == 403


def test_what_is_larger_than_the_proxy_lets_in_is_refused_by_it(calls, county):
    answer = calls().with_token("enterprise").post("/api/v1/attachments/", data=b"x" * (61 * 1024 * 1024))

    assert answer.status_code == 413

"""Chinese first: a browser made for another country changes nothing, a switch does."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9"}


def test_the_login_page_is_chinese_for_an_english_browser(client):
    answer = client.get("/accounts/login/", **ENGLISH)

    assert answer.headers["Content-Language"] == "zh-hans"
    assert "登录" in answer.content.decode()


def test_a_person_reads_the_own_language(client):
    client.force_login(UserFactory(language="en"))

    assert 'lang="en"' in client.get("/ledger/").content.decode()


@pytest.mark.parametrize(("switched", "own"), [("en", "zh-hans"), ("zh-hans", "en")])
def test_what_was_switched_to_comes_before_it(client, switched, own):
    client.force_login(UserFactory(language=own))
    client.post("/language/setlang/", {"language": switched})

    assert client.get("/ledger/").headers["Content-Language"] == switched


def test_a_language_that_nobody_speaks_is_chinese(client):
    client.cookies["django_language"] = "xx"

    assert client.get("/accounts/login/").headers["Content-Language"] == "zh-hans"


def test_the_api_answers_in_the_language_that_is_asked_for(client):
    body = {"username": "nobody", "password": "wrong"}
    said = {
        language: client.post("/api/v1/auth/token/", body, "application/json", HTTP_ACCEPT_LANGUAGE=language)
        for language in ("en", "zh-hans")
    }

    assert said["en"].json()["title"].isascii()
    assert not said["zh-hans"].json()["detail"].isascii()

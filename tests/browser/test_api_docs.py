"""The API's own pages work under the content policy, without another host."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def test_the_docs_show_the_operations_and_ask_no_other_host(chromium, live_server):
    # Of more than a hundred addresses only those in sight are drawn.
    page = chromium.new_page(viewport={"width": 1280, "height": 20_000})
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))

    page.goto(f"{live_server.url}/api/v1/docs/")
    page.wait_for_selector("text=/api/v1/rectifications/{id}/sign-off/")
    page.close()

    assert not [line for line in told if "Content Security Policy" in line]
    assert all(url.startswith((live_server.url, "data:", "blob:")) for url in asked)

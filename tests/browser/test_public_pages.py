"""Pages that nobody logs in for, pressed in a browser: what it sends along of itself decides whether a press counts."""

import pytest

from tests.factories import VisitFactory
from visits.services import codes

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stranger(chromium):
    """A phone on which nobody has ever been logged in."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_the_plant_presses_that_the_team_has_come_in_and_left(stranger, live_server, scene):
    visit = VisitFactory(approved=True, enterprise=scene.plant)
    stranger.goto(f"{live_server.url}/visits/gate/{codes.code_of(visit)}/")

    stranger.click(".visit-press")
    stranger.wait_for_selector(".visit-time")
    stranger.click("summary.visit-press")
    stranger.click("button.visit-press")
    stranger.wait_for_selector(".visit-time >> nth=1")

    visit.refresh_from_db()
    assert visit.arrived_at < visit.left_at


def test_somebody_tells_without_a_login_and_is_given_a_receipt(stranger, live_server, scene):
    stranger.goto(f"{live_server.url}/report/")

    stranger.fill("[name=text]", "下雨天厂门口的雨水沟里流黄色的水，有泡沫。")
    stranger.fill("[name=place]", scene.plant.name)
    stranger.click("main button[type=submit].btn-primary")
    stranger.wait_for_selector("text=/\\d{4}-\\d{4}-\\d{4}/")

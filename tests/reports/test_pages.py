"""The pages and the collection of the reports: who sees which, and what the buttons do."""

import io
import re
import zipfile

import pytest

from accounts.models import Organization
from reports.models import MonthlyReport
from reports.services import building
from tests.factories import UserFactory
from tests.reports.conftest import OCTOBER, on

pytestmark = pytest.mark.django_db


def test_a_coordinator_builds_reviews_and_issues_it_in_four_clicks(visit, people):
    coordinator, superior = visit(people["coordinator"]), visit(people["superior"])
    with on("11-01"):
        page = coordinator.post("/reports/build/", {"month": "2026-10"}, follow=True)
    report = page.context["report"]
    for browser, act in ((coordinator, "review"), (superior, "approve"), (coordinator, "issue")):
        report.refresh_from_db()
        browser.post(f"/reports/{report.pk}/{act}/", {"version": report.version})

    report.refresh_from_db()
    assert report.state == "ISSUED"
    assert report.number == "示安委办〔2026〕1号"
    word = coordinator.get(f"/reports/{report.pk}/docx/")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert coordinator.get(f"/reports/{report.pk}/pdf/").content.startswith(b"%PDF")


def test_each_figure_of_the_report_opens_as_many_items(visit, report, people):
    browser = visit(people["coordinator"])
    document = browser.get(f"/reports/{report.pk}/").context["document"]

    linked = [
        number for number in document.numbers() if number.url and not number.text.endswith("%") and number.text != "—"
    ]

    assert len(linked) > 20
    for number in linked[:60]:
        assert browser.get(number.url).context["page"].paginator.count == int(number.text), number


@pytest.mark.parametrize(
    ("who", "county", "park"), [("superior", 200, 200), ("park", 404, 200), ("enterprise", 404, 404)]
)
def test_who_sees_which_report(visit, report, plant, people, who, county, park):
    with on("11-01"):
        of_park = building.build(OCTOBER, plant.county, plant.park)
    browser = visit(people[who])

    assert browser.get(f"/reports/{report.pk}/").status_code == county
    assert browser.get(f"/reports/{of_park.pk}/pdf/").status_code == park
    assert browser.get("/api/v1/reports/").json()["count"] == [county, park].count(200)


def test_another_county_sees_nothing_of_it(visit, report):
    other = Organization.objects.create(name="邻县人民政府", kind="COUNTY")
    other.county, other.path = other, f"/{other.pk}/"
    other.save()
    stranger = visit(UserFactory(role="SUPERIOR", organization=other))

    assert stranger.get(f"/reports/{report.pk}/").status_code == 404
    assert stranger.get("/api/v1/reports/").json()["count"] == 0


def test_what_was_typed_stays_when_somebody_was_quicker(visit, report, people):
    browser = visit(people["coordinator"])

    page = browser.post(f"/reports/{report.pk}/remarks/", {"version": 99, "problems": "一是拖延", "next_steps": ""})

    assert page.status_code == 422
    assert "一是拖延" in page.content.decode()
    assert "一是拖延" not in MonthlyReport.objects.get().problems


def test_remarks_stand_in_the_document(visit, report, people):
    browser = visit(people["coordinator"])
    browser.post(
        f"/reports/{report.pk}/remarks/", {"version": report.version, "problems": "一是拖延", "next_steps": "二是推进"}
    )

    page = browser.get(f"/reports/{report.pk}/").content.decode()

    assert "一是拖延" in page
    assert "二是推进" in page


def test_two_months_stand_side_by_side(visit, report, people, plant):
    with on("11-01"):
        september = building.build(OCTOBER.previous, plant.county)

    page = visit(people["superior"]).get(f"/reports/{report.pk}/beside/{september.pk}/")

    lines = {line.figure.code: (line.here, line.there) for line in page.context["lines"]}
    assert lines["ledger.closing"] == ("3", "2")
    assert lines["ledger.done_rate"] == ("0%", "0%")


def test_the_balance_comes_first_where_two_months_are_compared(visit, report, people, plant):
    with on("11-01"):
        september = building.build(OCTOBER.previous, plant.county)

    page = visit(people["superior"]).get(f"/reports/{report.pk}/beside/{september.pk}/")

    codes = [line.figure.code for line in page.context["lines"]]
    assert codes[:5] == [f"ledger.{name}" for name in ("opening", "new", "closed", "void", "closing")]


def test_no_blank_stands_beside_a_figure_in_the_text(visit, report, people):
    page = visit(people["superior"]).get(f"/reports/{report.pk}/").content.decode()

    found = re.search(r"期初未销号<a [^>]*>2</a>条，当月新增<a [^>]*>1</a>条", page)
    assert found, page[page.find("期初未销号") :][:200]


def test_what_somebody_has_written_is_never_markup(visit, report, people):
    given = {"version": report.version, "problems": "<script>alert(1)</script>", "next_steps": ""}
    browser = visit(people["coordinator"])
    browser.post(f"/reports/{report.pk}/remarks/", given)

    article = browser.get(f"/reports/{report.pk}/").content.decode().partition("<article")[2].partition("</article")[0]

    assert "<script>" not in article
    assert "&lt;script&gt;" in article


def test_the_collection_tells_the_figures_and_where_the_files_are(visit, report, people):
    (row,) = visit(people["superior"]).get("/api/v1/reports/", {"period": "2026-10", "park": "none"}).json()["results"]

    assert row["snapshot_sha256"] == report.snapshot_sha256
    assert row["figures"]["ledger.opening"] == 2
    assert row["files"]["pdf"] == f"/reports/{report.pk}/pdf/"


def test_for_whom_a_step_is_not_is_refused_before_what_was_sent_is_read(visit, report, people):
    assert visit(people["superior"]).post(f"/reports/{report.pk}/remarks/", {}).status_code == 403

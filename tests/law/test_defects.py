"""A paper that cites what had ended by its own day is listed for the legal reviewer (R11, 6)."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import NotAllowedError, StaleError, WorkflowError
from core.models import LogEntry
from documents.models import IssuedDocument
from documents.services import issuing
from law.models import DefectivePaper
from law.services import defects
from law.services.defects import Said
from law.states import Shelf, Verdict
from supervision.models import SupervisionLetter
from tests.core.listed import filled_in
from tests.factories import UserFactory, county
from tests.law.amended import ended, entered

pytestmark = pytest.mark.django_db
OLD, NEW = "依据《中华人民共和国环境影响评价法》第二十五条，", "依据《中华人民共和国生态环境法典》第一百零七条，"
SAID = Said(Verdict.REISSUE, "司法局 顾明远", date(2026, 11, 2), "所引法律已废止")


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def paper(text, on=date(2026, 9, 1)):
    """A letter of a day that says something."""
    said = {"county": county(), "kind": "SUPERVISION"}
    content = {"title": "督办函", "blocks": [{"runs": [text]}]}
    document = filled_in(IssuedDocument, **said, number=text[:9], issued_at=clock.start_of(on), content=content)
    filled_in(SupervisionLetter, document=document, **said)
    return document


def listed():
    return [(each.paper_id, each.instrument_id) for each in DefectivePaper.objects.order_by("pk")]


def test_a_paper_that_cites_a_repealed_law_is_listed():
    defective = paper(OLD)

    call_command("list_defective_papers")
    call_command("list_defective_papers")

    assert listed() == [(defective.pk, "LAW.EIA")]


RIGHT = [(NEW, date(2026, 9, 1)), (OLD, date(2026, 8, 14)), ("《环境影响评价法规汇编》", date(2026, 9, 1))]


@pytest.mark.parametrize(("text", "on"), RIGHT)
def test_what_was_in_force_on_its_day_is_no_defect(text, on):
    paper(text, on)

    assert defects.look_through() == 0


def test_on_the_first_day_without_the_law_it_is_one():
    paper(OLD, date(2026, 8, 15))

    assert defects.look_through() == 1


def test_a_voided_paper_is_not_listed():
    document = paper(OLD)
    IssuedDocument.objects.filter(pk=document.pk).update(
        voided_by=UserFactory(), voided_at=clock.now(), void_reason="重复"
    )

    assert defects.look_through() == 0


def test_each_paper_is_looked_at_when_it_is_issued():
    document = paper(OLD)

    for look_at in issuing._afterwards:
        look_at(document)

    assert listed() == [(document.pk, "LAW.EIA")]


def test_an_end_that_is_entered_late_lists_what_was_issued_since(coordinator):
    document = paper("依据《中华人民共和国行政许可法》，", date(2026, 11, 20))
    last = ended("LAW.LICENSING", Shelf.INSTRUMENT, last_day=date(2026, 11, 1))

    entered(last, actor=coordinator, by=UserFactory(role=Role.COORDINATOR))

    assert listed() == [(document.pk, "LAW.LICENSING")]


@pytest.fixture
def defect():
    paper(OLD)
    defects.look_through()
    return DefectivePaper.objects.get()


def test_what_the_legal_reviewer_says_is_noted_and_logged(defect, coordinator):
    defects.judge(defect.pk, SAID, actor=coordinator, version=1)

    defect.refresh_from_db()
    assert (defect.verdict, defect.reviewed_by) == (Verdict.REISSUE, "司法局 顾明远")
    assert LogEntry.objects.get(act="defect.judge").reason == "所引法律已废止"
    assert not DefectivePaper.objects.waiting().exists()


def test_a_stale_page_an_inspector_and_a_day_to_come_are_refused(defect, coordinator):
    with pytest.raises(StaleError):
        defects.judge(defect.pk, SAID, actor=coordinator, version=2)
    with pytest.raises(NotAllowedError):
        defects.judge(defect.pk, SAID, actor=UserFactory(role=Role.INSPECTOR), version=1)
    later = Said(Verdict.STANDS, "顾明远", date(2199, 1, 1), "叙述")
    with pytest.raises(WorkflowError):
        defects.judge(defect.pk, later, actor=coordinator, version=1)

    assert DefectivePaper.objects.waiting().exists()


def test_it_is_noted_on_the_page(client, defect, coordinator):
    client.force_login(coordinator)
    said = {"verdict": "STANDS", "reviewed_by": "顾明远", "reviewed_on": "2026-11-02", "reason": "仅叙述"}
    said["version"] = 1

    client.post(defect.get_absolute_url(), said)

    assert "维持" in client.get(reverse("law:defect-list")).content.decode()


def test_an_enterprise_has_no_such_page(client, defect):
    client.force_login(UserFactory(role=Role.ENTERPRISE))

    assert client.get(defect.get_absolute_url()).status_code == 404


def test_the_figure_counts_what_its_link_lists(client, defect, coordinator):
    client.force_login(coordinator)
    readings = {reading.code: reading for reading in client.get(reverse("dashboards:figures")).context["page"]}

    assert readings["defects.waiting"].value == 1
    assert defect.paper.number in client.get(readings["defects.waiting"].url).content.decode()

    defects.judge(defect.pk, SAID, actor=coordinator, version=1)

    assert defect.paper.number not in client.get(readings["defects.waiting"].url).content.decode()

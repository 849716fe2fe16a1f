"""What is left of a visit when its result is told, and words that would contradict what was found."""

import pytest
from django.test import Client

from checklists.services import asking, signing
from checklists.states import Said
from core.errors import DomainError
from core.services.acting import take
from rectification.models import Item
from tests.checklists.made import answered, edition_in_use
from tests.factories import ItemFactory, VisitFactory
from visits.models import VisitFinding
from visits.rules.results import denies_findings
from visits.services import leftovers
from visits.states import VisitState
from visits.workflow import VISITS

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return VisitFactory(left=True, state=VisitState.FINISHED)


@pytest.fixture
def edition():
    return edition_in_use()


def close(visit, result="已当场反馈", **more):
    return take(VISITS, visit.pk, "close", actor=visit.drafted_by, result=result, **more)


def found_on(visit):
    item = ItemFactory(enterprise=visit.enterprise, assigned=True)
    VisitFinding.objects.create(visit=visit, finding=item.finding)
    return item


def test_a_problem_that_is_not_registered_bars_the_result(visit, edition):
    made = answered(visit, edition, "SAF09", Said.UNMET)
    with pytest.raises(DomainError, match="SAF09"):
        close(visit)
    visit.refresh_from_db()
    assert visit.state == VisitState.FINISHED

    made.finding = found_on(visit).finding
    made.save()

    assert close(visit).state == VisitState.CLOSED


@pytest.mark.parametrize("said", ["未发现问题", "本次检查 未发现问题。", "没有发现隐患"])
def test_a_result_that_denies_what_was_found_is_refused(visit, said):
    found_on(visit)

    with pytest.raises(DomainError) as refused:
        close(visit, said)

    assert refused.value.field == "result"
    assert close(visit, "发现问题1项").state == VisitState.CLOSED


def test_without_a_problem_the_result_may_say_so(visit):
    assert close(visit, "未发现问题").state == VisitState.CLOSED


@pytest.mark.parametrize("said", ["未发现重大隐患，一般问题已登记", "发现问题2项", "Two problems found"])
def test_that_nothing_major_was_found_denies_nothing(said):
    assert not denies_findings(said)


def browser_of(visit):
    browser = Client()
    browser.force_login(visit.drafted_by)
    return browser


def test_the_page_lists_what_is_left_and_asks_back(visit, edition):
    answered(visit, edition)
    address, browser = f"{visit.get_absolute_url()}close/", browser_of(visit)
    page = browser.get(address).text
    assert f'href="/checklists/visits/{visit.pk}/SAF/"' in page
    assert f'href="/checklists/visits/{visit.pk}/sign/"' in page
    assert "未作答 2 项" in page

    said = {"result": "未发现问题", "version": str(visit.version)}

    assert browser.post(address, said).status_code == 422
    assert browser.post(address, said | {"as_it_is": "on"}).status_code == 302
    visit.refresh_from_db()
    assert visit.state == VisitState.CLOSED


def test_the_result_begins_with_what_the_figures_say(visit):
    found_on(visit)

    assert "发现问题1项" in browser_of(visit).get(f"{visit.get_absolute_url()}close/").text


def test_what_is_done_is_not_left(visit, edition):
    for code in ("SAF01", "SAF09", "SAF15"):
        answered(visit, edition, code)
    shown = asking.hash_on(visit)
    for officer in (*visit.officers.all(), None):
        given = signing.Given("郑国强", shown, officer, is_refused=True, note="拒签")
        signing.sign(visit, given, actor=visit.drafted_by)

    assert leftovers.left_on(visit) == []
    assert not Item.objects.exists()

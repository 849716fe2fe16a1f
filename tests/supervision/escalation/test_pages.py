"""督办: what waits by unit, the check page, the decision; a fixed number of queries."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import confirm
from supervision.services.letters import LetterGiven
from supervision.states import ProposalState
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory
from tests.supervision.reminders.days import TUESDAY

pytestmark = pytest.mark.usefixtures("tuesday")
PINNED = json.loads((Path(__file__).resolve().parents[2] / "query_counts.json").read_text(encoding="utf-8"))


def late(plant=None):
    return ItemFactory(enterprise=plant, rectifying=True, due_in=-8)


def ticks(*items):
    rows = EscalationProposal.objects.filter(item__in=items).select_related("item")
    return [f"{row.pk}.{row.item.version}" for row in rows]


def queries(browser, link):
    browser.get(link)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(link).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", ["/supervision/", "/supervision/letters/"])
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(visit, link):
    coordinator = late().people["coordinator"]
    browser = visit(coordinator)
    _issue_each(coordinator, 2)
    few = queries(browser, link)
    _issue_each(coordinator, 10)

    assert (few, queries(browser, link)) == (PINNED[link], PINNED[link])


def _issue_each(coordinator, count):
    """As many letters and open proposals more."""
    items = [late() for _number in range(count)]
    escalate_overdue(TUESDAY)
    rows = EscalationProposal.objects.open().filter(item__in=items).select_related("item")
    confirm({row.pk: row.item.version for row in rows}, actor=coordinator, given=LetterGiven(requirement="整改"))
    for _number in range(count):
        late()
    escalate_overdue(TUESDAY)


def test_the_item_page_needs_two_queries_more_for_its_letters_at_most(visit):
    item = late()
    browser = visit(item.people["coordinator"])
    without = queries(browser, item.get_absolute_url())
    escalate_overdue(TUESDAY)
    rows = EscalationProposal.objects.open().select_related("item")
    confirm({row.pk: row.item.version for row in rows}, actor=item.people["coordinator"], given=LetterGiven("整改"))

    assert queries(browser, item.get_absolute_url()) <= without + 2
    assert SupervisionLetter.objects.get().number in browser.get(item.get_absolute_url()).content.decode()


def test_the_proposals_stand_by_unit_and_lead_to_a_letter(visit):
    plant = EnterpriseFactory()
    items = [late(plant), late(plant)]
    escalate_overdue(TUESDAY)
    browser = visit(items[0].people["coordinator"])

    check = browser.get("/supervision/decide/", {"item": ticks(*items), "act": "confirm"})
    given = {name: field.initial for name, field in check.context["form"].fields.items() if field.initial}
    given |= {name: value for name, value in check.context["form"].initial.items() if value}
    done = browser.post("/supervision/decide/", {"item": ticks(*items), "act": "confirm", **given})

    assert len(check.context["previews"]) == 1
    assert "requirement_SUPERVISION" in check.context["form"].fields
    assert done.headers["Location"] == SupervisionLetter.objects.get().get_absolute_url()


def test_all_of_a_unit_are_taken_by_one_button(visit):
    plant = EnterpriseFactory()
    items = [late(plant), late(plant)]
    late()
    escalate_overdue(TUESDAY)

    check = visit(items[0].people["coordinator"]).get("/supervision/decide/", {"unit": plant.organization_id})

    assert [proposal.item for proposal in check.context["proposals"]] == items


def test_declining_needs_a_reason_on_the_page_too(visit):
    item = late()
    escalate_overdue(TUESDAY)
    browser = visit(item.people["coordinator"])
    sent = {"item": ticks(item), "act": "decline"}

    assert browser.post("/supervision/decide/", sent).status_code == 422
    assert browser.post("/supervision/decide/", {**sent, "reason": "已停产"}).status_code == 302

    assert EscalationProposal.objects.get().decision == ProposalState.DECLINED


def test_a_refusal_keeps_what_was_typed(visit):
    item = late()
    escalate_overdue(TUESDAY)
    stale = [f"{EscalationProposal.objects.get().pk}.{item.version - 1}"]

    page = visit(item.people["coordinator"]).post(
        "/supervision/decide/",
        {"item": stale, "act": "confirm", "requirement_SUPERVISION": "立即整改到位"},
    )

    assert page.status_code == 422
    assert "立即整改到位" in page.content.decode()
    assert not SupervisionLetter.objects.exists()


def test_whoever_decides_on_nothing_finds_the_letters(visit):
    unit = UserFactory(role=Role.ENTERPRISE)

    assert visit(unit).get("/supervision/").headers["Location"] == "/supervision/letters/"


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.SYSADMIN, Role.ENTERPRISE])
def test_those_without_a_part_in_it_see_no_proposal(visit, role):
    item = late()
    escalate_overdue(TUESDAY)

    page = visit(UserFactory(role=role)).get("/supervision/decide/", {"item": ticks(item), "act": "confirm"})

    assert page.context["proposals"] == []
    assert item.title not in page.content.decode()

"""The desk beside its list: kinds of acts with their numbers, the own line of duty first, the next item by itself."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from inspections.states import SourceKind
from rectification import workflow
from rectification.figures.boxes import STEPS
from rectification.services import advance, desk
from rectification.states import Desk, State
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def at(place, target):
    """The heads with which a part of the desk is asked for from the page that stands at `place`."""
    return {"HX-Request": "true", "HX-Target": target, "HX-Current-URL": f"http://testserver{place}"}


def verdict_on(browser, item, *, place="/?kind=assign", step="assign", **given):
    address = reverse("rectification:item-transition", args=[item.pk, step])
    return browser.post(address, {"version": item.version, **given}, headers=at(place, "verdict"))


def pending(plant, *, number=1):
    """Items to be assigned, as the desk lists them: the newest first where none has a day."""
    return [ItemFactory(enterprise=plant) for _number in range(number)][::-1]


def test_each_kind_of_act_says_how_many_the_ledger_lists(visit):
    plant = EnterpriseFactory()
    ItemFactory(enterprise=plant, awaiting_sign_off=True)
    [item] = pending(plant)
    browser = visit(item.people["coordinator"])

    tabs = {tab.box: tab.reading for tab in browser.get("/").context["tabs"]}

    assert tabs[Desk.ASSIGN].value == 1
    assert tabs[Desk.SIGN_OFF].value == 1
    for box, reading in tabs.items():
        assert browser.get("/", {"kind": box}).status_code == 200
        assert browser.get("/ledger/", {"mine": box}).context["page"].paginator.count == reading.value, box


def test_every_step_that_waits_stands_in_one_tab():
    waits = {name for name, step in workflow.TRANSITIONS.items() if step.waits is not None}
    kinds = [name for box in desk.TABS for name in STEPS.get(box, ())]

    assert sorted(kinds) == sorted(waits)


def test_a_kind_lists_its_items_alone(visit):
    plant = EnterpriseFactory()
    signed = ItemFactory(enterprise=plant, awaiting_sign_off=True)
    [item] = pending(plant)

    shown = visit(signed.people["coordinator"]).get("/?kind=assign").context["items"]

    assert [line.pk for line in shown] == [item.pk]


def test_what_the_own_unit_has_assigned_comes_before_what_others_may_do_as_well():
    foreign = ItemFactory(under_review=True, due_in=1)
    own = ItemFactory(enterprise=foreign.enterprise, under_review=True, due_in=9)
    head = UserFactory(role=Role.DEPARTMENT, organization=own.people["head"].organization)
    type(own).objects.filter(pk=own.pk).update(assigned_by_organization=head.organization_id)

    lines = desk.waiting(head, Desk.INSPECT)

    assert [(line.pk, line.is_of_others) for line in lines] == [(own.pk, False), (foreign.pk, True)]


def test_after_a_verdict_the_next_item_stands_beside_the_list(visit):
    plant = EnterpriseFactory()
    first, second, third = pending(plant, number=3)
    browser = visit(first.people["coordinator"])

    answer = verdict_on(browser, second, lead_organization=plant.organization_id, deadline="2099-01-01")

    second.refresh_from_db()
    assert second.state == State.ASSIGNED
    assert answer["HX-Retarget"] == "#desk"
    assert answer["HX-Replace-Url"] == f"/?kind=assign&at={third.pk}"
    assert "<html" not in answer.text
    assert second.number in answer.text
    assert [line.pk for line in answer.context["items"]] == [first.pk, third.pk]
    assert answer.context["item"].pk == third.pk


def test_after_the_last_one_the_one_before_it_opens_and_then_the_desk_is_empty(visit):
    plant = EnterpriseFactory()
    first, last = pending(plant, number=2)
    browser = visit(first.people["coordinator"])
    given = {"lead_organization": plant.organization_id, "deadline": "2099-01-01"}

    before = verdict_on(browser, last, **given)
    empty = verdict_on(browser, first, **given)

    assert before.context["item"].pk == first.pk
    assert empty["HX-Replace-Url"] == "/?kind=assign"
    assert "此类事项已办完" in empty.text


def test_a_stale_verdict_is_refused_where_it_was_given(visit):
    [item] = pending(EnterpriseFactory())
    browser = visit(item.people["coordinator"])
    stale = item.version
    advance(
        item.pk, "assign", actor=item.people["coordinator"], version=stale,
        lead_organization=item.enterprise.organization, deadline=clock.today(),
    )  # fmt: skip

    answer = verdict_on(browser, item, lead_organization=item.enterprise.organization_id, requirement="限期整改")

    assert answer.status_code == 409
    assert "HX-Retarget" not in answer
    assert "限期整改" in answer.text


def test_beside_the_list_the_evidence_is_shown_whole_and_what_agrees_stands_first(visit):
    item = ItemFactory(awaiting_sign_off=True)
    browser = visit(item.people["coordinator"])

    pane = browser.get(f"/?at={item.pk}", headers=at("/", "desk-pane"))

    assert "<html" not in pane.text
    assert "?thumb=1" not in pane.text
    assert [step.name for step in pane.context["verdicts"]] == ["sign-off", "return"]
    assert item.work_done in pane.text


@pytest.mark.parametrize("key", ["0", "x", "9" * 40, "²"])
def test_what_is_no_item_is_not_found(visit, key):
    [item] = pending(EnterpriseFactory())

    assert visit(item.people["coordinator"]).get("/", {"at": key}).status_code == 404


def test_a_stranger_opens_no_item_beside_the_own_list(visit):
    item = ItemFactory(assigned=True)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    assert visit(stranger).get(f"/?at={item.pk}").status_code == 404
    assert visit(item.people["enterprise"]).get(f"/?at={item.pk}").status_code == 200


@pytest.mark.parametrize("address", ["/", "/?kind=inspect", "/?at={pk}"])
def test_the_queries_of_the_desk_do_not_grow_with_its_rows(visit, django_assert_max_num_queries, address):
    plant = EnterpriseFactory()
    items = [ItemFactory(enterprise=plant, under_review=True) for _number in range(3)]
    browser, address = visit(items[0].people["head"]), address.format(pk=items[0].pk)
    browser.get(address)
    with django_assert_max_num_queries(60) as few:
        browser.get(address)
    for _number in range(27):
        ItemFactory(enterprise=plant, under_review=True)

    with django_assert_max_num_queries(len(few)):
        assert len(browser.get(address).context["items"]) > 3


def test_the_source_of_an_item_stays_hidden_beside_the_list(visit):
    item = ItemFactory(assigned=True, source=SourceKind.COMPLAINT)

    assert visit(item.people["enterprise"]).get(f"/?at={item.pk}").status_code == 200

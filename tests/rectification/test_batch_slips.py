"""批量交办单: what goes on one sheet, who issues it, and that each assignment has one slip."""

from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock
from core.errors import NotAllowedError, StaleError, WrongStateError
from documents.models import IssuedDocument
from documents.services.files import document_of
from documents.services.issuing import issue_about, void_about
from rectification.models import BatchSlip, Item
from rectification.rules.issuers import ASSIGNMENT_SLIP
from rectification.services import assignment_papers, batch_slips, item_papers
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(role=Role.DEPARTMENT, is_head=True)


def assigned_to(plant, person, count=2, **given):
    items = [ItemFactory(assigned=True, enterprise=plant, **given) for _each in range(count)]
    rows = Item.objects.filter(pk__in=[item.pk for item in items])
    rows.update(
        assigned_by_organization=person.organization, lead_organization=plant.organization, assigned_at=clock.now()
    )
    return list(rows.order_by("number"))


@pytest.fixture
def plant():
    return EnterpriseFactory()


def test_what_a_unit_was_given_on_one_day_goes_on_one_sheet_with_one_receipt(person, plant):
    items = assigned_to(plant, person, 3)
    assigned_to(EnterpriseFactory(), person, 1)

    (lot,) = batch_slips.lots(person)
    said = "\n".join(document_of(batch_slips.foreseen(lot, actor=person)).plain_texts())

    assert [item.pk for item in lot.items] == [item.pk for item in items]
    assert all(item.number in said and item.title in said for item in items)
    assert plant.organization.name in said
    assert "3条" in said
    assert said.count("签收回执") == 1
    assert BatchSlip.objects.count() == 0


def test_an_assignment_stands_on_one_slip_until_that_is_void(person, plant):
    items = assigned_to(plant, person, 2)
    (lot,) = batch_slips.lots(person)
    paper = batch_slips.issue(lot, actor=person)

    assert batch_slips.lots(person) == []
    with pytest.raises(WrongStateError, match=paper.number):
        item_papers.refuse_unready(assignment_papers.PAPER, items[0], person)
    with pytest.raises(WrongStateError):
        batch_slips.issue(lot, actor=person)

    void_about(paper.pk, actor=person, reason="交办有误")
    assert [item.pk for item in batch_slips.lots(person)[0].items] == [item.pk for item in items]


def test_what_has_its_own_slip_or_was_assigned_anew_is_no_part_of_the_batch(person, plant):
    own, anew, *rest = assigned_to(plant, person, 4)
    paper = issue_about(ASSIGNMENT_SLIP, own, actor=person)
    Item.objects.filter(pk=anew.pk).update(assigned_at=clock.now() - timedelta(days=2))

    (lot,) = batch_slips.lots(person)

    assert [item.pk for item in lot.items] == [item.pk for item in rest]
    assert "整交〔" in paper.number
    slip = batch_slips.issue(lot, actor=person)
    assert (slip.series, slip.sequence) == (paper.series, paper.sequence + 1)


def test_what_has_changed_since_it_was_shown_is_shown_again(person, plant, client):
    items = assigned_to(plant, person, 2)
    client.force_login(person)
    page = client.get(f"/ledger/{items[0].pk}/batch-slip/")
    Item.objects.filter(pk=items[1].pk).update(title="储罐区围堰开裂")

    answer = client.post(f"/ledger/{items[0].pk}/batch-slip/", {"seen": page.context["paper"].sha256})

    assert (page.status_code, answer.status_code) == (200, 422)
    assert "储罐区围堰开裂" in answer.content.decode()
    with pytest.raises(StaleError):
        batch_slips.issue(batch_slips.lots(person)[0], actor=person, seen="other")
    assert not IssuedDocument.objects.exists()


def test_the_unit_reads_its_slip_and_no_other_unit_does(person, plant, client):
    items = assigned_to(plant, person, 2)
    paper = batch_slips.issue(batch_slips.lots(person)[0], actor=person)
    unit = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    other = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    assert paper in IssuedDocument.objects.visible_to(unit)
    assert paper not in IssuedDocument.objects.visible_to(other)
    client.force_login(unit)
    assert paper.number in client.get(items[0].get_absolute_url()).content.decode()


def test_a_body_without_the_power_issues_none(person, plant):
    assigned_to(plant, person, 2)
    (lot,) = batch_slips.lots(person)

    with pytest.raises(NotAllowedError):
        batch_slips.issue(lot, actor=UserFactory(role=Role.PARK, organization=plant.park.committee))


def test_the_number_of_queries_does_not_grow_with_the_items(person, django_assert_max_num_queries, client):
    client.force_login(person)
    for each in (EnterpriseFactory(), EnterpriseFactory()):
        assigned_to(each, person, 5)

    with django_assert_max_num_queries(16):
        assert len(client.get("/ledger/slips/").context["lots"]) == 2

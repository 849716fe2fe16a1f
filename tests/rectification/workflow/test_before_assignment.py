"""What is proposed of an item is corrected until it is assigned; afterwards it moves by the steps alone."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import DomainError, WrongStateError
from inspections.services.recording import SourceGiven
from inspections.states import SourceKind, UndatedKind
from rectification.models import Item
from rectification.services import editing, undoing
from rectification.services.bulk import BatchRefusedError
from rectification.services.correction import correct
from rectification.services.editing import Change
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def in_days(days):
    return clock.today() + timedelta(days=days)


def corrected(item, **values):
    return correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="按来函", **values)


def test_the_deadline_of_a_new_item_is_corrected():
    item = ItemFactory()

    corrected(item, deadline=in_days(20))

    now = Item.objects.get(pk=item.pk)
    assert (now.deadline, now.original_deadline) == (in_days(20), in_days(20))
    assert now.history.last().given["words"] == {"deadline": ["", in_days(20).isoformat()]}


def test_once_assigned_the_deadline_moves_by_an_extension():
    item = ItemFactory(assigned=True)

    with pytest.raises(WrongStateError) as refusal:
        corrected(item, deadline=in_days(90))

    assert refusal.value.field == "deadline"
    assert Item.objects.get(pk=item.pk).deadline == item.deadline


def test_a_day_before_the_finding_is_refused_as_the_assignment_refuses_it():
    item = ItemFactory()

    with pytest.raises(DomainError) as refusal:
        corrected(item, deadline=item.found_on - timedelta(days=1))

    assert refusal.value.field == "deadline"


def test_a_unit_that_answers_for_nothing_is_not_proposed():
    item, idle = ItemFactory(), OrganizationFactory(is_active=False)

    with pytest.raises(DomainError) as refusal:
        corrected(item, lead_organization=idle)

    assert refusal.value.field == "lead_organization"


def test_a_day_takes_the_place_of_immediate_and_undo_brings_that_back():
    item = ItemFactory()
    Item.objects.filter(pk=item.pk).update(undated_kind=UndatedKind.IMMEDIATE)
    done = corrected(item, deadline=in_days(9))
    assert Item.objects.get(pk=item.pk).undated_kind == ""

    undoing.take_back(item.people["coordinator"], [done.history.last().pk])

    now = Item.objects.get(pk=item.pk)
    assert (now.deadline, now.undated_kind) == (None, UndatedKind.IMMEDIATE)


def change(item, **values):
    return Change(item, item.version, values)


def test_many_corrections_are_made_or_none():
    plant = EnterpriseFactory()
    new, assigned = ItemFactory(enterprise=plant), ItemFactory(enterprise=plant, assigned=True)
    changes = [change(new, deadline=in_days(20)), change(assigned, deadline=in_days(20))]

    with pytest.raises(BatchRefusedError) as refusal:
        editing.correct_all(changes, actor=new.people["coordinator"], reason="按来函")

    assert refusal.value.reasons[0].startswith(assigned.number)
    assert Item.objects.get(pk=new.pk).deadline is None


def test_an_undo_is_refused_once_somebody_else_has_changed_one_of_them():
    plant = EnterpriseFactory()
    items = [ItemFactory(enterprise=plant), ItemFactory(enterprise=plant)]
    person = items[0].people["coordinator"]
    done = editing.correct_all([change(item, title="新题") for item in items], actor=person, reason="按来函")
    other = Item.objects.get(pk=items[1].pk)
    correct(other.pk, actor=items[1].people["coordinator"], version=other.version, reason="再改", title="又改")

    with pytest.raises(DomainError) as refusal:
        undoing.take_back(person, [entry.pk for entry in done])

    assert other.number in str(refusal.value)
    assert Item.objects.get(pk=items[0].pk).title == "新题"


def test_what_would_be_refused_backwards_is_not_offered_to_be_undone():
    item = ItemFactory()
    inspector = item.people["inspector"]
    entry = editing.correct_all([change(item, level="MAJOR")], actor=item.people["coordinator"], reason="升级")[0]

    assert undoing.of([entry], actor=inspector, said="") is None


def test_a_source_that_demands_a_day_is_not_put_off():
    plant = EnterpriseFactory()
    item = ItemFactory(enterprise=plant)
    demanded = SourceGiven(kind=SourceKind.COUNTY_CHECK, deadline=in_days(5))
    item.finding.sources.update(deadline=demanded.deadline)

    with pytest.raises(DomainError) as refusal:
        corrected(item, deadline=in_days(6))

    assert refusal.value.field == "deadline"

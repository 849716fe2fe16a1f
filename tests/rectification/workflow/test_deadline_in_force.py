"""Which deadline is in force after several people have had their say."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import WorkflowError
from inspections.models import FindingSource
from inspections.services.recording import SourceGiven
from inspections.states import UndatedKind
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from rectification.services.sources import add_sources
from rectification.states import DeadlineRule
from tests.factories import EnterpriseFactory, ItemFactory, given_for, people_of

pytestmark = pytest.mark.django_db


def in_days(count):
    return clock.today() + timedelta(days=count)


def demanded_item(day):
    """An unassigned item whose source demands rectification by a day, and its people."""
    enterprise = EnterpriseFactory()
    people = people_of(enterprise.county, enterprise.organization)
    source = SourceGiven(kind="CITY_ASSIGNED", deadline=day)
    finding = ItemGiven(
        title="报警器失效", description="报警器失效", found_on=in_days(-3), sources=[source], enterprise=enterprise
    )
    return register(finding, actor=people["inspector"]), people, enterprise.organization


@pytest.mark.parametrize("kind", [UndatedKind.IMMEDIATE, UndatedKind.LONG_TERM])
@pytest.mark.req("V31")
def test_an_undated_kind_does_not_put_off_what_a_source_demands(kind):
    item, people, lead = demanded_item(in_days(1))

    given = {"lead_organization": lead, "undated_kind": kind}
    item = advance(item.pk, "assign", actor=people["coordinator"], version=1, **given)

    assert (item.deadline, item.original_deadline) == (in_days(1), in_days(1))
    assert item.deadline_derivation["rule"] == DeadlineRule.SOURCE
    assert item.undated_kind == kind


@pytest.mark.req("V31")
def test_immediate_rectification_is_not_put_off_to_a_later_demand():
    item, people, lead = demanded_item(in_days(60))

    given = {"lead_organization": lead, "undated_kind": UndatedKind.IMMEDIATE}
    item = advance(item.pk, "assign", actor=people["coordinator"], version=1, **given)

    assert item.deadline < in_days(20)
    assert item.deadline_derivation["rule"] == DeadlineRule.IMMEDIATE


def test_an_unknown_kind_of_deadline_is_refused():
    item, people, lead = demanded_item(None)

    given = {"lead_organization": lead, "undated_kind": "some day"}
    with pytest.raises(WorkflowError) as refusal:
        advance(item.pk, "assign", actor=people["coordinator"], version=1, **given)

    assert refusal.value.field == "undated_kind"
    assert Item.objects.get(pk=item.pk).version == 1


def extended(item, days):
    """The item with a request for a later deadline, not yet decided on."""
    asked = {"deadline": in_days(days), "reason": "备件未到", "interim_measures": "停用"}
    return advance(item.pk, "extend", actor=item.people["enterprise"], version=item.version, **asked)


@pytest.mark.req("V31")
def test_granting_an_extension_never_shortens_the_deadline():
    people = (rectifying := ItemFactory(rectifying=True, due_in=5)).people
    item = extended(rectifying, 10)
    evidence = given_for("submit", _General, people["enterprise"])
    item = advance(item.pk, "submit", actor=people["enterprise"], version=item.version, **evidence)
    failed = {"reason": "未完成", "deadline": in_days(30)}
    item = advance(item.pk, "fail", actor=people["inspector"], version=item.version, **failed)
    decision = {"actor": people["coordinator"], "version": item.version, "opinion": "意见"}

    with pytest.raises(WorkflowError, match=str(in_days(30))) as refusal:
        advance(item.pk, "decide-extension", granted=True, **decision)

    assert refusal.value.field == "granted"
    assert Item.objects.get(pk=item.pk).deadline == in_days(30)
    item = advance(item.pk, "decide-extension", granted=False, **decision)
    assert item.deadline == in_days(30)


@pytest.mark.req("V31")
@pytest.mark.parametrize(("demanded", "in_force"), [(None, 25), (40, 25), (8, 8)], ids=["none", "later", "earlier"])
def test_a_further_source_does_not_undo_an_extension_unless_it_demands_so(demanded, in_force):
    item, people, lead = demanded_item(in_days(10))
    given = {"lead_organization": lead, "deadline": in_days(10)}
    item = advance(item.pk, "assign", actor=people["coordinator"], version=1, **given)
    item = advance(item.pk, "accept", actor=people["enterprise"], version=2, **given_for("accept", _General, None))
    item.people = people
    item = extended(item, 25)
    granted = {"granted": True, "opinion": "同意"}
    item = advance(item.pk, "decide-extension", actor=people["coordinator"], version=item.version, **granted)

    source = FindingSource(kind="PROV_FEEDBACK", deadline=demanded and in_days(demanded))
    add_sources(item, [source], actor=people["coordinator"])

    assert Item.objects.get(pk=item.pk).deadline == in_days(in_force)


class _General:
    level = "GENERAL"

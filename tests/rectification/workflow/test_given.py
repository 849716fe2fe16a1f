"""What is given with a step is looked at: blanks, doubles, people and units of elsewhere."""

from datetime import timedelta

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import WorkflowError
from rectification.models import Item
from rectification.services import advance
from rectification.states import State
from tests.factories import AttachmentFactory, ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused(item, step, actor, **given):
    with pytest.raises(WorkflowError) as refusal:
        advance(item.pk, step, actor=actor, version=item.version, **given)
    assert Item.objects.get(pk=item.pk).version == item.version
    return refusal.value.field


def elsewhere(kind):
    """A unit of another county."""
    county = OrganizationFactory(kind=OrganizationKind.COUNTY, parent=None, name="邻县人民政府")
    return OrganizationFactory(kind=kind, parent=county)


def test_spaces_are_no_reason():
    item = ItemFactory(assigned=True)

    assert refused(item, "decline", item.people["enterprise"], reason=" \u3000\n") == "reason"


@pytest.mark.req("S16")
def test_a_unit_of_another_county_is_not_assigned_to():
    item = ItemFactory()
    given = {"lead_organization": elsewhere(OrganizationKind.DEPARTMENT), "deadline": clock.today()}

    assert refused(item, "assign", item.people["coordinator"], **given) == "lead_organization"


@pytest.mark.req("S16")
def test_a_unit_of_another_county_does_not_assist():
    item = ItemFactory()
    assisting = [elsewhere(OrganizationKind.DEPARTMENT)]
    given = {"lead_organization": item.enterprise.organization, "deadline": clock.today()}

    refused(item, "assign", item.people["coordinator"], assisting_organizations=assisting, **given)

    assert not item.assisting.exists()


@pytest.mark.req("S16")
def test_an_officer_of_another_county_is_not_named_as_having_been_on_site():
    item = ItemFactory(under_review=True)
    stranger = UserFactory(role=Role.INSPECTOR, organization=elsewhere(OrganizationKind.DEPARTMENT))
    inspector = item.people["inspector"]

    assert refused(item, "pass", inspector, opinion="合格", officers=[inspector, stranger]) == "officers"


def test_a_file_named_twice_is_one_proof():
    item = ItemFactory(rectifying=True)
    unit = item.people["enterprise"]
    before, after = (AttachmentFactory(uploader=unit, kind=kind) for kind in ("before", "after"))

    files = [before, after, after]
    advance(item.pk, "submit", actor=unit, version=item.version, work_done="已更换", evidence=files)

    assert list(item.evidence.values_list("attachment", flat=True)) == [before.pk, after.pk]


def test_a_proposal_to_void_ends_with_the_item():
    item = ItemFactory(awaiting_sign_off=True)
    coordinator, head = item.people["second_coordinator"], item.people["coordinator"]
    item = advance(item.pk, "void", actor=coordinator, version=item.version, reason="重复")

    item = advance(item.pk, "sign-off", actor=head, version=item.version, opinion="同意销号")

    assert item.state == State.CLOSED
    assert not Item.objects.get(pk=item.pk).void_is_proposed


def test_a_deadline_before_the_finding_is_refused():
    item = ItemFactory()
    given = {"lead_organization": item.enterprise.organization, "deadline": item.found_on - timedelta(days=1)}

    assert refused(item, "assign", item.people["coordinator"], **given) == "deadline"

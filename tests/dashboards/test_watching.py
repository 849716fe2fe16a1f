"""What a superior looks at: figures that open, and nothing that only others can do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from core import clock
from rectification.models import ListedSupervision
from rectification.services import advance
from rectification.states import SupervisionLevel
from supervision.models import EscalationProposal
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import decline
from tests.dashboards.visiting import count_behind, visit
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
COUNTY = "/dashboards/county/"
LATE, LISTING, PROPOSED = "ledger.major_overdue", "desk.listing-late", "desk.proposed"


@pytest.fixture
def plant():
    call_command("load_catalogs", stdout=StringIO())
    return EnterpriseFactory()


@pytest.fixture
def superior(plant):
    return UserFactory(role=Role.SUPERIOR, organization=plant.county)


def watched(person):
    """What the person's board brings up, by code; each number is checked against its list."""
    browser = visit(person)
    shown = {reading.code: reading for reading in browser.get(COUNTY).context["board"].to_watch}
    assert all(count_behind(browser, reading.url) == reading.value for reading in shown.values())
    return {code: reading.value for code, reading in shown.items()}


def listed(plant):
    item = ItemFactory(enterprise=plant, major=True, rectifying=True)
    given = {"level": SupervisionLevel.LISTED, "reason": "重大隐患"}
    item.assisting.add(item.people["head"].organization)
    advance(item.pk, "supervise", actor=item.people["head"], version=item.version, **given)
    return ListedSupervision.objects.get(item=item)


def test_a_superior_finds_the_major_hazards_that_are_overdue(plant, superior):
    ItemFactory(enterprise=plant, major=True, rectifying=True, overdue=True)
    ItemFactory(enterprise=plant, rectifying=True, overdue=True)

    assert watched(superior)[LATE] == 1


def test_a_superior_finds_the_proposals_that_wait(plant, superior):
    item = ItemFactory(enterprise=plant, rectifying=True, due_in=-8)
    escalate_overdue(clock.today())
    assert watched(superior)[PROPOSED] == 1

    waiting = EscalationProposal.objects.open().values_list("pk", flat=True)
    decline(list(waiting), actor=item.people["coordinator"], reason="已约谈")

    assert watched(superior)[PROPOSED] == 0


@pytest.mark.parametrize(
    ("clocks", "counted"),
    [
        ({"publish_by": -1}, 1),
        ({"publish_by": 0}, 0),
        ({"publish_by": -1, "published_on": -1}, 0),
        ({"decide_by": -1, "extension_asked_on": -9}, 1),
        ({"decide_by": -1, "decided_on": -1}, 0),
        ({"extension_by": -1}, 0),
        ({"limit_on": -1, "listed_on": -9}, 1),
    ],
)
def test_a_listing_is_late_when_a_duty_of_its_clocks_is(plant, superior, clocks, counted):
    listing = listed(plant)
    days = {name: clock.today() + timedelta(days=days) for name, days in clocks.items()}

    ListedSupervision.objects.filter(pk=listing.pk).update(**days)

    assert watched(superior)[LISTING] == counted


def test_a_listing_that_has_ended_is_not_late(plant, superior):
    item = ItemFactory(enterprise=plant, major=True, closed=True)
    today = clock.today()
    days = {"publish_by": today - timedelta(days=1), "extension_by": today, "limit_on": today}
    ListedSupervision.objects.create(item=item, listed_on=today - timedelta(days=9), **days)

    assert watched(superior)[LISTING] == 0


@pytest.mark.parametrize("who", ["coordinator", "head", "inspector"])
def test_whoever_takes_part_in_the_work_finds_the_own_desk_instead(plant, who):
    item = ItemFactory(enterprise=plant, rectifying=True)

    board = visit(item.people[who]).get(COUNTY).context["board"]

    assert board.to_watch == []
    assert bool(board.to_decide) == (who != "inspector")


def test_the_past_has_nothing_to_watch(plant, superior):
    board = visit(superior).get(f"{COUNTY}?as_of=2020-01-01").context["board"]

    assert board.to_watch == []


def test_an_enterprise_does_not_learn_what_is_proposed(plant):
    item = ItemFactory(enterprise=plant, rectifying=True, due_in=-8)
    escalate_overdue(clock.today())

    assert count_behind(visit(item.people["enterprise"]), "/ledger/?mine=proposed") == 0
    assert count_behind(visit(item.people["coordinator"]), "/ledger/?mine=proposed") == 1


def test_a_foreign_superior_watches_nothing_of_ours(plant):
    other = create_organization(name="邻县人民政府", kind=OrganizationKind.COUNTY, parent=None)
    ItemFactory(enterprise=plant, major=True, rectifying=True, overdue=True)
    escalate_overdue(clock.today())

    assert watched(UserFactory(role=Role.SUPERIOR, organization=other)) == {LATE: 0, LISTING: 0, PROPOSED: 0}

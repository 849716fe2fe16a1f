"""挂牌督办: its clocks begin with the listing, are reminded of, stopped and moved."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Organization, User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services.acting import take
from core.services.calendar import load_year, published_exceptions
from enterprises.models import Enterprise
from inspections.models import Finding
from notices.models import Notice
from rectification.models import Item, ListedSupervision
from rectification.services import advance
from rectification.services.listing_supervision import clocks_of
from rectification.states import SupervisionLevel
from rectification.workflow.listings import LISTINGS
from supervision.models import EscalationProposal
from supervision.services import letters
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import confirm
from supervision.services.letters import LetterGiven
from supervision.workflow import proposals_waiting_for
from tests.factories import ItemFactory, fit_for_listing
from tests.supervision.reminders.days import at

pytestmark = pytest.mark.django_db
LISTED = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def monday_before_national_day():
    call_command("load_catalogs", stdout=StringIO())
    load_year(2026, published_exceptions(2026))
    with clock.at(at(LISTED, 9)):
        yield


def listed():
    item = ItemFactory(major=True, rectifying=True, due_in=60)
    coordinator = item.people["coordinator"]
    item.assisting.add(item.people["head"].organization)
    given = {"level": SupervisionLevel.LISTED, "reason": "重大隐患"}
    advance(item.pk, "supervise", actor=item.people["head"], version=item.version, **given)
    listing = ListedSupervision.objects.get(item=item)
    listing.coordinator, listing.people = coordinator, item.people
    return listing


def told(listing):
    notices = Notice.objects.filter(recipient=listing.coordinator, rule__startswith="listing-")
    return list(notices.order_by("pk").values_list("rule", flat=True))


def test_listing_an_item_starts_its_clocks_with_their_derivations():
    listing = listed()

    assert (listing.listed_on, listing.limit_on) == (LISTED, LISTED + timedelta(days=60))
    assert listing.publish_by == date(2026, 10, 10)
    assert listing.derivations["publish_by"]["rule"] == "D06-publish"
    assert listing.derivations["publish_by"]["days"] == 5
    assert listing.derivations["publish_by"]["calendar"].startswith("2026-2026/")


def test_what_ends_before_eight_in_the_morning_has_ended_on_that_day():
    listing = listed()
    day = LISTED + timedelta(days=10)

    listing.item.ended_at = at(day, 1)

    assert [each.done_on for each in clocks_of(listing) if each.day == listing.limit_on] == [day]


def test_confirming_the_proposal_lists_the_item_and_issues_the_notice():
    item = ItemFactory(major=True, rectifying=True, due_in=60)
    [row] = EscalationProposal.objects.open().filter(item=item)
    head = fit_for_listing(item)

    [letter] = confirm({row.pk: item.version}, actor=head, given=LetterGiven(requirement="限期治理")).letters

    assert letter.frozen["listing"]["publish_by"] == "2026-10-10"
    (told,) = letter.frozen["items"]
    assert (
        ListedSupervision.objects.get(item=item).limit_on.isoformat() == told["deadline"] == item.deadline.isoformat()
    )


def test_a_coordinating_office_never_lists():
    item = ItemFactory(major=True, rectifying=True, due_in=60)
    fit_for_listing(item)
    office = User.objects.get(pk=item.people["coordinator"].pk)
    [row] = EscalationProposal.objects.open().filter(item=item)

    for attempt in (
        lambda: confirm({row.pk: item.version}, actor=office, given=LetterGiven(requirement="限期治理")),
        lambda: advance(item.pk, "supervise", actor=office, version=item.version, level="LISTED", reason="重大隐患"),
        lambda: letters.issue("LISTING", [item], actor=office, given=LetterGiven(requirement="限期治理")),
    ):
        with pytest.raises(NotAllowedError):
            attempt()

    assert not proposals_waiting_for(office).exists()
    assert proposals_waiting_for(item.people["head"]).get() == row
    assert not ListedSupervision.objects.exists()


@pytest.mark.parametrize("lacking", ["clause", "law", "leader", "phone", "deadline"])
def test_a_listing_is_refused_while_something_it_names_is_not_on_record(lacking):
    item = ItemFactory(major=True, rectifying=True, due_in=60)
    head, rows = (
        fit_for_listing(item),
        {"clause": Finding, "law": Finding, "leader": Enterprise, "phone": Organization, "deadline": Item},
    )
    values = {"clause": {"legal_basis": "安监总局令第45号"}, "law": {"legal_basis": "AQ 3067—2026第5.5.7项"}}
    values |= {"leader": {"linked_leader": None}, "phone": {"phone": ""}}
    rows[lacking].objects.update(**values.get(lacking, {"deadline": LISTED}))
    item, head = Item.objects.get(pk=item.pk), User.objects.get(pk=head.pk)

    with pytest.raises(WorkflowError, match="电话" if lacking == "phone" else item.number):
        letters.issue("LISTING", [item], actor=head, given=LetterGiven(requirement="限期治理"))


def test_a_later_deadline_of_the_item_is_the_limit_of_its_listing():
    listing = listed()
    item = Item.objects.get(pk=listing.item_id)
    until, who = item.deadline + timedelta(days=20), listing.people
    given = {"deadline": until, "reason": "设备交货延迟", "interim_measures": "停用"}

    item = advance(item.pk, "extend", actor=who["enterprise"], version=item.version, **given)
    advance(item.pk, "decide-extension", actor=who["coordinator"], version=item.version, granted=True, opinion="同意")

    listing.refresh_from_db()
    assert listing.limit_on == until


def test_the_coordinator_is_reminded_of_the_publication_until_it_is_noted():
    listing = listed()
    for day in (7, 8, 9, 10, 11, 12):
        escalate_overdue(date(2026, 10, day))
    assert told(listing) == ["listing-publish", "listing-publish-late"]

    with clock.at(at(date(2026, 10, 13), 9)):
        take(LISTINGS, listing.pk, "publish", actor=listing.coordinator, on=date(2026, 10, 12))
        escalate_overdue(date(2026, 10, 14))

    assert told(listing) == ["listing-publish", "listing-publish-late"]


def test_an_extension_moves_the_limit_and_the_day_to_ask_for_another():
    listing = listed()
    until = listing.limit_on + timedelta(days=60)

    given = {"until": until, "extension_reason": "设备交货延迟"}
    asked = take(LISTINGS, listing.pk, "ask-extension", actor=listing.coordinator, **given)
    decided = take(LISTINGS, listing.pk, "decide-extension", actor=listing.coordinator, granted=True)

    assert asked.decide_by == date(2026, 10, 16)
    assert (decided.limit_on, decided.granted) == (until, True)
    assert Item.objects.get(pk=listing.item_id).deadline == until
    assert decided.extension_by > listing.extension_by


def test_an_extension_is_refused_within_the_last_twenty_working_days():
    listing = listed()

    given = {"until": listing.limit_on + timedelta(days=9), "extension_reason": "来不及"}

    with clock.at(at(listing.extension_by + timedelta(days=1), 9)), pytest.raises(WorkflowError):
        take(LISTINGS, listing.pk, "ask-extension", actor=listing.coordinator, **given)

    listing.refresh_from_db()
    assert listing.extension_asked_on is None


def test_the_clocks_are_the_coordinators_to_keep():
    listing = listed()

    with pytest.raises(NotAllowedError):
        take(LISTINGS, listing.pk, "publish", actor=listing.people["inspector"], on=LISTED)


def test_the_page_notes_the_publication(client):
    listing = listed()
    client.force_login(listing.coordinator)
    here = f"/supervision/listings/{listing.pk}/"

    assert client.post(here, {"act": "published", "on": "2026-10-30"}).status_code == 422
    assert client.post(here, {"act": "published", "on": LISTED.isoformat()}).status_code == 302

    listing.refresh_from_db()
    assert listing.published_on == LISTED


def test_a_stranger_finds_no_listing(client):
    listing = listed()
    client.force_login(ItemFactory().people["enterprise"])

    assert client.get(f"/supervision/listings/{listing.pk}/").status_code == 404


def test_the_item_page_shows_the_clocks(client):
    listing = listed()
    client.force_login(listing.coordinator)

    page = client.get(Item.objects.get(pk=listing.item_id).get_absolute_url())

    assert [entry.day for entry in page.context["clocks"]][:1] == [date(2026, 10, 10)]

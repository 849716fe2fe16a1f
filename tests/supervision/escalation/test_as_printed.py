"""A letter is seen as it will be printed before somebody issues it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from documents.models import IssuedDocument
from rectification.models import Item, ListedSupervision
from rectification.services import advance
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services.escalating import escalate_overdue
from tests.factories import ItemFactory
from tests.supervision.escalation.test_listing_steps import end
from tests.supervision.reminders.days import TUESDAY

pytestmark = pytest.mark.usefixtures("tuesday")
LATER = (TUESDAY + timedelta(days=90)).isoformat()


@pytest.fixture
def listing():
    """A listing without a notice, whose item has been signed off."""
    item = ItemFactory(rectifying=True, major=True)
    head = item.people["head"]
    item.assisting.add(head.organization)
    advance(item.pk, "supervise", actor=head, version=item.version, level="LISTED", reason="重大隐患")
    end(Item.objects.get(pk=item.pk), head)
    Item.objects.filter(pk=item.pk).update(passed_on=clock.today())
    made = ListedSupervision.objects.get(item=item)
    made.lister = head
    return made


def remove_page(listing):
    return reverse("supervision:listing-remove", args=[listing.pk])


def test_the_notice_of_removal_is_shown_first_and_nothing_is_issued(listing, visit):
    shown = visit(listing.lister).get(remove_page(listing), {"look_back_on": LATER})

    assert "解除挂牌" in shown.text
    assert 'class="official"' in shown.text
    assert not IssuedDocument.objects.filter(kind="REMOVAL").exists()


def test_what_was_shown_is_what_is_issued(listing, visit):
    browser = visit(listing.lister)
    paper = browser.get(remove_page(listing), {"look_back_on": LATER}).context["paper"]

    browser.post(remove_page(listing), {"look_back_on": LATER, "seen": paper.sha256})

    issued = SupervisionLetter.objects.get(kind="REMOVAL").paper
    assert (issued.sha256, issued.number) == (paper.sha256, paper.number)


def test_a_notice_that_would_say_something_else_is_shown_again(listing, visit):
    answer = visit(listing.lister).post(remove_page(listing), {"look_back_on": LATER, "seen": "0" * 64})

    assert answer.status_code == 409
    assert not SupervisionLetter.objects.exists()


def test_the_look_back_of_a_removal_lies_ahead(listing, visit):
    answer = visit(listing.lister).get(remove_page(listing), {"look_back_on": TUESDAY.isoformat()})

    assert answer.status_code == 422
    assert "look_back_on" in answer.context["form"].errors


def test_nobody_else_takes_a_listing_off(listing, visit):
    other = ItemFactory(rectifying=True).people["coordinator"]

    assert visit(other).get(remove_page(listing)).status_code in (403, 404)


def test_letters_of_measures_are_shown_as_printed_without_being_issued(visit):
    item = ItemFactory(rectifying=True, due_in=-8)
    escalate_overdue(TUESDAY)
    ticks = [f"{row.pk}.{row.item.version}" for row in EscalationProposal.objects.filter(item=item)]
    browser = visit(item.people["coordinator"])
    given = {"act": "confirm", "item": ticks, "requirement_SUPERVISION": "立即停用并更换", "preview": "1"}

    shown = browser.post(reverse("supervision:proposal-decide"), given)

    assert shown.text.count('class="official"') == 1
    assert "立即停用并更换" in shown.text
    assert not SupervisionLetter.objects.exists()
    assert EscalationProposal.objects.open().filter(item=item).exists()

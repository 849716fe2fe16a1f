"""交接: all open work that names a person goes over in one act, or nothing; what can't go is said with the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Absence, HandOver
from accounts.services import handing_over
from accounts.services.absences import NotYoursError
from accounts.services.handing_over import HandOverGiven, carry_out_due, hand_over, preview, seal_of
from accounts.states import Role
from comments.models import Follow, Mention
from comments.services.commenting import comment
from comments.services.following import follow
from core import clock
from core.errors import DomainError, StaleError
from core.models import FileChange, LogEntry
from core.querysets import address
from notices.models import Notice
from rectification.models import Item
from tests.dashboards.visiting import visit
from tests.factories import DutyFactory, EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return ItemFactory(rectifying=True)


@pytest.fixture
def person(item):
    """Responsible by the plan of the item, named by a meeting and in a comment, and following it."""
    unit = item.lead_organization
    found = UserFactory(role=Role.ENTERPRISE, organization=unit, name="戴雅芝", post="安全总监")
    Item.objects.filter(pk=item.pk).update(responsible_person="安全总监戴雅芝、李明")
    DutyFactory(organization=unit, person=found)
    comment(item.pk, actor=UserFactory(role=Role.DEPARTMENT), text=f"@{found.name} 请说明", audience="UNIT")
    follow(item.pk, actor=found)
    return found


@pytest.fixture
def successor(person):
    return UserFactory(role=Role.ENTERPRISE, organization=person.organization, name="吕天康", post="副总经理")


def given(successor, *, day=None, reason="休产假", seen=""):
    return HandOverGiven(successor, reason, day or clock.today(), seen)


def counts(person, successor):
    return {part.kind.code: (len(part.goes), len(part.stays)) for part in preview(person, successor)}


def test_everything_that_names_the_person_names_the_successor_afterwards(item, person, successor):
    assert counts(person, successor) == dict.fromkeys(("responsible", "meeting-duties", "named", "followed"), (1, 0))

    made = hand_over(person, given(successor), actor=person)

    item.refresh_from_db()
    assert item.responsible_person == "副总经理吕天康、李明"
    assert preview(person, successor) == []
    assert set(counts(successor, person)) == {"responsible", "meeting-duties", "named", "followed"}
    assert made.moved == dict.fromkeys(("responsible", "meeting-duties", "named", "followed"), 1)
    assert Follow.objects.get().person == successor


def test_the_history_of_the_item_says_so_and_both_are_told(item, person, successor):
    hand_over(person, given(successor), actor=person)

    entry = item.history.last()
    told = Notice.objects.filter(rule="hand-over")
    assert (entry.transition, entry.reason) == ("hand-over", "休产假")
    assert {notice.recipient for notice in told} == {person, successor}
    assert "工作交接" in visit(successor).get(f"/ledger/{item.pk}/").text
    assert {"account.hand-over", "item.hand-over", "duty.hand-over", "account.handed-over"} <= {
        row.act for row in LogEntry.objects.all()
    }


def test_who_has_re_inspected_an_item_is_not_made_responsible_for_it(item, person, successor):
    Item.objects.filter(pk=item.pk).update(reviewer_ids=[successor.pk])

    (part,) = (part for part in preview(person, successor) if part.kind.code == "responsible")

    assert "复查过" in part.stays[0].stays_because
    made = hand_over(person, given(successor), actor=person)
    assert made.left == {"responsible": 1}
    item.refresh_from_db()
    assert "戴雅芝" in item.responsible_person


def test_a_re_inspection_on_site_stays_with_who_was_there(successor):
    first, second = (UserFactory(role=Role.INSPECTOR) for _ in range(2))
    other = UserFactory(role=Role.INSPECTOR, organization=second.organization)
    reviewed = ItemFactory(under_review=True)
    Item.objects.filter(pk=reviewed.pk).update(awaited_officer=second, pass_proposed_by=first)

    assert counts(second, other) == {"officer": (0, 1)}
    hand_over(second, given(other), actor=second)

    reviewed.refresh_from_db()
    assert reviewed.awaited_officer == second


def test_nobody_stands_in_for_himself(person, successor):
    third = UserFactory(role=Role.ENTERPRISE, organization=person.organization)
    for away in (successor, third):
        Absence.objects.create(
            person=away, substitute=person, first_day=clock.today(), last_day=clock.today(),
            created_by=away, created_at=clock.now(),
        )  # fmt: skip

    assert counts(person, successor)["standing-in"] == (1, 1)
    hand_over(person, given(successor), actor=person)

    assert Absence.objects.get(person=third).substitute == successor
    assert Absence.objects.get(person=successor).substitute == person


def test_all_of_it_or_nothing(item, person, successor, monkeypatch):
    def broken(handing, keys, actor):
        raise IntegrityError("broken off")

    last = handing_over.kinds()[-1]
    monkeypatch.setitem(handing_over._kinds, last.code, replace(last, hand=broken))
    before = counts(person, successor)

    with pytest.raises(IntegrityError):
        hand_over(person, given(successor), actor=person)

    assert counts(person, successor) == before
    assert not HandOver.objects.exists()
    assert not item.history.filter(transition="hand-over").exists()


def test_what_has_changed_since_the_preview_is_looked_at_again(person, successor):
    seen = seal_of(preview(person, successor))
    DutyFactory(organization=person.organization, person=person)

    with pytest.raises(StaleError):
        hand_over(person, given(successor, seen=seen), actor=person)


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(-1, "休假", "from_day"), (400, "休假", "from_day"), (0, " ", "reason")]
)
def test_day_and_reason_are_asked(person, successor, days, reason, field):
    with pytest.raises(DomainError) as refused:
        hand_over(person, given(successor, day=clock.today() + timedelta(days), reason=reason), actor=person)

    assert refused.value.field == field


def test_work_goes_to_a_colleague_of_the_same_unit_and_role_alone(person):
    for other in (UserFactory(role=Role.ENTERPRISE), UserFactory(role=Role.PARK, organization=person.organization)):
        with pytest.raises(DomainError) as refused:
            hand_over(person, given(other), actor=person)
        assert refused.value.field == "successor"


def test_it_is_entered_by_the_person_or_the_head_of_the_unit(person, successor):
    with pytest.raises(NotYoursError):
        hand_over(person, given(successor), actor=successor)

    successor.is_head = True
    successor.save()
    assert hand_over(person, given(successor), actor=successor).carried_out_at


def test_on_a_later_day_the_job_carries_it_out_once(item, person, successor):
    day = clock.today() + timedelta(days=3)
    hand_over(person, given(successor, day=day), actor=person)

    assert carry_out_due(clock.today()) == 0
    assert Mention.objects.get().person == person
    assert (carry_out_due(day), carry_out_due(day)) == (1, 0)
    assert counts(successor, person)["responsible"] == (1, 0)
    assert LogEntry.objects.filter(act="account.handed-over").count() == 1


def test_what_does_not_fit_any_more_on_its_day_is_called_off_and_both_are_told(person, successor):
    day = clock.today() + timedelta(days=3)
    made = hand_over(person, given(successor, day=day), actor=person)
    successor.is_active = False
    successor.save()

    assert carry_out_due(day) == 0

    made.refresh_from_db()
    assert made.called_off_because
    assert Notice.objects.filter(recipient=person, rule="hand-over").count() == 2
    assert Mention.objects.get().person == person


def test_the_page_shows_what_goes_and_acts_once(item, person, successor):
    browser, page = visit(person), "/accounts/settings/hand-over/"

    shown = browser.get(page, {"person": person.pk, "successor": successor.pk})
    seen = shown.context["form"].initial["seen"]
    sent = {"person": person.pk, "successor": successor.pk, "seen": seen, "from_day": clock.today().isoformat()}
    refused = browser.post(page, {**sent, "reason": ""})
    answer = browser.post(page, {**sent, "reason": "调离"})

    assert item.number in shown.text
    assert refused.status_code == 422
    assert answer.status_code == 302
    assert "调离" in browser.get(page).text
    assert HandOver.objects.get().carried_out_at


def test_a_stranger_sees_no_hand_over_and_cancels_none(person, successor):
    made = hand_over(person, given(successor, day=clock.today() + timedelta(days=3)), actor=person)
    stranger = UserFactory(role=Role.ENTERPRISE)

    assert made.reason not in visit(stranger).get("/accounts/settings/hand-over/").text
    assert visit(stranger).post(f"/accounts/settings/hand-over/{made.pk}/cancel/").status_code == 404
    assert visit(successor).post(f"/accounts/settings/hand-over/{made.pk}/cancel/").status_code == 404
    visit(person).post(f"/accounts/settings/hand-over/{made.pk}/cancel/")
    made.refresh_from_db()
    assert made.called_off_at


def test_who_is_linked_to_parks_and_enterprises_hands_the_links_over_with_a_row_of_their_changes():
    leader = UserFactory(role=Role.SUPERIOR)
    other = UserFactory(role=Role.SUPERIOR, organization=leader.organization)
    plant = EnterpriseFactory(linked_leader=leader)
    plant.park.linked_leader = leader
    plant.park.save()

    made = hand_over(leader, given(other), actor=leader)

    for row in (plant, plant.park):
        row.refresh_from_db()
        change = FileChange.objects.get(row=address(row))
        assert (row.linked_leader, row.version) == (other, 2)
        assert (change.before, change.after) == ({"linked_leader": leader.name}, {"linked_leader": other.name})
    assert made.moved == {"linked-parks": 1, "linked-enterprises": 1}


def over_the_api(who, path="", **sent):
    browser = visit(who)
    return browser.post(f"/api/v1/hand-overs/{path}", sent, content_type="application/json")


def test_the_api_shows_what_would_go_over_and_then_hands_all_of_it_over(item, person, successor):
    look = visit(person).get("/api/v1/hand-overs/preview/", {"successor": successor.pk}).json()
    sent = {"successor": successor.pk, "reason": "休产假", "seen": look["seen"]}

    made = over_the_api(person, **sent)

    assert {part["kind"] for part in look["parts"]} == {"responsible", "meeting-duties", "named", "followed"}
    assert (made.status_code, made.json()["moved"]["responsible"]) == (201, 1)
    assert visit(successor).get("/api/v1/hand-overs/").json()["results"][0]["person_name"] == person.name
    assert over_the_api(person, **sent).status_code == 409


def test_the_api_refuses_as_the_page_does(person, successor):
    stranger = UserFactory(role=Role.ENTERPRISE)
    officer = UserFactory(role=Role.COORDINATOR)

    assert over_the_api(person, successor=stranger.pk, reason="休假").status_code == 400
    assert over_the_api(officer, successor=successor.pk, person=person.pk, reason="休假").status_code in (400, 403)
    assert visit(officer).get("/api/v1/hand-overs/preview/", {"successor": person.pk}).status_code == 400
    assert not HandOver.objects.exists()


def test_the_api_calls_off_what_waits_for_its_day(person, successor):
    day = (clock.today() + timedelta(days=2)).isoformat()
    made = over_the_api(person, successor=successor.pk, reason="休假", from_day=day).json()

    assert over_the_api(successor, f"{made['id']}/cancel/").status_code == 403
    assert over_the_api(person, f"{made['id']}/cancel/").json()["called_off_at"]
    assert over_the_api(person, f"{made['id']}/cancel/").status_code == 409

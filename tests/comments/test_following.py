"""关注: news of a followed item, once for each change of state, as long as the person may know of it."""

import pytest

from accounts.states import REACH, Reach, Role
from comments.models import Follow
from comments.services.commenting import comment
from comments.services.following import follow
from comments.services.holding import still_followed, still_read
from comments.states import Audience
from core import clock
from core.models import LogEntry
from notices.models import Notice
from rectification.models import Item
from rectification.services import advance
from tests.dashboards.visiting import visit
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return ItemFactory(assigned=True)


@pytest.fixture
def leader(item):
    person = UserFactory(role=Role.SUPERIOR, organization=item.county)
    follow(item.pk, actor=person)
    return person


def moved(person):
    return Notice.objects.filter(recipient=person, rule="followed-moved")


def decline(item):
    plant = UserFactory(role=Role.ENTERPRISE, organization=item.lead_organization)
    return advance(item.pk, "decline", actor=plant, version=item.version, reason="不归我单位")


def test_whoever_follows_hears_once_of_a_change_of_state(item, leader):
    decline(item)

    notice = moved(leader).get()
    assert item.number in notice.title
    assert item.title not in f"{notice.title}{notice.text}"
    assert still_followed(leader, [notice], clock.today()) == {notice.pk}


def test_whoever_is_told_of_the_step_anyway_or_takes_it_hears_nothing_twice(item):
    assigner = item.assigned_by
    follow(item.pk, actor=assigner)

    decline(item)

    assert Notice.objects.filter(recipient=assigner, rule="decline").count() == 1
    assert not moved(assigner).exists()


def test_a_follower_hears_of_comments_that_he_reads(item, leader):
    plant = UserFactory(role=Role.ENTERPRISE, organization=item.lead_organization)
    follow(item.pk, actor=plant)

    comment(item.pk, actor=UserFactory(), text="内部", audience=Audience.INTERNAL)

    heard = Notice.objects.filter(rule="comment-followed")
    assert [notice.recipient for notice in heard] == [leader]
    assert still_read(leader, list(heard), clock.today()) == {heard.get().pk}


def test_follow_and_unfollow_are_one_press_each(item):
    person = UserFactory(role=Role.INSPECTOR)
    browser = visit(person)

    for _twice in range(2):
        browser.post(f"/ledger/{item.pk}/follow/")
    assert item.number in browser.get("/followed/").text
    assert item.number in browser.get("/ledger/?mine=followed").text
    for _twice in range(2):
        browser.post(f"/ledger/{item.pk}/unfollow/", {"from": "list"})

    assert not Follow.objects.exists()
    assert [entry.act for entry in LogEntry.objects.filter(act__startswith="follow.").order_by("pk")] == [
        "follow.begin",
        "follow.end",
    ]


def test_the_loss_of_the_scope_ends_it(item, leader):
    leader.role = Role.OBSERVER
    leader.save()

    assert not Follow.objects.visible_to(leader).exists()
    assert item.number not in visit(leader).get("/followed/").text
    decline(item)

    assert not Follow.objects.exists()
    assert not Notice.objects.filter(recipient=leader).exists()


def test_what_one_may_not_know_of_is_not_followed(item):
    stranger = UserFactory(role=Role.ENTERPRISE)

    with pytest.raises(Item.DoesNotExist):
        follow(item.pk, actor=stranger)
    assert visit(stranger).post(f"/ledger/{item.pk}/follow/").status_code == 404


def test_nobody_sees_what_another_one_follows(item, leader):
    other = UserFactory(role=Role.SUPERIOR, organization=item.county)

    assert not Follow.objects.visible_to(other).exists()
    assert visit(other).get("/api/v1/follows/").json()["count"] == 0


@pytest.mark.parametrize("role", [role for role in Role if REACH[role] != Reach.NOTHING])
@pytest.mark.parametrize("box", ["named", "followed"])
def test_whoever_sees_the_ledger_may_ask_it_for_these_boxes(role, box):
    assert visit(UserFactory(role=role)).get(f"/ledger/?mine={box}").status_code == 200


def test_over_the_api(item):
    browser = visit(UserFactory(role=Role.INSPECTOR))

    made = browser.post("/api/v1/follows/", {"item": item.pk}, content_type="application/json")

    assert made.status_code == 201
    assert browser.get("/api/v1/follows/").json()["results"][0]["number"] == item.number
    end, sent = f"/api/v1/follows/{made.json()['id']}/end/", {"content_type": "application/json"}
    ended = [browser.post(end, {}, headers={"Idempotency-Key": "k"}, **sent) for _time in range(2)]
    assert [answer.status_code for answer in ended] == [204, 204], "the same request again is answered as the first"
    assert not Follow.objects.exists()

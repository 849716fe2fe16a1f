"""A re-inspection holds once both officers have spoken, each in the own login (R8)."""

import pytest
from django.urls import reverse

from core import clock
from core.errors import NotAllowedError, WorkflowError
from notices.models import Notice
from rectification import workflow
from rectification.models import Item
from rectification.services import advance, desk
from tests.factories import AttachmentFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def take(item, name, actor, **given):
    return advance(item.pk, name, actor=actor, version=Item.objects.get(pk=item.pk).version, **given)


@pytest.fixture
def item():
    return ItemFactory(under_review=True)


@pytest.fixture
def proposed(item):
    """Passed by the inspector, who names the head of another department."""
    people = item.people
    done = take(item, "propose-pass", people["inspector"], opinion="现场已换", officer=people["head"])
    done.people = people
    return done


def waits_for(item, user):
    return workflow.waiting_for(Item.objects.visible_to(user), user).filter(pk=item.pk).exists()


def test_the_first_officer_alone_lets_nothing_hold(proposed):
    assert (proposed.state, proposed.passed_on, proposed.reviews.count()) == ("UNDER_REVIEW", None, 0)
    assert waits_for(proposed, proposed.people["head"])
    assert not waits_for(proposed, proposed.people["inspector"])
    assert Notice.objects.filter(recipient=proposed.people["head"], rule="propose-pass").count() == 1


def test_the_second_confirms_in_the_own_login_and_both_stand_in_the_record(proposed):
    first, second = proposed.people["inspector"], proposed.people["head"]

    held = take(proposed, "pass", second, opinion="同去,属实", officers=[first, second])

    review = held.reviews.get()
    assert (held.state, held.awaited_officer, held.pass_proposed_by) == ("AWAITING_SIGN_OFF", None, None)
    assert review.opinion == f"{first.name}：现场已换\n{second.name}：同去,属实"
    assert set(review.officers.all()) == {first, second}
    assert {first.pk, second.pk} <= set(held.reviewer_ids)


@pytest.mark.parametrize("who", ["inspector", "second_inspector"])
def test_nobody_confirms_in_anothers_place(proposed, who):
    actor = proposed.people[who]

    with pytest.raises(NotAllowedError):
        take(proposed, "pass", actor, opinion="同意", officers=[actor, proposed.people["head"]])

    assert Item.objects.get(pk=proposed.pk).state == "UNDER_REVIEW"


def test_the_second_may_disagree(proposed):
    failed = take(proposed, "fail", proposed.people["head"], reason="仍在泄漏", deadline=clock.today())

    assert (failed.state, failed.awaited_officer, failed.pass_proposed_by) == ("RECTIFYING", None, None)


def test_the_first_may_name_another_and_not_himself(proposed):
    first, other = proposed.people["inspector"], proposed.people["second_inspector"]

    again = take(proposed, "propose-pass", first, opinion="现场已换", officer=other)
    with pytest.raises(WorkflowError) as refused:
        take(proposed, "propose-pass", first, opinion="现场已换", officer=first)

    assert again.awaited_officer == other
    assert refused.value.field == "officer"


def test_on_pages_the_second_is_never_a_tick_of_the_first(client, item):
    inspector, head = item.people["inspector"], item.people["head"]
    client.force_login(inspector)
    body = {"version": item.version, "opinion": "合格", "officers": [inspector.pk, head.pk]}

    answer = client.post(reverse("rectification:item-transition", args=[item.pk, "pass"]), body)

    assert answer.url == reverse("rectification:item-transition", args=[item.pk, "propose-pass"])
    assert Item.objects.get(pk=item.pk).state == "UNDER_REVIEW"
    assert "pass" not in [step.name for turn in desk.turns(item, inspector) for step in turn.steps]


def test_two_people_pass_it_on_their_pages(client, item):
    inspector, head = item.people["inspector"], item.people["head"]
    for person, name, more in ((inspector, "propose-pass", {"officer": head.pk}), (head, "pass", {})):
        client.force_login(person)
        here = reverse("rectification:item-transition", args=[item.pk, name])
        assert client.get(here).context["form"]["opinion"].value() is None
        fresh = Item.objects.get(pk=item.pk)
        answer = client.post(here, {"version": fresh.version, "opinion": f"{name}属实", "mode": "ENGINEERING", **more})
        assert answer.status_code == 302, answer.context["form"].errors

    assert Item.objects.get(pk=item.pk).state == "AWAITING_SIGN_OFF"
    assert "pass属实" in item.reviews.get().opinion


@pytest.fixture(params=[False, True], ids=["general", "major"])
def named_at_once(request):
    """Passed by a system of record that names both officers in one call."""
    item = ItemFactory(under_review=True, major=request.param)
    people = item.people
    report = [AttachmentFactory(uploader=people["inspector"], kind="report")]
    officers = [people["inspector"], people["second_inspector"]]
    done = take(item, "pass", people["inspector"], opinion="合格", officers=officers, evidence=report)
    done.people = people
    return done


def test_who_was_named_over_the_interface_is_asked_afterwards(named_at_once):
    second = named_at_once.people["second_inspector"]
    assert (named_at_once.state, named_at_once.awaited_officer) == ("AWAITING_SIGN_OFF", second)
    assert waits_for(named_at_once, second)
    assert desk.next_step(named_at_once, second).name == "confirm-pass"

    confirmed = take(named_at_once, "confirm-pass", second, opinion="属实")

    assert (confirmed.awaited_officer, confirmed.state) == (None, "AWAITING_SIGN_OFF")
    assert not waits_for(confirmed, second)


def test_a_system_of_record_is_not_stopped_and_the_record_says_who_has_not_confirmed(named_at_once):
    signer = named_at_once.people["head" if named_at_once.is_major else "coordinator"]

    signed = take(named_at_once, "sign-off", signer, opinion="同意")

    assert signed.sign_offs_done == 1
    assert signed.awaited_officer == named_at_once.people["second_inspector"]


def test_a_stranger_is_no_second_officer(item):
    stranger = UserFactory(role="ENTERPRISE", organization=item.lead_organization)

    with pytest.raises(WorkflowError):
        take(item, "propose-pass", item.people["inspector"], opinion="x", officer=stranger)

    assert workflow.TURNS["propose-pass"] == workflow.TURNS["fail"]


@pytest.mark.parametrize("who", ["inspector of another department", "head"])
def test_nobody_passes_it_in_the_names_of_two_others(item, who):
    people = item.people
    actor = people["head"] if who == "head" else UserFactory(role="INSPECTOR", organization=people["head"].organization)

    with pytest.raises(WorkflowError) as refused:
        take(item, "pass", actor, opinion="合格", officers=[people["inspector"], people["second_inspector"]])

    assert refused.value.field == "officers"
    assert Item.objects.get(pk=item.pk).state == "UNDER_REVIEW"


def test_the_interface_refuses_who_names_two_others(client, item):
    inspector, second, head = (item.people[name] for name in ("inspector", "second_inspector", "head"))
    client.force_login(inspector)
    body = {"version": item.version, "opinion": "合格", "officers": [second.pk, head.pk]}

    answer = client.post(f"/api/v1/rectifications/{item.pk}/pass/", body, content_type="application/json")

    assert answer.status_code == 400
    assert "officers" in answer.json()["errors"]


def test_who_was_only_named_sends_it_back(client, named_at_once):
    second, first = (named_at_once.people[name] for name in ("second_inspector", "inspector"))
    client.force_login(second)
    turn = client.get(reverse("rectification:item-turn", args=[named_at_once.pk, "confirm-pass"]))
    assert [step.name for step in turn.context["turn"].steps] == ["confirm-pass", "return"]
    here = reverse("rectification:item-transition", args=[named_at_once.pk, "return"])
    assert "本人未到现场参加此次复查。" in client.get(here).content.decode()

    client.post(here, {"version": named_at_once.version, "reason": "本人未到现场"})

    after = Item.objects.get(pk=named_at_once.pk)
    assert (after.state, after.awaited_officer) == ("RECTIFYING", None)
    assert Notice.objects.filter(recipient=first, rule="return").count() == 1


def test_no_other_named_or_confirmed_officer_sends_it_back(named_at_once):
    people = named_at_once.people
    with pytest.raises(NotAllowedError):
        take(named_at_once, "return", people["inspector"], reason="x")
    take(named_at_once, "confirm-pass", people["second_inspector"], opinion="属实")

    with pytest.raises(NotAllowedError):
        take(named_at_once, "return", people["second_inspector"], reason="x")


def test_the_page_of_the_sign_off_says_who_has_spoken_and_who_is_only_named(client, named_at_once):
    people = named_at_once.people
    client.force_login(people["head" if named_at_once.is_major else "coordinator"])
    here = reverse("rectification:item-transition", args=[named_at_once.pk, "sign-off"])
    (on_site,) = [c for c in client.get(here).context["conditions"] if "两名执法人员" in str(c.label)]
    assert (on_site.is_met, people["inspector"].name in on_site.label) == (False, True)
    assert people["second_inspector"].name in on_site.label

    take(named_at_once, "confirm-pass", people["second_inspector"], opinion="属实")

    (on_site,) = [c for c in client.get(here).context["conditions"] if "两名执法人员" in str(c.label)]
    assert on_site.is_met


def test_after_the_end_the_page_says_as_a_fact_that_the_second_never_confirmed(client, item):
    people = item.people
    officers = [people["inspector"], people["second_inspector"]]
    take(item, "pass", people["inspector"], opinion="合格", officers=officers)
    take(item, "sign-off", people["coordinator"], opinion="同意")
    client.force_login(people["coordinator"])

    page = client.get(item.get_absolute_url()).content.decode()

    assert "始终未以本人账号确认" in page
    assert "待第二名复查人员" not in page

"""异议申请: the enterprise disputes a finding in three steps, each with a clock and reasons, and it always ends."""

import pytest
from django.db import IntegrityError, transaction

from accounts.states import Role
from challenges.models import Challenge
from challenges.services import people
from challenges.services.climbing import climb
from challenges.services.raising import last_day_of, may_challenge
from challenges.states import Rung
from challenges.workflow import CHALLENGES
from core import clock, decisions
from core.errors import DomainError, NotAllowedError, StaleError, WorkflowError, WrongStateError
from core.models import LogEntry
from core.services.holding import HeldError
from core.services.invariants import checks
from core.steps import takeable
from inspections.states import Level
from notices.models import Notice
from rectification.models import Item
from rectification.services import advance
from rectification.workflow import TRANSITIONS
from tests import faces
from tests.challenges.cast import DAY, Cast, at_six, morning_after
from tests.factories import OrganizationFactory, UserFactory


@pytest.fixture
def cast(db):
    return Cast()


def sound():
    """Nothing that the house promises is broken."""
    ours = [check for check in checks() if check.code in ("I1", "I2", "I11", "I13", "I17", "H1", "H2", "H3")]
    return [fault for check in ours for fault in check.offenders()]


def test_a_finding_is_challenged_and_those_who_found_it_are_told(cast):
    made = cast.raised()

    assert (made.state, made.rung, made.unit) == ("OPEN", "TEAM", cast["finder"].organization)
    told = set(Notice.objects.filter(rule="challenge-raised").values_list("recipient__username", flat=True))
    assert told == {cast["finder"].username, cast["team"].username}
    assert LogEntry.objects.about(made).get().act == "challenge.raise"
    last = cast.now().history.last()
    assert (last.transition, last.actor, last.to_state) == ("challenge", cast["plant"], "RECTIFYING")


def test_it_is_served_on_the_day_of_its_assignment_and_five_working_days_are_counted_from_there(cast):
    until = last_day_of(cast.item)

    with at_six(until):
        assert may_challenge(cast.now(), cast["plant"])
    with at_six(until + DAY), pytest.raises(WrongStateError):
        cast.raised()
    assert not Challenge.objects.exists()


@pytest.mark.parametrize("who", ["other plant", "finder", "assigner"])
def test_nobody_challenges_for_another(cast, who):
    cast.users["plant"] = cast[who]

    with pytest.raises((NotAllowedError, Item.DoesNotExist)):
        cast.raised()

    assert not Challenge.objects.exists()


@pytest.mark.parametrize("state", ["closed", "void_proposed"])
def test_what_is_closed_or_void_or_not_assigned_is_not_challenged(db, state):
    cast = Cast(**{"rectifying": False, state: True})

    with pytest.raises((WrongStateError, Item.DoesNotExist)):
        cast.raised()


@pytest.mark.parametrize("lacking", ["wrong", "reason"])
def test_what_is_wrong_and_why_must_be_said(cast, lacking):
    with pytest.raises(WorkflowError) as refused:
        cast.raised(**{lacking: " "})

    assert (refused.value.field, Challenge.objects.count()) == (lacking, 0)


def test_an_item_is_challenged_once_and_again_only_after_it_was_withdrawn(cast):
    made = cast.raised()
    with pytest.raises(WrongStateError):
        cast.raised()

    cast.act(made, "withdraw", "plant")

    assert cast.raised().pk != made.pk


def test_upheld_by_the_team_it_goes_on_to_the_department_and_to_a_body_that_took_no_part(cast):
    made = cast.raised()
    cast.act(made, "uphold", "team")
    gone = cast.act(made, "go-on", "plant", reason="未回应送检单")
    assert (gone.state, gone.rung, gone.unit) == ("OPEN", "UNIT", cast["assigner"].organization)
    cast.act(made, "uphold", "unit")
    gone = cast.act(made, "go-on", "plant")
    assert (gone.rung, gone.unit) == ("BODY", cast["body"].organization)

    ended = cast.act(made, "uphold", "body")

    assert (ended.state, ended.team_by, ended.unit_by, ended.body_by) == (
        "UPHELD",
        *(cast[who] for who in ("team", "unit", "body")),
    )
    assert cast.now().history.last().transition == "challenge-end"
    assert sound() == []


@pytest.mark.parametrize("who", ["finder", "assigner", "team"])
def test_from_the_second_step_on_nobody_answers_who_had_a_part_or_has_answered(cast, who):
    made = cast.raised()
    cast.act(made, "uphold", "team")
    cast.act(made, "go-on", "plant")
    cast[who].organization = cast["unit"].organization
    cast[who].role = cast["unit"].role
    cast[who].save()

    with pytest.raises(NotAllowedError):
        cast.act(made, "uphold", who)

    assert Challenge.objects.get().unit_by is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("team_by", "unit_by"), ("unit_by", "leader_by"), ("found_by", "unit_by"), ("assigned_by", "body_by")],
)
def test_the_table_itself_holds_that_nobody_decides_twice(cast, one, other):
    made = cast.raised()

    with pytest.raises(IntegrityError), transaction.atomic():
        Challenge.objects.filter(pk=made.pk).update(**{one: cast["body"], other: cast["body"]})


def test_who_found_it_answers_first_and_that_is_written_so(cast):
    made = cast.raised()

    assert cast.act(made, "uphold", "finder").team_by == cast["finder"]


def test_changed_sets_the_finding_right_with_its_history(cast):
    made = cast.raised()
    with pytest.raises(WorkflowError):
        cast.act(made, "change", "team", values={})

    answered = cast.act(made, "change", "team", values={"description": "一只报警器送检未换备用"})

    item = cast.now()
    assert (answered.state, answered.verdict, item.finding.description) == (
        "ANSWERED",
        "CHANGED",
        "一只报警器送检未换备用",
    )
    assert [entry.transition for entry in item.history.all()][-2:] == ["correct", "challenge-answer"]
    climb(morning_after(made))
    assert Challenge.objects.get().state == "CHANGED"
    assert sound() == []


def test_what_somebody_has_changed_meanwhile_is_not_written_over(cast):
    made = cast.raised()

    with pytest.raises(StaleError):
        cast.act(made, "change", "team", values={"description": "新"}, item_version=cast.now().version - 1)

    assert cast.now().finding.description != "新"


def test_only_the_office_lowers_a_major_hazard_by_a_challenge_too(db):
    cast = Cast(major=True)
    made = cast.raised()

    with pytest.raises(NotAllowedError):
        cast.act(made, "change", "team", values={"level": Level.GENERAL})

    assert (cast.now().level, Challenge.objects.get().state) == ("MAJOR", "OPEN")


def test_voiding_needs_the_second_person_of_the_house(cast):
    made = cast.raised()
    cast.act(made, "void", "team", reason="属实,已送检")
    assert (Challenge.objects.get().state, cast.now().state) == ("CONFIRMING", "RECTIFYING")

    decide(cast, "body", granted=True)

    assert (Challenge.objects.get().state, cast.now().state) == ("VOIDED", "VOID")
    assert sound() == []


def decide(cast, who, *, granted):
    given = {"granted": granted, "opinion": "同意作废" if granted else "证据不足"}
    return advance(cast.item.pk, "decide-void", actor=cast[who], version=cast.now().version, **given)


def test_who_assigned_it_is_no_second_person_of_a_challenge(cast):
    made = cast.raised()
    cast.act(made, "void", "team")

    with pytest.raises(NotAllowedError):
        decide(cast, "assigner", granted=True)

    assert (cast.now().state, Challenge.objects.get().state) == ("RECTIFYING", "CONFIRMING")


def test_a_voiding_that_is_not_agreed_to_goes_to_the_next_step(cast):
    made = cast.raised()
    cast.act(made, "void", "team")

    decide(cast, "body", granted=False)

    found = Challenge.objects.get()
    assert (found.state, found.rung, cast.now().state) == ("OPEN", "UNIT", "RECTIFYING")
    assert not cast.now().void_is_proposed


def test_without_reasons_nothing_is_answered(cast):
    made = cast.raised()

    for step in ("uphold", "change", "void"):
        with pytest.raises(WorkflowError):
            cast.act(made, step, "team", reason=" ")

    assert Challenge.objects.get().state == "OPEN"


def test_silence_moves_it_up_and_in_the_end_it_ends_undecided(cast):
    made, seen = cast.raised(), []
    for _clock in range(4):
        day = morning_after(made)
        with at_six(day):
            climb(day)
        found = Challenge.objects.get()
        seen.append((found.state, found.rung))

    assert seen == [("OPEN", "UNIT"), ("OPEN", "BODY"), ("OPEN", "LEADER"), ("UNDECIDED", "LEADER")]
    assert Notice.objects.filter(rule="challenge-ended", recipient=cast["plant"]).exists()
    last = cast.now().history.last()
    assert (last.transition, last.actor, last.actor_name) == ("challenge-end", None, "")
    assert sound() == []


def test_a_job_that_did_not_run_for_days_moves_it_up_once_with_a_full_clock(cast):
    made = cast.raised()
    late = made.due + 20 * DAY

    with at_six(late):
        assert (climb(late).moved_up, climb(late).moved_up) == (1, 0)

    found = Challenge.objects.get()
    assert (found.rung, found.due > late + 4 * DAY) == ("UNIT", True)


def test_the_enterprise_that_does_not_go_on_lets_the_answer_stand(cast):
    made = cast.raised()
    cast.act(made, "uphold", "team")
    day = morning_after(made)

    with at_six(day), pytest.raises(DomainError):
        cast.act(made, "go-on", "plant")
    with at_six(day):
        climb(day)

    assert Challenge.objects.get().state == "UPHELD"


def test_a_voiding_that_nobody_agrees_to_in_time_is_proposed_no_more(cast):
    made = cast.raised()
    cast.act(made, "void", "team")
    day = morning_after(made)

    with at_six(day):
        climb(day)

    assert (Challenge.objects.get().rung, cast.now().void_is_proposed) == ("UNIT", False)
    assert sound() == []


def test_the_rectification_goes_on_and_the_sign_off_ends_it(db):
    cast = Cast(rectifying=False, awaiting_sign_off=True)
    cast.raised()

    advance(cast.item.pk, "sign-off", actor=cast["assigner"], version=cast.now().version, opinion="同意")

    assert (cast.now().state, Challenge.objects.get().state) == ("CLOSED", "MOOT")
    assert sound() == []


def test_an_account_whose_password_came_lately_answers_nothing(cast):
    made = cast.raised()
    cast["team"].reset_at = clock.now()
    cast["team"].save()

    with pytest.raises(HeldError):
        cast.act(made, "uphold", "team")


def test_a_stale_page_is_told_so(cast):
    made = cast.raised()
    cast.act(made, "suspend", "unit", since=clock.today())

    with pytest.raises(StaleError):
        cast.act(made, "uphold", "team", version=made.version)


def test_it_waits_for_those_whose_turn_it_is(cast):
    cast.raised()

    found = {who for who in cast.users if decisions.waiting_for(cast[who])}

    assert found == {"finder", "team"}


@pytest.mark.parametrize("rung", ["TEAM", "UNIT", "BODY", "LEADER"])
def test_what_one_is_offered_is_what_waits_for_one(cast, rung):
    made = cast.raised()
    units = {"TEAM": "finder", "UNIT": "unit", "BODY": "body", "LEADER": "leader"}
    Challenge.objects.filter(pk=made.pk).update(rung=rung, unit=cast[units[rung]].organization)

    faces.assert_one(CHALLENGES, cast.users.values())
    cast.act(made, "suspend", "unit", since=clock.today())
    faces.assert_one(CHALLENGES, cast.users.values())


def test_where_nobody_took_no_part_the_leader_decides(cast):
    for who in ("unit", "body"):
        cast[who].is_active = False
        cast[who].save()
    made = cast.raised()

    day = morning_after(made)
    with at_six(day):
        climb(day)

    found = Challenge.objects.get()
    assert found.rung == "LEADER"
    assert [event.kind for event in found.events.all()] == ["RAISED", "MOVED_UP", "PASSED_OVER", "PASSED_OVER"]
    assert cast.act(made, "uphold", "leader").state == "UPHELD"


def at_the_leader(cast):
    """Two bodies were silent, a third one too; the leader has it."""
    made = cast.raised()
    for _clock in range(3):
        day = morning_after(made)
        with at_six(day):
            climb(day)
    return made


def another_body():
    return UserFactory(role=Role.DEPARTMENT, organization=OrganizationFactory(kind="DEPARTMENT"), is_head=True)


@pytest.mark.parametrize("of", ["finder", "assigner", "body"])
def test_no_body_that_found_assigned_or_was_silent_decides_on_the_voiding_of_the_leader(cast, of):
    made = at_the_leader(cast)
    cast.users["colleague"] = UserFactory(role=Role.DEPARTMENT, organization=cast[of].organization, is_head=True)
    with at_six(Challenge.objects.get().due):
        cast.act(made, "void", "leader")
        assert not decides(cast, "colleague")
        with pytest.raises(NotAllowedError):
            decide(cast, "colleague", granted=False)

    assert (cast.now().void_is_proposed, Challenge.objects.get().state) == (True, "CONFIRMING")


def decides(cast, who):
    return cast.item.pk in takeable_items(cast[who])


def takeable_items(user):
    return set(Item.objects.filter(takeable(TRANSITIONS["decide-void"], user)).values_list("pk", flat=True))


def test_a_refusal_of_the_leaders_voiding_bears_the_name_of_who_refused(cast):
    made = at_the_leader(cast)
    cast.users["other"] = another_body()
    with at_six(Challenge.objects.get().due):
        cast.act(made, "void", "leader")
        assert decides(cast, "other")
        decide(cast, "other", granted=False)

    *_before, refused, ended = made.events.order_by("pk")
    assert (refused.kind, refused.actor, refused.unit) == ("NOT_VOIDED", cast["other"], cast["other"].organization)
    assert (ended.kind, ended.actor, ended.place) == ("STANDS", None, "")
    assert Challenge.objects.get().state == "UPHELD"
    assert sound() == []


def test_a_body_that_has_refused_the_voiding_does_not_answer_next(cast):
    made = cast.raised()
    cast.act(made, "void", "team")
    decide(cast, "body", granted=False)
    cast.act(made, "uphold", "unit")
    cast.act(made, "go-on", "plant")
    assert Challenge.objects.get().rung == "LEADER"

    other = another_body()
    assert people.place(Challenge.objects.get(), Rung.BODY)
    assert cast["body"].organization != other.organization


def test_what_an_official_has_refused_is_not_written_as_an_act_of_the_enterprise(cast):
    made = cast.raised()
    cast.act(made, "void", "team")
    decide(cast, "body", granted=False)

    kinds = list(made.events.values_list("kind", "actor"))
    assert kinds[-2:] == [("NOT_VOIDED", cast["body"].pk), ("PASSED_ON", None)]
    assert Notice.objects.filter(rule="challenge-moved-up", recipient=cast["plant"]).exists()


def test_an_answer_makes_no_finding_graver(cast):
    made = cast.raised()

    with pytest.raises(WorkflowError) as refused:
        cast.act(made, "change", "team", values={"level": Level.MAJOR})

    assert (refused.value.field, cast.now().level, Challenge.objects.get().state) == ("level", "GENERAL", "OPEN")


def test_what_was_changed_and_then_upheld_has_been_changed(cast):
    made = cast.raised()
    cast.act(made, "change", "team", values={"description": "新的"})
    cast.act(made, "go-on", "plant")
    cast.act(made, "uphold", "unit")
    day = morning_after(made)
    with at_six(day):
        climb(day)

    found = Challenge.objects.get()
    assert (found.state, found.verdict) == ("CHANGED", "UPHELD")


def test_silence_of_the_second_person_is_no_silence_of_who_answered(cast):
    made = cast.raised()
    cast.act(made, "void", "team")
    day = morning_after(made)
    with at_six(day):
        climb(day)

    assert list(made.events.values_list("kind", "unit"))[2] == ("UNCONFIRMED", None)

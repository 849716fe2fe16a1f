"""A person confirms or declines what the ladder proposes; each item keeps its own history row."""

from datetime import timedelta

import pytest
from django.conf import settings

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError, WorkflowError
from core.services.together import GoneError
from documents.services.issuing import digest
from notices.models import Notice
from rectification.figures import on_desk
from rectification.models import Item, SupervisionMeasure
from rectification.services import advance
from rectification.services.bulk import BatchRefusedError
from rectification.states import SupervisionLevel
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import confirm, decline
from supervision.services.letters import LetterGiven
from supervision.states import ProposalState
from supervision.workflow import proposals_waiting_for
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory, fit_for_listing
from tests.supervision.reminders.days import TUESDAY, later

pytestmark = pytest.mark.usefixtures("tuesday")
GIVEN = LetterGiven(requirement="立即整改并说明原因", contact="县安委办 6123456")
TALK = LetterGiven(requirement="说明情况", talk_at=clock.start_of(TUESDAY + timedelta(days=3)), talk_place="县政府三楼")


def late(days=7, **wanted):
    return ItemFactory(rectifying=True, due_in=-days, found_on=later(-200), **wanted)


def proposals(*items):
    escalate_overdue(TUESDAY)
    return list(EscalationProposal.objects.open().filter(item__in=items).select_related("item").order_by("pk"))


def seen(rows):
    return {row.pk: row.item.version for row in rows}


def test_confirming_issues_a_letter_and_takes_the_step_with_its_history_row():
    item = late()
    rows = proposals(item)

    done = confirm(seen(rows), actor=item.people["coordinator"], given=GIVEN)

    item.refresh_from_db()
    entry = item.history.last()
    assert item.supervision_level == SupervisionLevel.SUPERVISED
    assert (entry.transition, entry.actor) == ("supervise", item.people["coordinator"])
    assert done.letters[0].number in entry.reason
    assert EscalationProposal.objects.get().decision == ProposalState.CONFIRMED
    assert EscalationProposal.objects.get().letter == done.letters[0]


def test_several_items_of_a_unit_share_one_letter_and_each_has_its_history_row():
    plant = EnterpriseFactory()
    items = [late(days, enterprise=plant) for days in (7, 9, 12)]
    rows = proposals(*items)

    done = confirm(seen(rows), actor=items[0].people["coordinator"], given=GIVEN)

    letter = SupervisionLetter.objects.get()
    assert list(done.letters) == [letter]
    assert set(letter.items.all()) == set(items)
    assert [row["days_late"] for row in letter.frozen["items"]] == [7, 9, 12]
    assert all(item.history.filter(transition="supervise").count() == 1 for item in items)


def test_each_kind_of_letter_has_its_own_requirement():
    overdue, major = late(), ItemFactory(major=True, assigned=True)
    head = fit_for_listing(major)
    given = LetterGiven(requirements={"SUPERVISION": "说明逾期原因", "LISTING": "五落实"})

    rows = proposals(overdue, major)
    for item, actor in ((overdue, overdue.people["coordinator"]), (major, head)):
        confirm(seen([row for row in rows if row.item_id == item.pk]), actor=actor, given=given)

    said = {letter.kind: letter.frozen["requirement"] for letter in SupervisionLetter.objects.all()}
    assert said == {"SUPERVISION": "说明逾期原因", "LISTING": "五落实"}


def test_a_letter_that_demands_nothing_is_refused():
    item = late()

    with pytest.raises(WorkflowError):
        confirm(seen(proposals(item)), actor=item.people["coordinator"], given=LetterGiven(requirement=" "))

    assert not SupervisionLetter.objects.exists()


def test_two_units_get_two_letters_with_following_numbers():
    items = [late(), late()]
    rows = proposals(*items)

    confirm(seen(rows), actor=items[0].people["coordinator"], given=GIVEN)

    numbers = [f"{settings.LETTER_WORD}〔2026〕{number}号" for number in (1, 2)]
    assert sorted(SupervisionLetter.objects.values_list("document__number", flat=True)) == numbers


def test_a_letter_states_the_reminders_that_came_before_and_is_frozen():
    item = late()
    chased = {"level": SupervisionLevel.CHASED, "reason": "请抓紧"}
    for days in (1, 0):
        with clock.at(clock.now() - timedelta(days=days)):
            item.refresh_from_db()
            advance(item.pk, "supervise", actor=item.people["coordinator"], version=item.version, **chased)

    [letter] = confirm(seen(proposals(item)), actor=item.people["coordinator"], given=GIVEN).letters

    Item.objects.filter(pk=item.pk).update(title="后来改了")
    letter.refresh_from_db()
    [facts] = letter.frozen["items"]
    assert facts["reminders"] == [(TUESDAY - timedelta(days=1)).isoformat()]
    assert facts["problem"] == "可燃气体报警器失效"
    assert letter.paper.sha256 == digest(letter.frozen)


def test_the_answer_is_due_after_five_working_days():
    item = late()

    [letter] = confirm(seen(proposals(item)), actor=item.people["coordinator"], given=GIVEN).letters

    assert letter.answer_by == TUESDAY + timedelta(days=7)
    assert letter.answer_derivation["days"] == 5


@pytest.mark.parametrize(
    ("days", "level", "letters"),
    [
        (7, SupervisionLevel.SUPERVISED, 1),
        (15, SupervisionLevel.SUPERVISED, 0),
        (30, SupervisionLevel.TALKED, 1),
        (60, SupervisionLevel.ACCOUNTABILITY, 0),
    ],
)
def test_each_step_records_its_measure(days, level, letters):
    item = late(days)

    confirm(seen(proposals(item)), actor=item.people["coordinator"], given=TALK)

    assert SupervisionMeasure.objects.get(item=item).level == level
    assert SupervisionLetter.objects.count() == letters


def test_a_talk_without_time_is_refused_and_nothing_has_changed():
    item = late(30)

    with pytest.raises(WorkflowError) as refused:
        confirm(seen(proposals(item)), actor=item.people["coordinator"], given=GIVEN)

    assert refused.value.field == "talk_at"
    assert not SupervisionMeasure.objects.exists()
    assert not SupervisionLetter.objects.exists()


def test_a_harder_step_withdraws_the_softer_ones_of_the_same_deadline():
    item = late(7)
    escalate_overdue(TUESDAY)
    escalate_overdue(later(8))
    soft, hard = EscalationProposal.objects.order_by("pk")
    with clock.at(clock.start_of(later(8))):
        advance_to = {hard.pk: item.version}
        hard.step.measure, hard.step.document = SupervisionLevel.TALKED, "REFERRAL"
        hard.step.save()
        confirm(advance_to, actor=item.people["coordinator"], given=GIVEN)

    soft.refresh_from_db()
    assert soft.decision == ProposalState.WITHDRAWN


def test_a_declined_step_is_not_proposed_again_for_this_deadline():
    item = late()
    [row] = proposals(item)

    decline([row.pk], actor=item.people["coordinator"], reason="企业已停产")

    assert escalate_overdue(TUESDAY).proposed == 0
    row.refresh_from_db()
    assert (row.decision, row.reason) == (ProposalState.DECLINED, "企业已停产")
    assert not item.history.filter(transition="supervise").exists()


def test_declining_needs_a_reason():
    item = late()
    [row] = proposals(item)

    with pytest.raises(WorkflowError):
        decline([row.pk], actor=item.people["coordinator"], reason=" ")

    row.refresh_from_db()
    assert row.decision == ProposalState.OPEN


def test_the_head_of_the_assigning_department_confirms_a_letter_but_no_talk():
    department = UserFactory(role=Role.DEPARTMENT, is_head=True)
    letter, talk = late(7), late(30)
    Item.objects.update(assigned_by_organization=department.organization)
    rows = proposals(letter, talk)

    waiting = proposals_waiting_for(department)
    assert [row.item for row in waiting] == [letter]
    confirm(seen([row for row in rows if row.item == letter]), actor=department, given=GIVEN)
    with pytest.raises(NotAllowedError):
        confirm(seen([row for row in rows if row.item == talk]), actor=department, given=TALK)


@pytest.mark.parametrize("who", ["inspector", "head"])
def test_others_of_the_county_are_refused(who):
    item = late()
    rows = proposals(item)

    with pytest.raises(NotAllowedError):
        confirm(seen(rows), actor=item.people[who], given=GIVEN)

    assert EscalationProposal.objects.get().decision == ProposalState.OPEN


def test_the_unit_itself_does_not_even_know_of_the_proposal():
    item = late()
    rows = proposals(item)

    with pytest.raises(GoneError):
        confirm(seen(rows), actor=item.people["enterprise"], given=GIVEN)


def test_a_stale_item_is_refused_in_words_and_nothing_has_changed():
    item = late()
    rows = proposals(item)
    versions = {row.pk: row.item.version - 1 for row in rows}

    with pytest.raises(BatchRefusedError) as refused:
        confirm(versions, actor=item.people["coordinator"], given=GIVEN)

    assert item.number in refused.value.reasons[0]
    assert not SupervisionLetter.objects.exists()


def test_what_is_decided_already_is_refused():
    item = late()
    rows = proposals(item)
    confirm(seen(rows), actor=item.people["coordinator"], given=GIVEN)

    with pytest.raises(BatchRefusedError):
        confirm(seen(rows), actor=item.people["coordinator"], given=GIVEN)

    assert SupervisionLetter.objects.count() == 1


def test_a_proposal_whose_ground_has_just_gone_is_refused_before_any_run_withdraws_it():
    item = late()
    rows = proposals(item)
    Item.objects.filter(pk=item.pk).update(deadline=later(10))

    with pytest.raises(BatchRefusedError):
        confirm(seen(rows), actor=item.people["coordinator"], given=GIVEN)


def test_no_proposal_at_all_is_refused():
    with pytest.raises(DomainError):
        confirm({}, actor=UserFactory(), given=GIVEN)


PARTS = {
    "none": lambda item, unit: None,
    "assists": lambda item, unit: item.assisting.add(unit),
    "recorded": lambda item, unit: Item.objects.filter(pk=item.pk).update(registered_by_organization=unit),
    "assigned": lambda item, unit: Item.objects.filter(pk=item.pk).update(assigned_by_organization=unit),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_head_lists_only_where_the_own_office_has_a_part(part):
    item = ItemFactory(major=True, assigned=True)
    head = fit_for_listing(item)
    item.assisting.clear()
    PARTS[part](item, head.organization)
    rows = proposals(item)

    waits = proposals_waiting_for(head).exists()
    told = Notice.objects.filter(recipient=head, rule="escalation-waiting").exists()
    try:
        confirm(seen(rows), actor=head, given=GIVEN)
    except NotAllowedError:
        issued = False
    else:
        issued = True

    assert (waits, told, issued) == (part != "none",) * 3
    assert SupervisionLetter.objects.exists() == issued


@pytest.mark.parametrize("level", ["SUPERVISED", "LISTED", "TALKED", "ACCOUNTABILITY"])
def test_a_department_without_a_part_takes_no_measure_by_hand_either(level):
    item = ItemFactory(major=True, assigned=True)
    head = fit_for_listing(item)
    item.assisting.clear()

    with pytest.raises(NotAllowedError):
        advance(item.pk, "supervise", actor=head, version=item.version, level=level, reason="抓紧")

    assert not SupervisionMeasure.objects.exists()


def test_the_figure_of_what_is_proposed_is_what_the_page_lists():
    item = ItemFactory(major=True, assigned=True)
    head, people = fit_for_listing(item), item.people
    proposals(item)

    for person in (head, people["coordinator"], people["inspector"]):
        figure = on_desk(Item.objects.visible_to(person), "proposed", person, TUESDAY)
        listed = proposals_waiting_for(person).values("item")
        if person.assigns:
            assert set(figure.values_list("pk", flat=True)) == set(listed.values_list("item", flat=True)), person

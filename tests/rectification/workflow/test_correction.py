"""What an item says can be put right, by those who do not answer for it, and the old words stay in the history."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import NotAllowedError, WorkflowError, WrongStateError
from core.models import LogEntry
from core.services import log_reading
from inspections.states import Level
from notices.models import Notice
from rectification.models import Item
from rectification.services.correction import correct
from supervision.models import EscalationProposal
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_the_old_words_and_the_reason():
    item = ItemFactory(rectifying=True)
    said = item.finding.description

    correct(
        item.pk,
        actor=item.people["coordinator"],
        version=item.version,
        reason="笔误",
        description="新的表述",
        title="新题",
    )

    entry = item.history.last()
    assert (entry.transition, entry.reason) == ("correct", "笔误")
    assert entry.given["was"] == {"description": said, "title": item.title}
    assert entry.after == {"title": "新题"}
    assert Item.objects.get(pk=item.pk).finding.description == "新的表述"


def test_the_department_that_answers_does_not_correct_its_own_item():
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
    item = ItemFactory(plan_review=True, major=True, lead_organization=bureau)
    officer = UserFactory(role=Role.DEPARTMENT, organization=bureau)

    with pytest.raises(NotAllowedError):
        correct(item.pk, actor=officer, version=item.version, reason="降级", level="GENERAL")

    item.refresh_from_db()
    assert item.is_major


def test_the_level_is_not_changed_once_the_signatures_are_known():
    item = ItemFactory(awaiting_sign_off=True, major=True)

    with pytest.raises(WrongStateError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="降级", level="GENERAL")

    assert refusal.value.field == "level"
    assert Item.objects.get(pk=item.pk).is_major


@pytest.mark.parametrize("days", [1, 16], ids=["in the future", "after the deadline"])
def test_the_day_of_the_finding_stays_possible(days):
    item = ItemFactory(rectifying=True)
    day = clock.today() + timedelta(days=days)

    with pytest.raises(WorkflowError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="笔误", found_on=day)

    assert refusal.value.field == "found_on"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_needs_a_reason(reason):
    item = ItemFactory(rectifying=True)

    with pytest.raises(WorkflowError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason=reason, title="新题")

    assert refusal.value.field == "reason"
    assert item.history.last().transition != "correct"


def officer_of(unit):
    return UserFactory(role=Role.DEPARTMENT, organization=unit)


@pytest.mark.parametrize("trait", ["pending", "assigned", "rectifying", "under_review", "awaiting_sign_off"])
def test_a_department_without_a_part_in_it_corrects_nothing(client, trait):
    item = ItemFactory(**({} if trait == "pending" else {trait: True}))
    stranger = item.people["head"]
    client.force_login(stranger)

    assert client.get(f"{item.get_absolute_url()}correct/").status_code == 403
    with pytest.raises(NotAllowedError):
        correct(item.pk, actor=stranger, version=item.version, reason="x", title="新题")
    assert Item.objects.get(pk=item.pk).title == item.title


def test_the_department_that_recorded_it_corrects_it_until_another_one_assigns_it():
    pending, assigned = ItemFactory(), ItemFactory(assigned=True)
    correct(
        pending.pk,
        actor=officer_of(pending.registered_by_organization),
        version=pending.version,
        reason="x",
        title="新",
    )

    officer = officer_of(assigned.registered_by_organization)
    with pytest.raises(NotAllowedError):
        correct(assigned.pk, actor=officer, version=assigned.version, reason="x", title="新")

    assert Item.objects.get(pk=pending.pk).title == "新"


def lower(item, actor):
    return correct(item.pk, actor=actor, version=item.version, reason="复核为一般", level=Level.GENERAL)


def test_the_office_alone_lowers_the_level_of_a_major_hazard():
    item = ItemFactory(plan_review=True, major=True)
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
    Item.objects.filter(pk=item.pk).update(assigned_by_organization=bureau)

    with pytest.raises(NotAllowedError) as refusal:
        lower(item, officer_of(bureau))

    assert refusal.value.field == "level"
    assert lower(item, item.people["coordinator"]).level == Level.GENERAL


def test_who_took_the_last_step_leaves_it_to_a_colleague():
    item = ItemFactory(assigned=True, major=True)

    with pytest.raises(NotAllowedError):
        lower(item, item.people["coordinator"])

    assert lower(item, item.people["second_coordinator"]).level == Level.GENERAL


def test_the_only_coordinator_of_a_county_is_not_left_without_a_way():
    item = ItemFactory(assigned=True, major=True)
    item.people["second_coordinator"].__class__.objects.filter(pk=item.people["second_coordinator"].pk).update(
        is_active=False
    )

    assert lower(item, item.people["coordinator"]).level == Level.GENERAL


def test_old_and_new_stand_in_words_on_the_page_in_the_notices_and_in_the_log(client):
    item = ItemFactory(plan_review=True, major=True, title="围堰破损")
    actor, people = item.people["coordinator"], item.people

    with translation.override("zh-hans"):
        correct(item.pk, actor=actor, version=item.version, reason="复核", level=Level.GENERAL, title="围堰开裂")
        old, new = str(Level.MAJOR.label), str(Level.GENERAL.label)
        told = log_reading.lines(LogEntry.objects.filter(act="item.correct").get())

    client.force_login(actor)
    page = client.get(item.get_absolute_url()).content.decode()
    assert f"级别：{old} → {new}" in page
    assert "围堰破损 → 围堰开裂" in page
    assert {"label": "隐患级别", "before": old, "after": new, "is_technical": False} in told
    assert "围堰" not in str(told)
    notices = Notice.objects.filter(rule="corrected")
    assert {notice.recipient for notice in notices} == {people["enterprise"], people["second_coordinator"]}
    assert f"{old} → {new}" in notices[0].text


def test_before_the_assignment_the_unit_proposed_follows_the_enterprise():
    item, other = ItemFactory(), EnterpriseFactory()
    Item.objects.filter(pk=item.pk).update(lead_organization=item.enterprise.organization)

    done = correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="错", enterprise=other)

    assert done.lead_organization == other.organization


def test_after_the_assignment_another_enterprise_is_refused_in_words():
    item, other = ItemFactory(assigned=True), EnterpriseFactory()

    with pytest.raises(WorkflowError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="错", enterprise=other)

    assert (refusal.value.field, item.lead_organization.name in str(refusal.value)) == ("enterprise", True)
    assert Item.objects.get(pk=item.pk).enterprise == item.enterprise


def test_where_a_department_answers_the_enterprise_may_be_put_right():
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
    item, other = ItemFactory(assigned=True, lead_organization=bureau), EnterpriseFactory()

    done = correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="错", enterprise=other)

    assert done.enterprise == other


def test_the_proposal_to_list_it_follows_the_level():
    call_command("load_catalogs", stdout=StringIO())
    item = ItemFactory(plan_review=True, major=True)
    assert EscalationProposal.objects.open().filter(item=item).count() == 1

    lowered = lower(item, item.people["coordinator"])
    left = EscalationProposal.objects.open().filter(item=item).count()
    raised = correct(
        item.pk, actor=item.people["coordinator"], version=lowered.version, reason="再核", level=Level.MAJOR
    )

    assert (left, raised.level) == (0, Level.MAJOR)
    assert EscalationProposal.objects.open().filter(item=item).count() == 1

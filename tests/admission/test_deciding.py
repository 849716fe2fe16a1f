"""准入评审: reviews, decision, quota, paper and the project's file; each by whom it is for."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from admission.models import AdmissionEvent, Application, Review
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import LogEntry
from documents.models import IssuedDocument
from documents.services.files import document_of
from notices.models import Notice
from parks.models import StopNotice
from projects.models import Project, ProjectRecord
from projects.services.picture import Picture
from tests.factories import ApplicationFactory, ProjectFactory, UserFactory

from .conftest import Case

pytestmark = pytest.mark.django_db


def paper_of(case):
    return IssuedDocument.objects.filter(kind="ADMISSION", about=case.application.pk).first()


def test_an_admission_reserves_the_quota_issues_a_paper_and_enters_the_file(case):
    case.decided()

    assert case.application.state == "ADMITTED"
    assert case.balance == 90
    assert "化学需氧量" in "".join(document_of(paper_of(case)).plain_texts())
    record = ProjectRecord.objects.get(project=case.application.project, kind="ADMISSION")
    assert paper_of(case).number in record.content
    assert record.settled_on == clock.today()
    assert LogEntry.objects.filter(act="admission.decide").count() == 1


def test_the_review_ends_with_the_last_of_the_reviews(case):
    case.convened()
    for reviewer in case.reviewers[:2]:
        case.give(reviewer)
    assert case.application.state == "REVIEWING"

    assert case.give(case.reviewers[2]).state == "REVIEWED"


def test_until_all_are_in_nobody_reads_what_another_has_given(case):
    case.convened()
    first, second, third = case.reviewers
    case.give(first)

    assert {row.reviewer for row in Review.objects.visible_to(second)} == set(case.reviewers[1:])
    assert first not in {row.reviewer for row in Review.objects.visible_to(case.decider)}

    case.give(second)
    case.give(third)
    assert Review.objects.visible_to(second).count() == 3
    assert not Review.objects.visible_to(case.inside).exists()


def test_who_has_not_declared_to_have_no_interest_gives_no_review(case):
    case.convened()

    with pytest.raises(DomainError) as refused:
        case.give(case.reviewers[0], no_interest=False)

    assert refused.value.field == "no_interest"
    assert not Review.objects.exclude(given_at=None).exists()


def test_where_somebody_stands_aside_another_one_has_to_be_named(case):
    case.convened()
    first, *others = case.reviewers
    case.take("recuse", first, reason="近亲属在该企业任职")
    for reviewer in others:
        case.give(reviewer)
    assert case.application.state == "REVIEWING"

    further = UserFactory()
    case.take("convene", case.chair, reviewers=[further])

    assert case.give(further).state == "REVIEWED"
    with pytest.raises(NotAllowedError):
        case.give(first)


def test_fewer_reviewers_than_the_setting_are_refused(case, settings):
    settings.ADMISSION_REVIEWERS = 4

    with pytest.raises(DomainError) as refused:
        case.convened()

    assert refused.value.field == "reviewers"


def test_who_applied_is_no_reviewer(case):
    case.reviewers[0] = case.application.applied_by

    with pytest.raises(DomainError):
        case.convened()

    assert not Review.objects.exists()


@pytest.mark.parametrize("who", ["applicant", "reviewer", "enterprise"])
def test_nobody_decides_on_the_own_part(case, who):
    case.minuted()
    people = {"applicant": case.application.applied_by, "reviewer": case.reviewers[0], "enterprise": case.inside}

    with pytest.raises(NotAllowedError):
        case.take("decide", people[who], decision="ADMITTED", opinion="同意")

    assert case.balance == 100


def test_nothing_is_decided_without_minutes(case):
    case.reviewed()

    with pytest.raises(WrongStateError):
        case.take("decide", case.decider, decision="ADMITTED", opinion="同意")


def test_what_was_vetoed_can_only_be_refused(case):
    case.minuted(veto="外部安全防护距离不足")

    with pytest.raises(DomainError):
        case.take("decide", case.decider, decision="ADMITTED", opinion="同意")
    case.take("decide", case.decider, decision="REFUSED", opinion="不同意")

    assert (case.application.state, case.balance) == ("REFUSED", 100)


def test_a_stop_that_came_during_the_review_bars_the_decision(case):
    case.minuted()
    StopNotice.objects.create(park=case.park, region="示范县", authority="省厅", document="9号", since=clock.today())

    with pytest.raises(DomainError) as refused:
        case.take("decide", case.decider, decision="ADMITTED", opinion="同意")

    assert refused.value.field == "decision"
    assert not IssuedDocument.objects.exists()


def test_what_is_restricted_is_admitted_with_the_reasons_of_the_application():
    case = Case(processes="间歇硝化")
    case.park.admission_rules.create(
        kind="RESTRICTED", text="间歇硝化", words="硝化", source="1号", since=clock.today()
    )
    case.minuted()

    with pytest.raises(DomainError):
        case.take("decide", case.decider, decision="ADMITTED", opinion="同意")
    case.application.reasons = "已改为连续流微通道"
    case.application.save()

    case.take("decide", case.decider, decision="ADMITTED", opinion="同意")
    assert case.application.state == "ADMITTED"


def test_conditions_have_to_be_said(case):
    with pytest.raises(DomainError) as refused:
        case.decided("CONDITIONAL")

    assert refused.value.field == "conditions"


def test_what_is_barred_is_refused_without_a_review_and_nothing_else_is():
    barred, fine = Case(granted=""), Case()

    barred.take("turn-down", barred.decider, opinion="无总量指标")
    with pytest.raises(DomainError):
        fine.take("turn-down", fine.decider, opinion="不同意")

    assert barred.application.state == "REFUSED"
    assert barred.application.sheet
    with pytest.raises(DomainError):
        Case(granted="").convened()


@pytest.mark.parametrize("step", ["give-up", "lapse"])
def test_an_admission_that_ends_frees_its_quota_and_voids_its_paper(case, step):
    case.decided()
    with clock.at(clock.now() + timedelta(days=800)):
        case.take(step, case.decider, reason="投资方撤资")

    assert case.balance == 100
    assert paper_of(case).is_void
    assert ProjectRecord.objects.get(kind="ADMISSION").settled_on is None


def test_what_is_still_valid_or_being_built_does_not_lapse(case):
    case.decided()
    with pytest.raises(WrongStateError):
        case.take("lapse", case.decider)
    project = case.application.project
    project.state = "BUILDING"
    project.save()

    with clock.at(clock.now() + timedelta(days=800)), pytest.raises(WrongStateError):
        case.take("lapse", case.decider)


def test_a_project_has_one_running_application(case):
    with pytest.raises(DatabaseError), transaction.atomic():
        ApplicationFactory(project=case.application.project)

    case.take("withdraw", case.inside, reason="另行选址")

    ApplicationFactory(project=case.application.project)


def test_the_course_is_never_changed(case):
    case.convened()

    with pytest.raises(DatabaseError), transaction.atomic():
        AdmissionEvent.objects.update(note="别的")


def test_reviewers_and_applicant_are_told(case):
    case.decided("REFUSED")

    told = {(notice.recipient, notice.rule) for notice in Notice.objects.all()}

    assert {(person, "admission-review") for person in case.reviewers} <= told
    assert {(case.inside, "admission-decided"), (case.application.applied_by, "admission-decided")} <= told


def step_two(case, reader):
    """How the admission stands in the legal order of the project."""
    case.application.project.refresh_from_db()
    return Picture(case.application.project, reader).paper("ADMISSION")


def test_the_legal_order_shows_the_admission_as_its_own_step_from_the_application_on(case):
    under_way = step_two(case, case.decider)

    admitted = step_two(case.decided(), case.decider)

    application = case.application
    paper = IssuedDocument.objects.get(kind="ADMISSION", about=application.pk)
    assert (under_way.standing, under_way.url) == ("running", application.get_absolute_url())
    assert (admitted.standing, admitted.number, admitted.day) == ("there", paper.number, application.decided_on)
    assert admitted.until == application.valid_until


def test_a_refused_project_is_not_shown_as_admitted_in_the_legal_order(case):
    shown = step_two(case.decided("REFUSED"), case.inside)

    assert (shown.standing, shown.reason) == ("halted", "不予准入")


def test_an_admission_that_has_run_out_before_the_start_counts_no_more(case):
    case.decided()
    yesterday = clock.today() - timedelta(days=1)
    Application.objects.filter(pk=case.application.pk).update(valid_until=yesterday)

    planned = step_two(case, case.decider)
    Project.objects.filter(pk=case.application.project_id).update(state="BUILDING")

    assert planned.standing == "expired"
    assert step_two(case, case.decider).standing == "there"


def test_without_an_application_the_record_by_hand_counts(case):
    project = ProjectFactory()
    held = {"held_on": clock.today(), "settled_on": clock.today(), "led_by": "园区管委会"}
    ProjectRecord.objects.create(project=project, kind="ADMISSION", **held)

    shown = Picture(project, case.decider).paper("ADMISSION")

    assert (shown.standing, shown.reason) == ("there", "园区管委会")


def test_the_page_of_the_project_leads_from_step_two_to_the_application(case, client):
    client.force_login(case.decider)

    page = client.get(case.application.project.get_absolute_url()).text

    assert f'<a href="{case.application.get_absolute_url()}">园区准入评审</a>' in page

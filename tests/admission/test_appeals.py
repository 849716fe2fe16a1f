"""申诉: by the applicant, in time, once; decided by somebody who took no part before."""

from datetime import timedelta

import pytest

from accounts.states import Role
from admission.models import AdmissionRule
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from documents.models import IssuedDocument
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def appealed(case, decision="REFUSED", **given):
    case.decided(decision, **given)
    case.take("appeal", case.inside, reason="工艺已更换")
    return case


def reopened(case, decision="REFUSED", **given):
    appealed(case, decision, **given).take("settle", case.judge, outcome="REVIEWED", reason="补充材料属实")
    case.reviewers = [UserFactory(role=Role.INSPECTOR) for _n in range(3)]
    return case


def test_an_accepted_appeal_reopens_the_review_and_voids_the_first_paper(case):
    reopened(case)

    assert (case.application.state, case.application.decision, case.balance) == ("APPLIED", "", 100)
    assert IssuedDocument.objects.get(kind="ADMISSION").is_void
    assert case.application.first_minutes == "与会专家一致同意。"


def test_what_was_refused_without_a_review_is_reviewed_before_it_is_admitted(case):
    rule = AdmissionRule.objects.create(
        park=case.park, kind="MAX_LAND", text="用地", value=1, is_strict=True, source="3号", since="2020-01-01"
    )
    case.take("turn-down", case.decider, opinion="用地超限")
    case.take("appeal", case.inside, reason="目录已调整")
    rule.delete()

    case.take("settle", case.judge, outcome="REVIEWED", reason="目录已调整")

    with pytest.raises(NotAllowedError):
        case.take("decide", UserFactory(), decision="ADMITTED", opinion="同意")
    assert case.application.state == "APPLIED"


def test_what_the_check_sheet_still_bars_is_not_reviewed_anew(case):
    appealed(case)
    AdmissionRule.objects.create(
        park=case.park, kind="MAX_LAND", text="用地", value=1, is_strict=True, source="3号", since="2020-01-01"
    )

    with pytest.raises(DomainError):
        case.take("settle", case.judge, outcome="REVIEWED", reason="补充材料属实")

    case.application.refresh_from_db()
    assert case.application.state == "APPEALED"


def test_who_reviewed_before_is_not_named_again(case):
    first = list(case.reviewers)
    reopened(case)

    with pytest.raises(DomainError):
        case.take("convene", case.chair, reviewers=first)


@pytest.mark.parametrize("who", ["decider", "judge"])
def test_nobody_decides_on_it_twice(case, who):
    reopened(case).minuted()

    with pytest.raises(NotAllowedError):
        case.take("decide", getattr(case, who), decision="ADMITTED", opinion="同意")

    assert not case.application.holds


def test_the_second_decision_is_the_last_and_reserves_the_quota_once(case):
    reopened(case, "CONDITIONAL", conditions="配套VOCs治理").minuted()

    case.take("decide", UserFactory(), decision="ADMITTED", opinion="同意")

    papers = IssuedDocument.objects.filter(kind="ADMISSION")
    assert (case.application.state, case.application.appeal_by, case.balance) == ("ADMITTED", None, 90)
    assert (papers.filter(voided_at=None).count(), papers.exclude(voided_at=None).count()) == (1, 1)


def test_a_decision_that_stands_is_the_last(case):
    appealed(case).take("settle", case.judge, outcome="UPHELD", reason="理由不成立")

    assert case.application.state == "REFUSED"
    with pytest.raises(WrongStateError):
        case.take("appeal", case.inside, reason="再次申诉")


@pytest.mark.parametrize("who", ["decider", "chair", "reviewer", "enterprise"])
def test_nobody_who_took_part_decides_on_the_appeal(case, who):
    appealed(case)
    people = {"decider": case.decider, "chair": case.chair, "reviewer": case.reviewers[0], "enterprise": case.inside}

    with pytest.raises(NotAllowedError):
        case.take("settle", people[who], outcome="UPHELD", reason="维持")

    assert case.application.state == "APPEALED"


def test_an_appeal_comes_in_time_or_not_at_all(case, settings):
    case.decided("REFUSED")

    with clock.at(clock.now() + timedelta(days=settings.ADMISSION_APPEAL_DAYS + 1)), pytest.raises(WrongStateError):
        case.take("appeal", case.inside, reason="工艺已更换")
    with clock.at(clock.now() + timedelta(days=settings.ADMISSION_APPEAL_DAYS)):
        case.take("appeal", case.inside, reason="工艺已更换")

    assert case.application.state == "APPEALED"


def test_an_appeal_ends_as_it_can(case):
    appealed(case)

    with pytest.raises(DomainError):
        case.take("settle", case.judge, outcome="REFUSED", reason="维持")

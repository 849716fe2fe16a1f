"""The forms of plans and of measures of parks, each on its page (walked by tests/core/test_conflicts.py)."""

from datetime import date

from parks.models import CapacityAssessment, UpgradePlan
from plans.forms import (
    ClosureForm,
    FeedbackProblemForm,
    InstalmentForm,
    OpinionForm,
    PlanForm,
    PlanMeasureForm,
    UpgradeMeasureForm,
)
from plans.models import FeedbackProblem, Instalment, UpgradeMeasure
from tests.core.edit_case import Case
from tests.factories import ClosureFactory, ParkFactory, UserFactory
from tests.plans import made

DAY = date(2030, 1, 5)


def page(path, row, mine, theirs):
    return Case(f"/{path}/{row.pk}/edit/", UserFactory(), mine, theirs)


def of_plan():
    return page("plans", made.drafted(UserFactory()), ("title", "环保提升方案"), ("goal", "本质安全\n零事故"))


def of_measure():
    row = made.drafted(UserFactory()).measures.first()
    return page("plans/measures", row, ("text", "更换全部管线"), ("person", "赵工"))


def of_opinion():
    row = made.in_review(UserFactory()).opinions.get()
    return page("plans/opinions", row, ("field", "化工设计院"), ("answer", "已按意见\n补充联锁"))


def of_upgrade_measure():
    park = ParkFactory()
    plan = UpgradePlan.objects.create(park=park, target_grade="D", target_on=DAY, measures="见清单")
    row = UpgradeMeasure.objects.create(plan=plan, text="建应急池", organization=park.committee, deadline=DAY)
    return page("upgrades/measures", row, ("text", "建应急池二期"), ("person", "赵工"))


def of_feedback():
    said = {"assessed_on": date(2026, 1, 1), "authority": "省专班", "conclusion": "BEARS"}
    assessment = CapacityAssessment.objects.create(park=ParkFactory(), **said)
    row = FeedbackProblem.objects.create(assessment=assessment, text="管网不分流", deadline=DAY)
    return page("capacity/problems", row, ("text", "管网未分流"), ("item_number", "2026-0001"))


def of_closure():
    row = ClosureFactory()
    return page("closures", row, ("authority", "县人民政府"), ("agreement", "补偿协议1号"))


def of_instalment():
    row = Instalment.objects.create(closure=ClosureFactory(agreed=100), due_on=DAY, amount=40)
    return page("closures/instalments", row, ("over_reason", "补差"), ("due_on", "2031-01-31"))


EDITED = {
    ClosureForm: of_closure,
    InstalmentForm: of_instalment,
    PlanForm: of_plan,
    PlanMeasureForm: of_measure,
    OpinionForm: of_opinion,
    UpgradeMeasureForm: of_upgrade_measure,
    FeedbackProblemForm: of_feedback,
}

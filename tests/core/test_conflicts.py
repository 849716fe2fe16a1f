"""Two people at one form: nobody's change is lost, and nobody has to begin again. Walks every form that edits a row."""

import re
from datetime import date

import pytest
from django import forms
from django.urls import get_resolver
from lxml import html

from accounts.forms.people import AccountForm, NewAccountForm, OwnSettingsForm
from accounts.forms.units import UnitForm
from accounts.states import Role
from admission.forms.filing import AdmissionRuleForm, ApplyForm
from admission.forms.steps import StepForm as AdmissionStepForm
from admission.models import AdmissionRule
from annualplans import forms as of_annual_plans
from campaigns import forms as of_campaigns
from capability import forms as of_capability
from challenges.forms.answering import AnswerForm as ChallengeAnswerForm
from challenges.forms.steps import ReasonForm as ChallengeReasonForm
from core import past_forms
from core.dismissing import DismissForm
from core.forms import FileForm, MaskedPhones, SeenForm
from core.rules.months import Month
from draws import forms as of_draws
from enterprises.forms import (
    EnterpriseForm,
    NewEnterpriseForm,
    OperatingStateForm,
    PermitForm,
    PermitStateForm,
    RenewalForm,
)
from enterprises.models import Permit
from law import forms as of_law
from law.forms import ROW_FORMS, RowForm, SourceForm
from maps.forms import BoundaryForm, DrawingForm
from meetings.forms import MeetingEditForm
from meetings.forms import duties as of_meetings
from objections.forms import VerdictForm
from parks.forms.entries import (
    CapacityAssessmentForm,
    FiledForm,
    NewParkPaperForm,
    ParkLevelForm,
    ParkPaperForm,
    RecognitionProblemForm,
    StopNoticeForm,
    UpgradePlanForm,
    VisitForm,
)
from parks.forms.infrastructure import InfrastructureForm, NewInfrastructureForm
from parks.forms.parks import NewParkForm, ParkForm
from parks.forms.quota import QuotaAccountForm
from parks.forms.risk import RiskAssessmentForm
from parks.models import (
    CapacityAssessment,
    Infrastructure,
    ParkLevel,
    ParkPaper,
    RecognitionProblem,
    RiskAssessment,
    StopNotice,
    UpgradePlan,
)
from parks.states import InfrastructureStatus
from plans.forms import NewClosureForm, ReasonForm
from projects.forms import ApprovalForm, ProjectForm, RecordForm, SpellCorrectionForm, SpellForm
from projects.models import ProjectApproval, ProjectRecord, ProjectStateSpell
from rectification.forms.cells import CellForm
from rectification.forms.correction import CorrectionForm
from rectification.forms.steps import StepForm
from reports import forms as of_reports
from reports.services import building
from safety.forms.hazard_sources import AssessmentForm
from safety.forms.rows import GuarantorCheckForm, NewGuarantorForm, PastForm
from superiors.forms.papers import VersionForm
from tests.annualplans.edited import EDITED as OF_YEARLY_PLANS
from tests.campaigns.edited import EDITED as OF_CAMPAIGNS
from tests.capability.edited import BY_TICKS
from tests.capability.edited import EDITED as OF_CAPABILITY
from tests.checklists.edited import EDITED as OF_CHECKLISTS
from tests.core.edit_case import Case
from tests.factories import (
    EnterpriseFactory,
    ItemFactory,
    MeetingFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
)
from tests.maps.edited import EDITED as OF_THE_MAP
from tests.plans.edited import EDITED as OF_PLANS
from tests.safety.edited import EDITED
from tests.superiors.edited import EDITED as OF_LISTS
from tests.tips.edited import EDITED as OF_TIP_BATCHES
from tests.visits.edited import EDITED as OF_VISITS
from tips import forms as of_tips
from visits import forms as of_visits

pytestmark = pytest.mark.django_db
NO_EDIT = {
    SeenForm,
    MaskedPhones,
    FileForm,
    NewParkForm,
    NewInfrastructureForm,
    QuotaAccountForm,
    FiledForm,
    NewParkPaperForm,
    VisitForm,
    NewEnterpriseForm,
    RenewalForm,
    SpellForm,
    PastForm,
    past_forms.PastForm,
    AssessmentForm,
    NewGuarantorForm,
    GuarantorCheckForm,
    ApplyForm,
    of_capability.NewTeamForm,
    of_capability.CalibrationForm,
    *BY_TICKS,
    of_reports.CorrectionForm,
    NewClosureForm,
    DrawingForm,
    BoundaryForm,
    SourceForm,
    RowForm,
    *ROW_FORMS.values(),
    VersionForm,
    CellForm,
    of_campaigns.CampaignForm,
    of_campaigns.ReportForm,
    of_visits.PlannedVisit,
    of_visits.VisitForm,
    of_visits.CapForm,
    ChallengeAnswerForm,
    of_tips.BatchForm,
    of_tips.BatchRowForm,
}
"""Bases, forms of new rows, the reason of a further edition, which overwrites nothing, one field of a form below;
an answer, which is given once and corrects the item by the form of the correction."""
ACTS = (
    of_law.VerdictForm,
    StepForm,
    AdmissionStepForm,
    PermitStateForm,
    OperatingStateForm,
    ReasonForm,
    of_meetings.ActForm,
    of_campaigns.EndForm,
    of_visits.StepForm,
    of_annual_plans.StepForm,
    of_draws.StepForm,
    ChallengeReasonForm,
    of_tips.StepForm,
    of_reports.ActForm,
    of_reports.ReasonForm,
    DismissForm,
    VerdictForm,
)
"""Their pages carry the version of the row as it is now, beside what was typed."""


def of_park():
    park = ParkFactory()
    return Case(f"/parks/{park.pk}/edit/", UserFactory(), ("industries", "医药"), ("recognition_document", "某函1号"))


def of_infrastructure():
    given = {"kind_id": "INF01", "name": "污水处理厂", "status": InfrastructureStatus.BUILDING}
    row = Infrastructure.objects.create(park=ParkFactory(), **given)
    return Case(f"/infrastructure/{row.pk}/edit/", UserFactory(), ("name", "新污水厂"), ("note", "已扩建\n两期"))


def of_risk():
    row = RiskAssessment.objects.create(park=ParkFactory(), year=2025, own_score=70, to_grade="C")
    return Case(f"/parks/risk/{row.pk}/edit/", UserFactory(), ("reasons", "省级复核"), ("city_score", "71.5"))


def of_stop():
    said = {"authority": "省厅", "document": "函〔2026〕1号", "since": "2026-01-01"}
    row = StopNotice.objects.create(park=ParkFactory(), region="全县", **said)
    return Case(f"/parks/stops/{row.pk}/edit/", UserFactory(), ("region", "两县"), ("lifted_by", "函〔2026〕9号"))


def of_admission_rule():
    said = {"kind": "FORBIDDEN", "text": "光气", "words": "光气", "source": "函1号", "since": "2026-01-01"}
    row = AdmissionRule.objects.create(park=ParkFactory(), **said)
    return Case(f"/parks/admission-rules/{row.pk}/edit/", UserFactory(), ("words", "光气化"), ("source", "函2号"))


def of_recognition_problem():
    row = RecognitionProblem.objects.create(park=ParkFactory(), problem="应急池不足", deadline=date(2030, 1, 1))
    return Case(f"/parks/problems/{row.pk}/edit/", UserFactory(), ("person", "李某"), ("item_number", "2026-0001"))


def of_level():
    said = {"kind": "SMART", "level": "二级", "published_on": date(2026, 1, 1)}
    row = ParkLevel.objects.create(park=ParkFactory(), **said)
    return Case(f"/parks/levels/{row.pk}/edit/", UserFactory(), ("level", "三级"), ("document", "函1号"))


def of_upgrade():
    said = {"target_grade": "D", "target_on": date(2030, 1, 1), "measures": "建应急池"}
    row = UpgradePlan.objects.create(park=ParkFactory(), **said)
    return Case(f"/parks/upgrades/{row.pk}/edit/", UserFactory(), ("approved_by", "县政府"), ("document", "函1号"))


def of_capacity():
    said = {"assessed_on": date(2026, 1, 1), "authority": "省专班", "conclusion": "BEARS"}
    row = CapacityAssessment.objects.create(park=ParkFactory(), **said)
    url = f"/parks/capacity/{row.pk}/edit/"
    return Case(url, UserFactory(), ("findings", "应急池不足"), ("feedback_number", "函1号"))


def of_paper():
    row = ParkPaper.objects.create(park=ParkFactory(), kind="MASTER_PLAN", title="总体规划")
    return Case(f"/parks/papers/{row.pk}/edit/", UserFactory(), ("number", "函1号"), ("valid_until", "2031-01-31"))


def of_enterprise():
    row = EnterpriseFactory()
    phone = ("principal_phone", "13800001234")
    return Case(f"/enterprises/{row.pk}/edit/", UserFactory(), ("products", "中间体"), phone)


def of_permit():
    row = Permit.objects.create(enterprise=EnterpriseFactory(), kind_id="PM21", number="甲1")
    return Case(f"/permits/{row.pk}/edit/", UserFactory(), ("number", "乙2"), ("valid_until", "2031-01-31"))


def of_project():
    row = ProjectFactory()
    return Case(f"/projects/{row.pk}/edit/", UserFactory(), ("name", "新项目"), ("uses_hazardous_chemicals", "on"))


def of_approval():
    row = ProjectApproval.objects.create(project=ProjectFactory(), kind_id="PM05", number="1号")
    url = f"/projects/{row.project_id}/approvals/PM05/"
    return Case(url, UserFactory(), ("number", "2号"), ("approved_on", "2026-01-05"))


def of_spell():
    day = date(2026, 1, 5)
    row = ProjectStateSpell.objects.create(project=ProjectFactory(), state="BUILDING", began_on=day, recorded_on=day)
    url = f"/projects/states/{row.pk}/edit/"
    return Case(url, UserFactory(), ("struck_because", "误录"), ("began_on", "2026-01-06"))


def of_record():
    row = ProjectRecord.objects.create(project=ProjectFactory(), kind="PSSR", held_on=date(2026, 1, 5))
    return Case(f"/projects/records/{row.pk}/edit/", UserFactory(), ("led_by", "总工办"), ("settled_on", "2026-01-06"))


def of_account():
    row, keeper = UserFactory(role=Role.INSPECTOR), UserFactory(role=Role.SYSADMIN)
    return Case(f"/accounts/users/{row.pk}/edit/", keeper, ("post", "科长"), ("certificate_number", "证1"))


def of_settings():
    return Case("/accounts/settings/", UserFactory(), ("phone", "13800001234"), ("email", "new@example.test"))


def of_unit():
    row, keeper = OrganizationFactory(), UserFactory(role=Role.SYSADMIN)
    return Case(f"/accounts/organizations/{row.pk}/", keeper, ("document_word", "昌应急"), ("other_names", "甲局"))


def of_correction():
    item = ItemFactory(rectifying=True)
    url = f"{item.get_absolute_url()}correct/"
    return Case(url, item.people["coordinator"], ("title", "另一标题"), ("level", "MAJOR"), reason="笔误")


def of_meeting():
    row = MeetingFactory()
    url = f"{row.get_absolute_url()}edit/"
    return Case(url, row.opened_by, ("title", "月调度会"), ("place", "二楼会议室"), reason="登记有误")


def of_remarks():
    item = ItemFactory(rectifying=True)
    report = building.build(Month.of(date(2020, 1, 1)), item.county)
    return Case(report.get_absolute_url(), item.people["coordinator"], ("problems", "甲。"), ("next_steps", "乙。"))


CASES = {
    ParkForm: of_park,
    InfrastructureForm: of_infrastructure,
    RiskAssessmentForm: of_risk,
    AdmissionRuleForm: of_admission_rule,
    StopNoticeForm: of_stop,
    RecognitionProblemForm: of_recognition_problem,
    ParkLevelForm: of_level,
    UpgradePlanForm: of_upgrade,
    CapacityAssessmentForm: of_capacity,
    ParkPaperForm: of_paper,
    EnterpriseForm: of_enterprise,
    PermitForm: of_permit,
    ProjectForm: of_project,
    ApprovalForm: of_approval,
    SpellCorrectionForm: of_spell,
    RecordForm: of_record,
    AccountForm: of_account,
    OwnSettingsForm: of_settings,
    UnitForm: of_unit,
    CorrectionForm: of_correction,
    of_reports.RemarksForm: of_remarks,
    MeetingEditForm: of_meeting,
    **EDITED,
    **OF_PLANS,
    **OF_CAPABILITY,
    **OF_CAMPAIGNS,
    **OF_VISITS,
    **OF_CHECKLISTS,
    **OF_YEARLY_PLANS,
    **OF_THE_MAP,
    **OF_LISTS,
    **OF_TIP_BATCHES,
}
walk = pytest.mark.parametrize("form", CASES, ids=lambda form: form.__name__)


def below(base):
    return {base} | {each for child in base.__subclasses__() for each in below(child)}


def is_ours(form):
    return form.__module__.partition(".")[0] not in ("django", "tests", "rest_framework", "django_filters")


def test_every_form_that_edits_a_row_is_walked():
    assert len(get_resolver().url_patterns) > 0, "all forms are loaded"
    every = {form for form in below(forms.BaseForm) if is_ours(form)}
    versioned = {form for form in every if "version" in getattr(form, "base_fields", {}) and not issubclass(form, ACTS)}
    of_rows = {form for form in every if issubclass(form, forms.ModelForm)} - {NewAccountForm}

    assert (versioned | of_rows | below(SeenForm)) - NO_EDIT == set(CASES)


def page_of(answer, field):
    """The form on a page that has this field, as a browser would send it."""
    found = next(form for form in html.fromstring(answer.content).forms if field in form.fields)
    empty = {box.name: "" for box in found.xpath(".//input[@name][not(@value)][not(@type='checkbox')]")}
    texts = {area.name: (area.text or "").removeprefix("\n") for area in found.xpath(".//textarea[@name]")}
    return found.get("action") or answer.request["PATH_INFO"], {**empty, **dict(found.form_values()), **texts}


def value_now(client, case, field):
    """What the page shows: the value of a box, or whether it is ticked."""
    return page_of(client.get(case.url), field)[1].get(field, "").replace("\r\n", "\n")


def send(client, page, *changes, reason=""):
    url, values = page
    return client.post(url, {**values, **dict(changes), **({"reason": reason} if reason else {})})


def begun(client, form):
    case = CASES[form]()
    client.force_login(case.person)
    return case, *(page_of(client.get(case.url), case.mine[0]) for _person in range(2))


def saved(client, answer, case):
    """Save once more where somebody else's change was told."""
    if answer.status_code == 422:
        answer = send(client, page_of(answer, case.mine[0]), reason=case.reason)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def shown_of(value):
    """A value as it is shown; of a phone the end, of an amount without the zeros that fill its places."""
    if re.fullmatch(r"\d+\.\d+", value):
        return value.rstrip("0").rstrip(".")
    return f"****{value[-4:]}" if value.startswith("13") else value


@walk
def test_what_was_left_alone_is_not_written_over_somebody_elses_change(client, form):
    case, opened, theirs = begun(client, form)
    saved(client, send(client, theirs, case.theirs, reason=case.reason), case)

    saved(client, send(client, opened, case.mine, reason=case.reason), case)

    for name, value in (case.mine, case.theirs):
        assert value_now(client, case, name).endswith(shown_of(value))


@walk
def test_the_same_field_is_told_with_what_is_there_now_and_the_second_save_counts(client, form):
    case, opened, theirs = begun(client, form)
    name, value = case.mine
    other = case.other or ("13900005678" if name == "phone" else f"{value}乙")
    saved(client, send(client, theirs, (name, other), reason=case.reason), case)

    told = send(client, opened, case.mine, reason=case.reason)

    assert told.status_code == 422
    assert f"现存：{'139' * (name == 'phone')}{shown_of(other)}" in told.content.decode()
    assert value_now(client, case, name).endswith(shown_of(other))
    assert page_of(told, name)[1][name] == value
    saved(client, send(client, page_of(told, name), reason=case.reason), case)
    assert value_now(client, case, name).endswith(shown_of(value))


@walk
def test_without_somebody_else_one_save_is_enough(client, form):
    case, opened, _theirs = begun(client, form)

    assert send(client, opened, case.mine, case.theirs, reason=case.reason).status_code == 302


def test_taking_over_what_is_there_now_is_no_change(client):
    case, opened, theirs = begun(client, ParkForm)
    saved(client, send(client, theirs, ("industries", "农药")), case)
    told = page_of(send(client, opened, case.mine), "industries")

    saved(client, send(client, told, ("industries", "农药")), case)

    assert value_now(client, case, "industries") == "农药"


def test_an_item_that_went_on_meanwhile_is_corrected_by_a_second_save(client):
    case, opened, theirs = begun(client, CorrectionForm)
    send(client, theirs, ("reason", "别的事"))

    told = send(client, opened, case.mine, reason=case.reason)

    assert told.status_code == 422
    assert "您没有改动的内容已按现存显示" in told.content.decode()
    saved(client, told, case)
    assert value_now(client, case, "title") == "另一标题"


def test_a_project_is_told_apart_by_its_enterprise(client):
    case, *_pages = begun(client, CorrectionForm)
    project = ProjectFactory()

    assert f"{project.name}({project.enterprise.label})" in client.get(case.url).content.decode()

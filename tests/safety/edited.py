"""The rows of an enterprise's safety file, each on the page of its form (walked by tests/core/test_conflicts.py)."""

from datetime import date

from safety.forms.hazard_sources import HazardSourceForm
from safety.forms.rows import (
    CertificateForm,
    CrowdedPlaceForm,
    DrillForm,
    EmergencyPlanForm,
    GuarantorForm,
    HeldChemicalForm,
    KeyPersonForm,
    OperatedProcessForm,
    StatusAssessmentForm,
)
from safety.models import (
    Certificate,
    CrowdedPlace,
    Drill,
    EmergencyPlan,
    Guarantor,
    HazardSource,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from tests.core.edit_case import Case
from tests.factories import EnterpriseFactory, UserFactory

DAY = date(2026, 1, 5)


def page(path, row, mine, theirs, other=""):
    return Case(f"/{path}/{row.pk}/edit/", UserFactory(), mine, theirs, other=other)


def person_of(enterprise):
    return KeyPerson.objects.create(enterprise=enterprise, name="李某", post="PRINCIPAL", since=DAY)


def of_place():
    said = {"name": "硝化厂房", "kind": "FINE_BUILDING", "people": 2, "counted_on": DAY}
    row = CrowdedPlace.objects.create(enterprise=EnterpriseFactory(), **said)
    return page("crowded-places", row, ("name", "重氮化厂房"), ("people", "1"))


def of_source():
    row = HazardSource.objects.create(enterprise=EnterpriseFactory(), name="罐区", kind="STORAGE")
    return page("hazard-sources", row, ("place", "厂区东侧"), ("filing_number", "备1号"))


def of_process():
    row = OperatedProcess.objects.create(enterprise=EnterpriseFactory(), process_id="KP04", since=DAY)
    return page("key-processes", row, ("place", "一车间"), ("scale", "年产1000吨"))


def of_chemical():
    row = HeldChemical.objects.create(enterprise=EnterpriseFactory(), chemical_id="KC01", since=DAY)
    return page("key-chemicals", row, ("place", "液氯库"), ("amount", "12.5000"))


def of_person():
    return page("key-people", person_of(EnterpriseFactory()), ("major", "化学工程"), ("phone", "13800001234"))


def of_certificate():
    row = Certificate.objects.create(person=person_of(EnterpriseFactory()), kind="MANAGEMENT", issued_on=DAY)
    return page("certificates", row, ("number", "证1号"), ("valid_until", "2031-01-31"))


def of_guarantor():
    source = HazardSource.objects.create(enterprise=EnterpriseFactory(), name="罐区", kind="STORAGE")
    row = Guarantor.objects.create(source=source, duty="OPERATING", person=person_of(source.enterprise), since=DAY)
    return page("guarantors", row, ("since", "2026-01-06"), ("duty", "TECHNICAL"), "2026-01-07")


def of_plan():
    row = EmergencyPlan.objects.create(enterprise=EnterpriseFactory(), name="预案", kind="SAFETY", issued_on=DAY)
    return page("emergency-plans", row, ("name", "综合预案"), ("filing_number", "备1号"))


def of_drill():
    row = Drill.objects.create(enterprise=EnterpriseFactory(), kind="ON_SITE", held_on=DAY, subject="泄漏")
    return page("drills", row, ("subject", "氯气泄漏"), ("evaluation", "有效"))


def of_assessment():
    row = StatusAssessment.objects.create(enterprise=EnterpriseFactory(), assessed_on=DAY)
    return page("status-assessments", row, ("assessor", "某评价公司"), ("report_number", "报1号"))


EDITED = {
    HazardSourceForm: of_source,
    CrowdedPlaceForm: of_place,
    OperatedProcessForm: of_process,
    HeldChemicalForm: of_chemical,
    KeyPersonForm: of_person,
    CertificateForm: of_certificate,
    GuarantorForm: of_guarantor,
    EmergencyPlanForm: of_plan,
    DrillForm: of_drill,
    StatusAssessmentForm: of_assessment,
}

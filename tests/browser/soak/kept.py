"""One row of each kind that stands in the file of a park, an enterprise or a person."""

from datetime import timedelta
from decimal import Decimal

from accounts.models import User
from admission.models import AdmissionRule
from capability.models import Equipment, Supervisor, SupervisorCertificate, Team, Training
from core import clock
from enterprises.models import Enterprise
from notices.models import CalendarFeed
from notices.services import feeds
from parks.models import (
    CapacityAssessment,
    ParkLevel,
    ParkPaper,
    QuotaAccount,
    RecognitionProblem,
    RiskAssessment,
    StopNotice,
    UpgradePlan,
)
from parks.services import quota
from parks.services.quota import Posting
from safety.models import (
    Certificate,
    CrowdedPlace,
    Drill,
    EmergencyPlan,
    Guarantor,
    HeldChemical,
    KeyChemical,
    KeyPerson,
    KeyProcess,
    OperatedProcess,
    StatusAssessment,
)
from tests.factories import ApplicationFactory, HazardSourceFactory, ProjectFactory


class Kept:
    """The rows by the noun of their pages."""

    def __init__(self, plant: Enterprise, keeper: User) -> None:
        self.plant, self.keeper, self.today = plant, keeper, clock.today()
        self.rows = self._of_the_park() | self._of_the_enterprise() | self._of_a_unit(keeper)
        account = self.rows["quota"]
        given = Posting("GRANTED", Decimal(90), self.today, "环函〔2026〕1号")
        self.rows["posting"] = quota.post(account.pk, given, actor=keeper)
        feeds.make(keeper, "手机")
        self.rows["feed"] = CalendarFeed.objects.get(person=keeper)

    def _of_a_unit(self, keeper: User) -> dict:
        """What the unit of the keeper has of its own."""
        unit, today = keeper.organization, self.today
        person = Supervisor.objects.create(organization=unit, name="王某")
        said = {"subject": "危险化学品安全法", "held_on": today, "hours": 8, "result": "PASSED"}
        return {
            "team": Team.objects.create(organization=unit),
            "supervisor": person,
            "credential": SupervisorCertificate.objects.create(person=person, kind="OTHER"),
            "training": Training.objects.create(person=person, **said),
            "equipment": Equipment.objects.create(organization=unit, kind="VOC", name="检测仪", serial="1"),
        }

    def _of_the_park(self) -> dict:
        park, today, later = self.plant.park, self.today, self.today + timedelta(90)
        return {
            "capacity": CapacityAssessment.objects.create(
                park=park, assessed_on=today, authority="市应急管理局", conclusion="BEARS"
            ),
            "level": ParkLevel.objects.create(park=park, kind="SMART", level="三级", published_on=today),
            "paper": ParkPaper.objects.create(park=park, kind="MASTER_PLAN", title="总体规划"),
            "problem": RecognitionProblem.objects.create(park=park, problem="消防站未建", deadline=later),
            "risk": RiskAssessment.objects.create(park=park, year=today.year),
            "stop": StopNotice.objects.create(
                park=park, region="全园", authority="市生态环境局", document="环函〔2026〕2号", since=today
            ),
            "upgrade": UpgradePlan.objects.create(park=park, target_grade="C", target_on=later, measures="建消防站"),
            "rule": AdmissionRule.objects.create(
                park=park, kind="FORBIDDEN", text="光气", words="光气", source="管委会〔2026〕1号", since=today
            ),
            "quota": QuotaAccount.objects.create(park=park, pollutant="COD", year=today.year),
        }

    def _of_the_enterprise(self) -> dict:
        plant, today = self.plant, self.today
        person = KeyPerson.objects.create(enterprise=plant, name="李某", post="DEPUTY_PRODUCTION")
        planned = ProjectFactory(enterprise=plant, name="待准入项目", state="PLANNED")
        source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
        return {
            "source": source,
            "place": CrowdedPlace.objects.create(
                enterprise=plant, name="硝化厂房", kind="FINE_BUILDING", people=2, counted_on=today
            ),
            "application": ApplicationFactory(project=planned, applied_by=self.keeper, applied_on=today),
            "person": person,
            "certificate": Certificate.objects.create(person=person, kind="MANAGEMENT"),
            "guarantor": Guarantor.objects.create(source=source, duty="OPERATING", person=person, since=today),
            "process": OperatedProcess.objects.create(enterprise=plant, process=KeyProcess.objects.all()[0]),
            "chemical": HeldChemical.objects.create(enterprise=plant, chemical=KeyChemical.objects.all()[0]),
            "plan": EmergencyPlan.objects.create(enterprise=plant, name="综合预案", kind="SAFETY", issued_on=today),
            "drill": Drill.objects.create(enterprise=plant, kind="COMPREHENSIVE", held_on=today, subject="泄漏"),
            "assessment": StatusAssessment.objects.create(enterprise=plant, assessed_on=today),
        }

    def keys(self) -> dict[str, list[int]]:
        """The ids of the rows, for the addresses of their pages."""
        return {noun: [row.pk] for noun, row in self.rows.items()}

"""The rows that units keep of their own, each on the page of its form (walked by tests/core/test_conflicts.py)."""

from datetime import date

from capability.forms import CertificateForm, EquipmentForm, PostForm, SupervisorForm, TeamForm, TrainingForm
from capability.models import SupervisorCertificate, Team, Training
from tests.capability.conftest import instrument, supervisor
from tests.core.edit_case import Case
from tests.factories import OrganizationFactory, UserFactory

DAY = date(2026, 1, 5)


def page(path, row, mine, theirs, other=""):
    return Case(f"/capability/{path}/{row.pk}/edit/", UserFactory(), mine, theirs, other=other)


def of_team():
    row = Team.objects.create(organization=OrganizationFactory())
    return page("teams", row, ("visits_parks", "on"), ("reviews_permits", "on"), other="")


def of_supervisor():
    return page("people", supervisor(OrganizationFactory()), ("major", "化学工程"), ("evidence", "单位证明"))


def of_certificate():
    row = SupervisorCertificate.objects.create(person=supervisor(OrganizationFactory()), kind="OTHER", number="1")
    return page("credentials", row, ("number", "证2号"), ("valid_until", "2031-01-31"))


def of_training():
    said = {"subject": "法", "held_on": DAY, "hours": 8, "result": "PASSED"}
    row = Training.objects.create(person=supervisor(OrganizationFactory()), **said)
    return page("trainings", row, ("subject", "危化品安全法"), ("organiser", "县司法局"))


def of_equipment():
    row = instrument(OrganizationFactory(), serial="S-1")
    return page("equipment", row, ("name", "检测仪"), ("lent_to", "柳湾镇"))


EDITED = {
    SupervisorForm: of_supervisor,
    CertificateForm: of_certificate,
    TrainingForm: of_training,
    EquipmentForm: of_equipment,
}
BY_TICKS = {TeamForm, PostForm}
"""Of a team only ticks are changed, and a new post always writes both of its fields: walked by tests of their own."""

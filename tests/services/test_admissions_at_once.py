"""Two admissions are decided at once: the quota that is left is given to one of them (总量指标)."""

import pytest

from admission.models import Application
from admission.workflow import APPLICATIONS
from core.errors import DomainError
from core.services.acting import take
from parks.models import QuotaPosting
from tests.admission.conftest import Case
from tests.factories import ApplicationFactory, EnterpriseFactory, ProjectFactory
from tests.services.test_two_at_once import all_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def case_beside(first):
    """Another application of the same park, with the same people."""
    case = Case.__new__(Case)
    project = ProjectFactory(enterprise=EnterpriseFactory(park=first.park), state="PLANNED")
    case.__dict__ = {**first.__dict__, "application": ApplicationFactory(project=project)}
    case.application.discharges.create(pollutant="COD", amount=60)
    return case


def test_two_admissions_at_once_never_overdraw():
    first = Case(amount="60")
    cases = [first.minuted(), case_beside(first).minuted()]

    def decide(case):
        given = {"decision": "ADMITTED", "opinion": "同意"}
        return lambda: take(APPLICATIONS, case.application.pk, "decide", actor=case.decider, **given)

    outcomes = all_at_once([decide(case) for case in cases])

    assert sum(isinstance(outcome, Application) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1
    assert first.balance == 40
    assert QuotaPosting.objects.filter(kind="RESERVED").count() == 1

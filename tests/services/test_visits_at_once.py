"""Two leaders approve visits of one plant at once: the last place under the cap is given away once."""

from datetime import date

import pytest

from accounts.states import Role
from core.errors import DomainError
from core.services.acting import take
from tests.factories import UserFactory, VisitFactory
from tests.services.test_two_at_once import all_at_once
from visits.models import Cap, Visit
from visits.services import answering, entering
from visits.workflow import VISITS

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
AT_ONCE = 5


def test_the_last_visit_under_the_cap_is_approved_once():
    officer = UserFactory(role=Role.INSPECTOR)
    first = VisitFactory(drafted_by=officer)
    visits = [first, *(VisitFactory(drafted_by=officer, enterprise=first.enterprise) for _n in range(AT_ONCE - 1))]
    Visit.objects.update(state="PROPOSED", proposed_by=officer)
    Cap.objects.create(body=first.body, year=first.year, number=1, published_on=date(2026, 6, 1), document="公告")
    leaders = [UserFactory(role=Role.DEPARTMENT, organization=officer.organization) for _visit in visits]

    pairs = zip(visits, leaders, strict=True)
    outcomes = all_at_once(
        [lambda visit=visit, leader=leader: take(VISITS, visit.pk, "approve", actor=leader) for visit, leader in pairs]
    )

    assert sum(isinstance(outcome, Visit) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == AT_ONCE - 1


def test_who_presses_at_once_is_recorded_once():
    visit = VisitFactory(approved=True)

    moments = {made.arrived_at for made in all_at_once([lambda: entering.enter(visit)] * AT_ONCE)}
    entering.leave(visit)
    visit.refresh_from_db()
    outcomes = all_at_once([lambda: answering.rate(visit, stars=3)] * AT_ONCE)

    assert len(moments) == 1
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == AT_ONCE - 1
    assert visit.answers.count() == 1

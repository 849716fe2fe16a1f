"""The nightly checks ask as often for hundreds of rows as for a few, those that they write among them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from enterprises.models import Permit
from enterprises.services import expiry
from notices.models import Notice
from projects.models import Project, ProjectStateSpell, Violation
from projects.services import checking
from tests.factories import EnterpriseFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]
FEW, MANY = 20, 1_500


def queries(check):
    with CaptureQueriesContext(connection) as asked:
        check(clock.today())
    return len(asked)


def unlawful(count):
    """Projects that are built without any paper."""
    enterprise, began = EnterpriseFactory(), clock.today() - timedelta(days=100)
    rows = [Project(enterprise=enterprise, name=f"{number}号装置", state="BUILDING") for number in range(count)]
    Project.objects.bulk_create(rows)
    ProjectStateSpell.objects.bulk_create(
        ProjectStateSpell(project=row, state="BUILDING", began_on=began, recorded_on=began) for row in rows
    )


def running_out(count):
    """Permits of an enterprise with somebody to be told, that run out in a week."""
    enterprise, until = EnterpriseFactory(), clock.today() + timedelta(days=7)
    UserFactory(role="ENTERPRISE", organization=enterprise.organization)
    rows = [Permit(enterprise=enterprise, kind_id="PM25", number=str(no), valid_until=until) for no in range(count)]
    for row in rows:
        row.clean()
    Permit.objects.bulk_create(rows)


def asked_for(check, table, add):
    """How many queries a few new rows take, and how many many do, after a first run; each writes what it finds."""
    found = []
    check(clock.today())
    for count in (FEW, MANY):
        add(count)
        before = table.objects.count()
        found.append(queries(check))
        assert table.objects.count() - before >= count
    return found


def test_check_project_compliance_asks_as_often_whatever_it_proposes():
    few, many = asked_for(checking.check_all, Violation, unlawful)

    assert few == many


def test_check_permit_expiry_asks_as_often_whatever_runs_out():
    few, many = asked_for(expiry.check, Notice, running_out)

    assert few == many

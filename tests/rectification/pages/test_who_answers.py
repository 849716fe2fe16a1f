"""Who may answer for an item: not who watches, nor a unit whose people can't act (E24)."""

import pytest

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from core.errors import WorkflowError
from rectification.services import advance
from tests.factories import ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "role", "answers"),
    [
        (OrganizationKind.DEPARTMENT, Role.DEPARTMENT, True),
        (OrganizationKind.DEPARTMENT, None, True),
        (OrganizationKind.ENTERPRISE, Role.ENTERPRISE, True),
        (OrganizationKind.OTHER, Role.AUDITADMIN, False),
        (OrganizationKind.SUPERVISION_GROUP, Role.OBSERVER, False),
        (OrganizationKind.CITY, Role.SUPERIOR, False),
        (OrganizationKind.PROVINCE, None, False),
    ],
)
def test_a_unit_is_offered_and_taken_only_if_somebody_there_can_act(visit, kind, role, answers):
    item, unit = ItemFactory(), OrganizationFactory(kind=kind)
    if role:
        UserFactory(role=role, organization=unit)
    coordinator = item.people["coordinator"]

    offered = visit(coordinator).get(f"{item.get_absolute_url()}assign/").context["form"].fields["lead_organization"]

    assert offered.queryset.filter(pk=unit.pk).exists() == answers
    given = {"lead_organization": unit, "deadline": item.found_on.replace(year=item.found_on.year + 2)}
    if answers:
        advance(item.pk, "assign", actor=coordinator, version=item.version, **given)
    else:
        with pytest.raises(WorkflowError):
            advance(item.pk, "assign", actor=coordinator, version=item.version, **given)
    assert Organization.objects.who_answer().filter(pk=unit.pk).exists() == answers

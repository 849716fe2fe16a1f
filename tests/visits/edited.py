"""The forms that edit rows of visits, for `tests/core/test_conflicts.py`."""

from datetime import date

from accounts.states import Role
from tests.core.edit_case import Case
from tests.factories import UserFactory, VisitFactory
from visits.forms import CapEditForm, VisitEditForm
from visits.models import Cap


def of_visit() -> Case:
    visit = VisitFactory(source_note="年度计划第3项")
    return Case(f"{visit.get_absolute_url()}edit/", visit.drafted_by, ("source_note", "第4项"), ("items", "动火审批"))


def of_cap() -> Case:
    leader = UserFactory(role=Role.DEPARTMENT)
    cap = Cap.objects.create(
        body=leader.organization, year=2026, number=4, published_on=date(2026, 6, 1), document="公告"
    )
    return Case(f"/visits/caps/{cap.pk}/edit/", leader, ("document", "公告〔2026〕1号"), ("published_on", "2026-05-20"))


EDITED = {VisitEditForm: of_visit, CapEditForm: of_cap}

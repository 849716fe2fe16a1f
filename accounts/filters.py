from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.models import Organization, User
from accounts.states import AccountState, OrganizationKind, Role
from core.filters import Codes, Ids, TrueOrFalse


class OrganizationFilter(django_filters.FilterSet):
    kind = Codes(choices=OrganizationKind.choices)
    parent = Ids(field_name="parent")
    is_active = TrueOrFalse()

    class Meta:
        model = Organization
        fields = ()


class UserListFilter(django_filters.FilterSet):
    role = Codes(choices=Role.choices)
    state = django_filters.ChoiceFilter(choices=AccountState.choices, method="by_state")

    class Meta:
        model = User
        fields = ()

    def by_state(self, rows: Any, name: str, state: str) -> QuerySet[User]:
        return rows.in_state(state)

import django_filters

from accounts.models import HandOver, Organization, User
from accounts.querysets import UserQuerySet
from accounts.states import AccountState, OrganizationKind, Role
from core.filters import Codes, Day, Id, Ids, InMonth, TrueOrFalse


class OrganizationFilter(django_filters.FilterSet):
    kind = Codes(choices=OrganizationKind.choices)
    parent = Ids(field_name="parent")
    is_active = TrueOrFalse()

    class Meta:
        model = Organization
        fields = ()


class HandOverFilter(django_filters.FilterSet):
    person = Ids()
    successor = Ids()

    class Meta:
        model = HandOver
        fields = ()


class UserListFilter(django_filters.FilterSet):
    role = Codes(choices=Role.choices)
    state = django_filters.ChoiceFilter(choices=AccountState.choices, method="by_state")

    class Meta:
        model = User
        fields = ()

    def by_state(self, rows: UserQuerySet, name: str, state: str) -> UserQuerySet:
        return rows.in_state(state)


class NoticeLogFilter(django_filters.FilterSet):
    """What a link to the notices behind a figure may say; the figure itself finds the rows."""

    month = InMonth(method="as_counted")
    person = Id(method="as_counted")
    day = Day(method="as_counted")
    figure = django_filters.CharFilter(method="as_counted")

    def as_counted(self, rows: object, name: str, value: object) -> object:
        return rows

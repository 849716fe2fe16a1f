import django_filters

from core.completeness import by_completeness
from core.filters import Codes, Ids, TrueOrFalse
from enterprises.states import OperatingState
from projects.models import Project, Violation
from projects.querysets import ProjectQuerySet
from projects.rules.requirements import CODES
from projects.states import ViolationState


class ProjectFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    linked = Ids(field_name="enterprise__linked_organization")
    state = Codes(choices=OperatingState.choices)
    ahead = TrueOrFalse(method="by_violations")
    complete = TrueOrFalse(method="by_completeness")

    class Meta:
        model = Project
        fields = ()

    def by_completeness(self, rows: ProjectQuerySet, name: str, is_complete: bool | None) -> ProjectQuerySet:
        return by_completeness(rows, is_complete)

    def by_violations(self, rows: ProjectQuerySet, name: str, is_ahead: bool | None) -> ProjectQuerySet:
        if is_ahead is None:
            return rows
        return rows.ahead() if is_ahead else rows.exclude(pk__in=rows.ahead().values("pk"))


class ViolationFilter(django_filters.FilterSet):
    park = Ids(field_name="project__enterprise__park")
    state = Codes(choices=ViolationState.choices)
    code = Codes(choices=[(code, code) for code in CODES])
    project = Ids(field_name="project")

    class Meta:
        model = Violation
        fields = ()

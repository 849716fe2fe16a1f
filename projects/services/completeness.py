"""档案完整度: which data are asked of the file of a construction project; approvals as R5 asks them of its state."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from core import completeness
from core.completeness import Datum, Group, columns
from core.kept import kept
from enterprises.models import Permit, PermitKind
from enterprises.services.completeness import keeper as keeper_of_enterprise
from projects.models import Project, ProjectApproval, ProjectRecord
from projects.rules.requirements import REQUIREMENTS, Requirement
from projects.states import RecordKind

KIND = "enterprises.project"
FACTS = ("state", "state_since", "content", "investment", "planned_start", "planned_completion")
EXCLUDED = frozenset(
    ["id", "enterprise", "name", "started_on", "completed_on", "uses_hazardous_chemicals", "updated_at", "version"]
)
"""What every file has, and days that come with the states."""


def edited(project: Model) -> str:
    return reverse("projects:project-edit", args=[project.pk])


def keeper(project: Model) -> str | Promise:
    assert isinstance(project, Project)
    return keeper_of_enterprise(project.enterprise)


def _named(code: str) -> str:
    """A paper in words."""
    names = kept("projects:papers", lambda: {kind.pk: kind.name_zh for kind in PermitKind.objects.all()}, seconds=300)
    return str(RecordKind(code).label) if code in RecordKind.values else names.get(code, code)


named = lazy(_named, str)


def _papers() -> Iterator[tuple[str, list[Requirement]]]:
    """Each paper with the rows that ask it."""
    for code in dict.fromkeys(paper for row in REQUIREMENTS for paper in row.papers):
        yield code, [row for row in REQUIREMENTS if code in row.papers]


def _asked(rows: list[Requirement]) -> Callable[[], Q]:
    def asked() -> Q:
        found = Q()
        for row in rows:
            one = Q(state__in=row.states)
            found |= one & Q(uses_hazardous_chemicals=True) if row.is_hazardous else one
        return found

    return asked


def _known(code: str) -> Callable[[], Q]:
    """On the project's file with its day or signed as not applicable there; or a permit of the enterprise."""

    def known() -> Q:
        if code in RecordKind.values:
            return Q(Exists(ProjectRecord.objects.filter(project=OuterRef("pk"), kind=code)))
        is_there = Q(approved_on__isnull=False) | ~Q(not_applicable_reason="")
        approvals = ProjectApproval.objects.filter(is_there, project=OuterRef("pk"), kind=code)
        permits = Permit.objects.filter(enterprise=OuterRef("enterprise"), kind=code)
        return Q(Exists(approvals)) | Q(Exists(permits))

    return known


def _opened(project: Model) -> str:
    return reverse("projects:project-detail", args=[project.pk])


GROUPS = (
    Group("facts", _("The project"), 10, columns(Project, edited, FACTS)),
    Group(
        "approvals",
        _("Approvals and records that its state asks for"),
        20,
        tuple(Datum(code, named(code), _known(code), _opened, _asked(rows)) for code, rows in _papers()),
    ),
)


def register() -> None:
    """Called once by the app's config."""
    completeness.kept_by(KIND, keeper)
    completeness.offer(KIND, *GROUPS)

"""Checklists of a test: an edition in use, a visit that is under way, answers."""

from datetime import timedelta
from typing import Any

from accounts.models import User
from accounts.states import Role
from checklists.models import Edition, ItemAnswer, Question, Run
from checklists.states import EditionState, Said
from core import clock
from inspections.models import ProblemCategory
from tests.factories import UserFactory, VisitFactory
from visits.models import Visit
from visits.states import VisitState

ITEMS = (
    ("SAF01", "安全生产许可证在有效期内", "A11", ""),
    ("SAF09", "可燃、有毒气体报警器完好并在检定期内", "C06", "MAH12 MC5_4_2"),
    ("SAF15", "消防泵、水源、泡沫和通道完好", "C09", ""),
)


def edition_in_use(author: User | None = None, **given: Any) -> Edition:
    """An edition of three items that was approved a year ago."""
    author = author or UserFactory()
    number = Edition.objects.filter(kind="SAF").count() + 1
    said = {"kind": "SAF", "number": number, "valid_from": clock.today() - timedelta(days=365), "drafted_by": author}
    said |= {"county": author.organization.county, "drafted_at": clock.now(), "state": EditionState.APPROVED}
    other = UserFactory(role=Role.COORDINATOR, organization=author.organization)
    edition = Edition.objects.create(**said | {"decided_by": other, "decided_at": clock.now()} | given)
    for place, (code, name, category, criteria) in enumerate(ITEMS, 1):
        row = Question(edition=edition, position=10 * place, code=code, name_zh=name, criterion_codes=criteria)
        row.category = ProblemCategory.objects.get(pk=category)
        row.save()
    return edition


def draft_edition(author: User | None = None, **given: Any) -> Edition:
    """One that is being drawn up."""
    return edition_in_use(author, state=EditionState.DRAFT, decided_by=None, decided_at=None, **given)


def visit_under_way(officer: User | None = None, **given: Any) -> Visit:
    """A visit of today that has been entered."""
    officer = officer or UserFactory(role=Role.INSPECTOR)
    entered = {"state": VisitState.UNDER_WAY, "arrived_at": clock.now()}
    visit: Visit = VisitFactory(approved=True, drafted_by=officer, **entered | given)
    return visit


def answered(visit: Visit, edition: Edition, code: str = "SAF01", said: str = Said.MET, **given: Any) -> ItemAnswer:
    """An answer as it lies in the table."""
    by = {"begun_by": visit.drafted_by, "begun_at": clock.now()}
    run = Run.objects.get_or_create(visit=visit, edition=edition, defaults=by)[0]
    who = {"answered_by": visit.drafted_by, "answered_at": clock.now()}
    return ItemAnswer.objects.create(run=run, question=edition.questions.get(code=code), said=said, **who | given)

"""月报、通报: what a person is offered, what waits for that person and what is let through are one."""

from itertools import product

import pytest

from accounts.states import OrganizationKind
from core import clock
from core.errors import WorkflowError
from core.services.acting import take
from reports.models import Circular, MonthlyReport
from reports.states import ReportState
from reports.workflow import CIRCULARS, REPORTS
from tests.factories import OrganizationFactory
from tests.rectification.workflow.cast import Cast

pytestmark = pytest.mark.django_db
STATES = list(ReportState)
TABLES = (REPORTS, CIRCULARS)
BY_HAND = {
    "report": {
        "remarks": ("DRAFT", {"coordinator", "coordinator2"}),
        "review": ("DRAFT", {"coordinator", "coordinator2"}),
        "approve": ("REVIEWED", {"emergency", "ecology", "superior"}),
        "issue": ("APPROVED", {"coordinator", "coordinator2"}),
        "correct": ("ISSUED", {"coordinator", "coordinator2"}),
    },
    "circular": {
        "approve": ("REVIEWED", {"emergency", "ecology", "superior"}),
        "issue": ("APPROVED", {"coordinator", "coordinator2"}),
    },
}
"""Who may take a step, and in which state, as the house has written it down."""


def a_report(county, state, number, *, park=None, reviewer=None, edition=1):
    return MonthlyReport.objects.create(
        county=county,
        park=park,
        period=f"20{number:02}-10",
        edition=edition,
        state=state,
        snapshot={},
        built_at=clock.now(),
        reviewed_by=reviewer,
    )


def a_circular(county, state, drafter):
    return Circular.objects.create(
        county=county,
        day=clock.today(),
        reply_by=clock.today(),
        content={"units": [], "ranking": []},
        state=state,
        drafted_by=drafter,
        drafted_at=clock.now(),
    )


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def papers(cast):
    """Reports and circulars in every state, reviewed and drafted by each who might approve them as well."""
    county, users = cast.units["county"], cast.users
    elsewhere = OrganizationFactory(kind=OrganizationKind.COUNTY, name="邻县", parent=None)
    persons = [None, *(users[name] for name in ("coordinator", "emergency", "superior"))]
    rows = [
        a_report(county, state, number, park=park, reviewer=person)
        for number, (state, person, park) in enumerate(product(STATES, persons, (None, cast.enterprise.park)))
    ]
    rows += [a_report(row.county, "DRAFT", int(row.period[2:4]), park=row.park, edition=2) for row in rows[-2:]]
    rows += [a_report(elsewhere, state, 90) for state in STATES[:1]]
    return rows + [a_circular(county, state, person) for state, person in product(STATES, persons[1:])]


def table_of(paper):
    return REPORTS if isinstance(paper, MonthlyReport) else CIRCULARS


def everybody_at(cast, papers):
    """Each person at each paper that this person may know of."""
    for paper, (name, user) in product(papers, cast.users.items()):
        if table_of(paper).rows(user).filter(pk=paper.pk).exists():
            yield paper, name, user


def written_down(paper, step, name, user):
    """Whether the rules of the house let a person take a step at a paper."""
    state, who = BY_HAND[table_of(paper).kind][step]
    first = paper.reviewed_by if isinstance(paper, MonthlyReport) else paper.drafted_by
    if paper.state != state or name not in who or (step == "approve" and first == user):
        return False
    return step != "correct" or not MonthlyReport.objects.filter(period=paper.period, park=paper.park, edition=2)


def test_who_is_offered_which_step_is_what_the_house_has_written_down(cast, papers):
    for paper, name, user in everybody_at(cast, papers):
        offered = table_of(paper).offered(paper, user)
        assert offered == {step: written_down(paper, step, name, user) for step in offered}, (paper, name)


def test_what_is_not_offered_is_refused_and_changes_nothing(cast, papers):
    for paper, _name, user in everybody_at(cast, papers):
        table = table_of(paper)
        for step in (step for step, offered in table.offered(paper, user).items() if not offered):
            with pytest.raises(WorkflowError):
                take(table, paper.pk, step, actor=user, version=paper.version, reason="理由")
        before = paper.state, paper.version
        paper.refresh_from_db()
        assert (paper.state, paper.version) == before


def test_what_waits_for_somebody_is_what_that_person_may_do_next(cast, papers):
    for table, user in product(TABLES, cast.users.values()):
        mine = {paper for paper in table.rows(user) if table.waits_for(paper, user)}

        assert set(table.waiting_for(user)) == mine, (user.name, table.kind)


def test_every_paper_that_is_not_issued_waits_for_somebody(cast, papers):
    for table in TABLES:
        waiting = {paper for user in cast.users.values() for paper in table.waiting_for(user)}

        assert {paper.state for paper in waiting} == {paper.state for paper in papers if table_of(paper) is table} - {
            "ISSUED"
        } - ({"DRAFT"} if table is CIRCULARS else set())


def test_both_faces_of_every_rule_say_the_same(cast, papers):
    """Asked of one paper and asked of the database, also where it waits for nobody."""
    for table, user in product(TABLES, cast.users.values()):
        rows = table.rows(user)
        for step in table.steps.values():
            asked = step.who.rows(user)
            found = set(rows.filter(asked).filter(step.when.rows())) if asked is not None else set()
            assert found == {paper for paper in rows if step.may(paper, user) and step.when(paper)}, step.name


def test_every_step_is_told_here():
    assert {table.kind: set(table.steps) for table in TABLES} == {kind: set(steps) for kind, steps in BY_HAND.items()}

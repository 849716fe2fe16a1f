"""The compliance engine: proposes once, follows the facts, withdraws, and what a person has decided stays."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock, decisions, figures
from core.errors import DomainError
from core.figures import Asked
from core.services import editing
from core.services.acting import take
from enterprises.services.permits import change_state
from inspections.models import Finding
from inspections.states import SourceKind
from projects.models import Project, ProjectApproval, ProjectStateSpell, Violation, ViolationEvent
from projects.services import checking
from projects.services.reading import explained
from projects.tasks import check_project_compliance
from projects.workflow import VIOLATIONS
from rectification.services.from_violations import put_on_ledger
from tests.projects.lives import ago, approve, enter, keeper, lawful, planned

pytestmark = pytest.mark.django_db


def proposals(project):
    return list(project.violations.filter(state="PROPOSED").order_by("code").values_list("code", flat=True))


def test_a_lawful_project_is_proposed_nothing():
    assert proposals(lawful(keeper())) == []


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ("PM01", "A01"),
        ("PM02", "A02"),
        ("PM04", "A03"),
        ("PM05", "A04"),
        ("PM06", "A05"),
        ("PM10", "A06"),
        ("PM09", "A07"),
        ("PM13", "A08"),
        ("PM14", "A09"),
        ("PM25", "A10"),
        ("PM21", "A11"),
        ("PM12", "A15"),
        ("PSSR", "A15"),
    ],
)
def test_every_code_is_proposed_explained_and_becomes_a_finding_once(lacking, code):
    actor = keeper()
    [violation] = lawful(actor, lacking=[lacking]).violations.all()
    [said] = explained([violation])

    item = put_on_ledger(violation.pk, actor=actor, version=violation.version)
    with pytest.raises(DomainError):
        put_on_ledger(violation.pk, actor=actor, version=None)

    assert violation.code == code
    assert str(violation.began_on.year) in said.sentence
    assert said.law.bases
    assert Finding.objects.get(violation=violation) == item.finding
    assert (item.project, item.category_id) == (violation.project, code)
    assert item.finding.sources.get().kind == SourceKind.SYSTEM


def test_an_approval_of_an_earlier_day_withdraws_the_proposal_when_it_comes_on_file():
    actor = keeper()
    project = lawful(actor, lacking=["PM10"])

    approve(project, "PM10", ago(600), actor)

    violation = project.violations.get()
    assert violation.state == "WITHDRAWN"
    assert [event.kind for event in violation.events.all()] == ["PROPOSED", "WITHDRAWN"]


def test_an_approval_of_a_later_day_leaves_the_violation_and_ends_the_act():
    actor = keeper()
    project = lawful(actor, lacking=["PM10"])

    approve(project, "PM10", ago(100), actor)

    violation = project.violations.get()
    assert (violation.state, violation.ended_on) == ("PROPOSED", ago(100))
    assert [event.kind for event in violation.events.all()] == ["PROPOSED", "CHANGED"]


def test_the_law_of_the_act_is_cited_where_it_has_ended_and_todays_stands_beside(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 29))
    actor = keeper()
    project = planned(actor)
    for kind in ("PM01", "PM02", "PM03", "PM05", "PM06", "PM09", "PM10"):
        approve(project, kind, date(2026, 5, 1), actor)
    enter(project, "BUILDING", date(2026, 8, 10), actor)
    approve(project, "PM04", date(2026, 9, 1), actor)

    [said] = explained(project.violations.filter(state="PROPOSED"))

    assert (said.violation.code, said.law.on) == ("A03", date(2026, 8, 10))
    assert {basis.instrument_id for basis in said.law.bases} == {"LAW.EIA"}
    assert {basis.instrument_id for basis in said.law.now} == {"LAW.ECO_CODE"}


def test_the_problem_of_an_act_that_has_ended_cites_the_law_of_the_act(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 29))
    actor = keeper()
    project = planned(actor)
    for kind in ("PM01", "PM02", "PM03", "PM05", "PM06", "PM09", "PM10"):
        approve(project, kind, date(2026, 5, 1), actor)
    enter(project, "BUILDING", date(2026, 8, 10), actor)
    approve(project, "PM04", date(2026, 9, 1), actor)

    item = put_on_ledger(project.violations.get(state="PROPOSED").pk, actor=actor, version=None)

    assert {(row.basis.instrument_id, row.cited_on) for row in item.finding.cited} == {("LAW.EIA", date(2026, 8, 10))}


def test_of_a_state_that_lasts_the_law_of_the_verdict_is_cited(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 29))
    actor = keeper()
    project = planned(actor)
    enter(project, "BUILDING", date(2026, 8, 10), actor)

    said = next(each for each in explained(project.violations.all()) if each.violation.code == "A03")

    assert {basis.instrument_id for basis in said.law.bases} == {"LAW.ECO_CODE"}
    assert not said.law.now


def test_what_was_dismissed_comes_again_only_with_other_facts():
    actor = keeper()
    project = lawful(actor, lacking=["PM10"])
    violation = project.violations.get()
    take(VIOLATIONS, violation.pk, "dismiss", actor=actor, version=violation.version, reason="许可证在住建局存档")

    again = checking.check_projects([project.pk])
    approve(project, "PM10", ago(100), actor)

    violation.refresh_from_db()
    assert again.proposed == 0
    assert violation.state == "PROPOSED"
    assert [event.kind for event in violation.events.all()] == ["PROPOSED", "DISMISSED", "PROPOSED"]
    assert violation.events.all()[1].reason == "许可证在住建局存档"


def test_what_was_confirmed_stays_confirmed_when_the_paper_arrives():
    actor = keeper()
    project = lawful(actor, lacking=["PM10"])
    put_on_ledger(project.violations.get().pk, actor=actor, version=None)

    approve(project, "PM10", ago(600), actor)

    assert project.violations.get().state == "CONFIRMED"


def test_a_permit_of_the_enterprise_counts_for_its_projects():
    actor = keeper()
    project = lawful(actor)
    licence = project.enterprise.permits.get(kind="PM21")

    editing.change(licence, actor=actor, version=licence.version, values={"valid_until": ago(1)})

    assert proposals(project) == ["A11"]


def test_a_state_struck_out_as_an_error_is_not_judged_and_the_file_shows_the_one_before():
    actor = keeper()
    project = lawful(actor, state="TRIAL", lacking=["PM13"])
    wrong = enter(project, "OPERATING", ago(1), actor)
    was = proposals(project)

    editing.change(wrong, actor=actor, version=1, values={"struck_because": "误录"})

    project.refresh_from_db()
    assert (was, proposals(project), project.state) == (["A08"], [], "TRIAL")


def test_a_state_written_into_the_file_stands_among_the_states_with_its_day():
    actor = keeper()
    project = lawful(actor, state="BUILDING")

    values = {"state": "STOPPED", "state_since": ago(3)}
    editing.change(project, actor=actor, version=project.version, values=values)

    last = ProjectStateSpell.objects.filter(project=project).last()
    assert (last.state, last.began_on) == ("STOPPED", ago(3))


def test_the_nightly_run_twice_writes_nothing_twice():
    for lacking in ("PM10", "PM04"):
        lawful(keeper(), lacking=[lacking])
    Violation.objects.all().delete()

    first = check_project_compliance()
    second = check_project_compliance()

    assert (first["proposed"], second["proposed"], second["already"]) == (2, 0, 2)
    assert ViolationEvent.objects.count() == 2


def test_as_of_a_day_before_the_start_nothing_is_unlawful(capsys):
    lawful(keeper(), lacking=["PM10"])
    Violation.objects.all().delete()

    call_command("check_project_compliance", "--on", ago(510).isoformat(), "--json")

    assert '"proposed": 0' in capsys.readouterr().out


def test_the_number_of_queries_knows_no_number_of_projects():
    def queries():
        with CaptureQueriesContext(connection) as asked:
            checking.check_all(clock.today())
        return len(asked)

    lawful(keeper(), lacking=["PM10"])
    queries()
    few = queries()
    for _number in range(3):
        lawful(keeper(), lacking=["PM04"])

    assert queries() == few


def test_whoever_only_reads_the_file_decides_nothing():
    actor = keeper()
    violation = lawful(actor, lacking=["PM10"]).violations.get()
    reader = violation.project.enterprise.organization
    from_inside = type(actor)(role="ENTERPRISE", organization=reader)

    assert not VIOLATIONS.allows("confirm", violation, from_inside)
    assert VIOLATIONS.allows("confirm", violation, actor)


def test_that_an_approval_does_not_apply_counts_once_it_is_signed(client):
    actor = keeper()
    project = lawful(actor, lacking=["PM09"])
    client.force_login(actor)

    client.post(f"/projects/{project.pk}/approvals/PM09/", {"not_applicable_reason": "不属于须审查的特殊建设工程"})

    assert ProjectApproval.objects.get(project=project, kind="PM09").not_applicable_by == actor
    assert proposals(project) == []
    assert Project.objects.get(pk=project.pk).violations.get().state == "WITHDRAWN"


def test_a_licence_that_was_suspended_is_not_valid_from_that_day_on():
    actor = keeper()
    project = lawful(actor)
    licence = project.enterprise.permits.get(kind="PM21")

    change_state(licence, actor=actor, version=licence.version, state="SUSPENDED", since=ago(1), reason="停产整顿")

    [violation] = project.violations.all()
    assert (violation.code, violation.state, violation.began_on) == ("A11", "PROPOSED", ago(1))


def test_the_figure_counts_what_its_list_shows(client):
    actor = keeper()
    ahead, _lawful = lawful(actor, lacking=["PM10"]), lawful(actor)
    client.force_login(actor)

    reading = figures.read(["projects.ahead"], Asked.by(actor))["projects.ahead"]

    assert reading.value == 1
    assert [row.pk for row in client.get(reading.url).context["page"].object_list] == [ahead.pk]


def test_what_is_proposed_waits_for_the_decision_of_whoever_keeps_the_file():
    actor = keeper()
    [violation] = lawful(actor, lacking=["PM10"]).violations.all()

    assert violation.get_absolute_url() in [each.url for each in decisions.waiting_for(actor)]

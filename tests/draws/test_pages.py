"""双随机 on its pages: who commits, draws, draws again; what is seen before and after, by whom; the seed by nobody."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Absence, Organization
from accounts.states import Role
from core import clock
from core.errors import DomainError
from core.models import LogEntry
from core.services.acting import take
from draws.models import Draw, DrawnVisit, Interest, SealedSeed
from draws.rules.drawing import FIRST_FORMAT, eligible
from draws.services.drawing import record_of
from draws.workflow import DRAWS
from notices.models import Notice
from tests.dashboards.visiting import visit
from tests.draws.records import EQUAL, frozen, run_script
from tests.factories import (
    DrawFactory,
    EnterpriseFactory,
    InterestFactory,
    ItemFactory,
    OrganizationFactory,
    UserFactory,
    certified,
)

pytestmark = pytest.mark.django_db
OFFICIALS = (Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR)
OTHERS = (Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)


@pytest.fixture
def office():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def draw(office):
    return DrawFactory(committed_by=office)


def drawn(draw):
    return take(DRAWS, draw.pk, "draw", actor=draw.committed_by)


def asked(**changed):
    day = (clock.today() + timedelta(days=3)).isoformat()
    return {"title": "一季度", "first_day": day, "last_day": day, "number": "1", "team": "2", **changed}


def test_the_coordinator_commits_and_the_page_shows_candidates_weights_and_commitment(office):
    plant = ItemFactory(rectifying=True, major=True).enterprise
    certified(OrganizationFactory(), number=2)

    answer = visit(office).post("/draws/add/", asked(), follow=True)

    made = Draw.objects.get()
    page = answer.text
    assert made.commitment in page
    assert plant.name in page
    assert "每家企业 1 + 未完成整改的重大隐患 2" in page
    assert made.candidates["objects"][0]["weight"] == 3
    assert LogEntry.objects.filter(act="draw.commit").count() == 1


def test_before_the_draw_the_seed_is_nowhere_and_after_it_in_the_record(office, draw):
    seed = SealedSeed.objects.get(draw=draw).seed
    browser = visit(office)
    pages = [browser.get(path) for path in ("/draws/", f"/draws/{draw.pk}/", f"/draws/{draw.pk}/record/")]

    assert not any(seed in page.text for page in pages)
    assert not any(seed in json.dumps([entry.before, entry.after]) for entry in LogEntry.objects.all())

    browser.post(f"/draws/{draw.pk}/draw/", {"version": 1})

    assert seed in browser.get(f"/draws/{draw.pk}/").text
    assert browser.get(f"/draws/{draw.pk}/record/").json()["seed"] == seed


def test_the_page_and_the_script_say_of_a_downloaded_record_that_it_is_equal(office, draw, tmp_path):
    drawn(draw)
    browser = visit(office)

    record = browser.get(f"/draws/{draw.pk}/record/").json()

    assert "一致：承诺值与结果均可由记录推出。" in browser.get(f"/draws/{draw.pk}/?recompute=yes").text
    assert run_script(record, tmp_path)[0] == EQUAL


@pytest.mark.parametrize(("column", "said"), [("commitment", "承诺值不符"), ("result", "不一致：结果不能由种子推出")])
def test_a_record_that_was_tampered_with_is_shown_as_such(office, draw, column, said, monkeypatch):
    made = drawn(draw)
    other = {"commitment": "0" * 64, "result": [{**made.result[0], "team": made.result[0]["team"][::-1]}]}[column]
    monkeypatch.setattr("draws.views.showing.record_of", lambda each: {**record_of(each), column: other})

    assert said in visit(office).get(f"/draws/{draw.pk}/?recompute=yes").text


def test_a_draw_is_drawn_once(draw):
    made = drawn(draw)

    with pytest.raises(DomainError):
        drawn(draw)

    assert Draw.objects.get().result == made.result


@pytest.mark.parametrize("values", [{"title": "x"}, {"candidates": {}}, {"commitment": "x"}, {"redraw_reason": "x"}])
def test_of_a_committed_draw_nothing_is_rewritten(draw, values):
    with pytest.raises(DatabaseError), transaction.atomic():
        Draw.objects.update(**values)


@pytest.mark.parametrize("values", [{"result": []}, {"seed": "x"}, {"drawn_at": None, "seed": "", "result": None}])
def test_of_a_drawn_one_nothing_is_rewritten(draw, values):
    drawn(draw)

    with pytest.raises(DatabaseError), transaction.atomic():
        Draw.objects.update(**values)


@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_redraw_has_a_reason_and_both_pages_lead_to_each_other(office, draw, is_drawn):
    if is_drawn:
        drawn(draw)
    browser = visit(office)
    assert (
        browser.post(f"/draws/{draw.pk}/redraw/", {"reason": " ", "version": Draw.objects.get().version}).status_code
        == 422
    )

    browser.post(f"/draws/{draw.pk}/redraw/", {"reason": "两人调离执法岗位", "version": Draw.objects.get().version})

    again = Draw.objects.get(redraw_of=draw)
    old, new = (browser.get(each.get_absolute_url()).text for each in (draw, again))
    assert "两人调离执法岗位" in old
    assert again.get_absolute_url() in old
    assert "两人调离执法岗位" in new
    assert draw.get_absolute_url() in new
    assert f"/draws/{draw.pk}/redraw/" not in old
    with pytest.raises(DomainError):
        drawn(Draw.objects.get(pk=draw.pk))


def test_whoever_is_away_or_bound_is_excluded_with_the_reason_on_the_page(office):
    plant, unit = EnterpriseFactory(), OrganizationFactory()
    away, bound, *_others = certified(unit, number=4)
    away.account = UserFactory(role=Role.INSPECTOR, organization=unit)
    away.save()
    day = clock.today() + timedelta(days=3)
    Absence.objects.create(
        person=away.account, substitute=office, first_day=day, last_day=day, created_by=office, created_at=clock.now()
    )
    InterestFactory(person=bound, enterprise=plant)

    draw = DrawFactory(committed_by=office)

    assert not {away.pk, bound.pk} & set(eligible(draw.candidates, plant.pk))
    page = visit(office).get(draw.get_absolute_url()).text
    assert "检查期间请假或外出" in page
    assert f"已申报利害关系：{plant.name}" in page
    assert "其兄任该企业车间主任" not in page


def test_an_enterprise_without_a_team_is_named_and_nothing_is_committed(office):
    plant = EnterpriseFactory()
    people = certified(OrganizationFactory(), number=2)
    InterestFactory(person=people[0], enterprise=plant)

    answer = visit(office).post("/draws/add/", asked())

    assert answer.status_code == 422
    assert plant.name in answer.text
    assert not Draw.objects.exists()


def test_who_has_no_certificate_that_lasts_is_no_candidate(office):
    EnterpriseFactory()
    unit = OrganizationFactory()
    able = certified(unit, number=2)
    certified(unit, certificate_until=clock.today())
    certified(unit, left_on=clock.today())

    draw = DrawFactory(committed_by=office)

    assert [each["id"] for each in draw.candidates["inspectors"]] == [each.pk for each in able]


def test_only_people_of_a_body_with_the_power_to_inspect_are_candidates(office):
    plant = EnterpriseFactory()
    able = certified(OrganizationFactory(), number=2)
    certified(plant.park.committee, number=3)
    certified(OrganizationFactory(kind="TOWNSHIP"), number=3)

    draw = DrawFactory(committed_by=office)

    assert [each["id"] for each in draw.candidates["inspectors"]] == [each.pk for each in able]


def test_an_enterprise_is_not_inspected_by_the_body_to_which_it_belongs(office):
    plant = EnterpriseFactory()
    own, able = certified(OrganizationFactory(), number=2), certified(OrganizationFactory(), number=2)
    Organization.objects.filter(pk=plant.organization_id).update(path=f"{own[0].organization.path}9/")

    draw = DrawFactory(committed_by=office)

    assert eligible(draw.candidates, plant.pk) == [each.pk for each in able]
    assert "企业属检查人员本机关下属" in visit(office).get(draw.get_absolute_url()).text


def test_each_line_of_a_result_stands_as_a_row_of_one_body(office):
    plant = EnterpriseFactory()
    for _unit in range(3):
        certified(OrganizationFactory(), number=2)

    made = drawn(DrawFactory(committed_by=office))

    line = made.lines.get()
    team = set(line.team.values_list("pk", flat=True))
    assert (line.enterprise, line.place) == (plant, 1)
    assert team == set(made.result[0]["team"])
    assert set(line.team.values_list("organization", flat=True)) == {line.body_id}
    with pytest.raises(DatabaseError), transaction.atomic():
        DrawnVisit.objects.update(place=2)


def test_whoever_was_drawn_is_told_and_told_again_when_it_holds_no_more(office):
    unit = OrganizationFactory()
    one, _other = certified(unit, number=2)
    one.account = UserFactory(role=Role.INSPECTOR, organization=unit)
    one.save()
    draw = drawn(DrawFactory(committed_by=office))
    leader = UserFactory(role=Role.DEPARTMENT, organization=unit)

    take(DRAWS, draw.pk, "redraw", actor=office, reason="两人调离")

    told = Notice.objects.filter(recipient=one.account).order_by("pk").values_list("rule", flat=True)
    assert list(told) == ["draw-drawn", "draw-redrawn"]
    assert not Notice.objects.filter(recipient=leader).exists()


def test_of_a_team_without_an_account_the_leaders_of_its_body_are_told(office):
    unit = OrganizationFactory()
    certified(unit, number=2)
    leader = UserFactory(role=Role.DEPARTMENT, organization=unit)

    drawn(DrawFactory(committed_by=office))

    assert Notice.objects.get(recipient=leader).rule == "draw-drawn"


@pytest.mark.parametrize("number", [1, 2])
def test_a_team_of_the_first_format_pays_a_visit_where_it_is_of_one_body(office, number, monkeypatch):
    plant = EnterpriseFactory()
    units = [OrganizationFactory() for _unit in range(number)] * 2
    people = [certified(unit)[0] for unit in units[:2]]
    old = frozen(1, inspectors=2) | {"format": FIRST_FORMAT}
    old["objects"][0]["id"] = plant.pk
    old["inspectors"] = [{"id": each.pk, "name": each.name, "unit": "执法大队"} for each in people]
    monkeypatch.setattr("draws.services.drawing.gather", lambda *_asked, **_more: old)

    made = drawn(DrawFactory(committed_by=office))

    assert made.lines.get().body == (units[0] if number == 1 else None)
    assert ("检查组来自多个机关" in visit(office).get(made.get_absolute_url()).text) == (number == 2)


def test_the_days_of_the_visits_are_not_over_before_they_are_drawn_for(office):
    EnterpriseFactory()
    certified(OrganizationFactory(), number=2)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()

    answer = visit(office).post("/draws/add/", asked(first_day=yesterday))

    assert answer.status_code == 422
    assert "检查开始日不得早于今天" in answer.text
    assert not Draw.objects.exists()


@pytest.mark.parametrize("act", ["draw", "redraw"])
def test_of_a_draw_whose_days_are_over_nothing_is_drawn_any_more(office, draw, act):
    with clock.at(clock.now() + timedelta(days=9)):
        assert not DRAWS.allows(act, draw, office)
        with pytest.raises(DomainError, match="检查日期已过"):
            take(DRAWS, draw.pk, act, actor=office, reason="两人调离")


def test_a_redraw_that_was_opened_before_the_draw_replaces_no_result(office, draw):
    browser, path = visit(office), f"{draw.get_absolute_url()}redraw/"
    page = browser.get(path).text
    assert 'name="version" value="1"' in page
    drawn(draw)

    answer = browser.post(path, {"reason": "两人调离", "version": "1"})

    assert answer.status_code == 422
    assert "您打开本页后已经抽取" in answer.text
    assert not Draw.objects.filter(redraw_of=draw).exists()


def test_of_a_replaced_draw_no_redraw_is_offered(office, draw):
    take(DRAWS, draw.pk, "redraw", actor=office, reason="两人调离")

    answer = visit(office).get(f"{draw.get_absolute_url()}redraw/", follow=True)

    assert answer.redirect_chain[-1][0] == draw.get_absolute_url()
    assert "该次抽取已被重抽替代" in answer.text


@pytest.mark.parametrize("act", ["draw", "redraw"])
def test_the_page_of_a_step_says_what_is_drawn(office, draw, act):
    page = visit(office).get(f"{draw.get_absolute_url()}{act}/").text

    assert draw.commitment in page
    assert f"{draw.first_day:%Y-%m-%d}" in page


def test_a_department_draws_its_own_inspectors_alone():
    officer = UserFactory(role=Role.DEPARTMENT)
    EnterpriseFactory()
    own = certified(officer.organization, number=2)
    certified(OrganizationFactory(), number=2)

    draw = DrawFactory(committed_by=officer)

    assert [each["id"] for each in draw.candidates["inspectors"]] == [each.pk for each in own]


def test_the_office_redraws_for_a_department_from_its_people(office):
    officer = UserFactory(role=Role.DEPARTMENT)
    EnterpriseFactory()
    own = certified(officer.organization, number=2)
    certified(OrganizationFactory(), number=2)
    draw = DrawFactory(committed_by=officer)

    visit(office).post(
        f"/draws/{draw.pk}/redraw/", {"reason": "两人调离执法岗位", "version": Draw.objects.get().version}
    )

    again = Draw.objects.get(redraw_of=draw)
    assert [each["id"] for each in again.candidates["inspectors"]] == [each.pk for each in own]
    assert (again.organization, again.candidates["body"]) == (officer.organization, officer.organization.name)


@pytest.mark.parametrize("role", OFFICIALS)
def test_officials_of_the_county_read_and_only_some_draw(draw, role):
    above = {"organization": draw.county} if role == Role.SUPERIOR else {}
    browser = visit(UserFactory(role=role, **above))

    assert browser.get(draw.get_absolute_url()).status_code == 200
    assert (browser.post(f"/draws/{draw.pk}/draw/", {"version": 1}).status_code == 302) == (role == Role.COORDINATOR)
    assert (Draw.objects.get().drawn_at is not None) == (role == Role.COORDINATOR)


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("path", ["", "draw/", "redraw/", "record/"])
def test_for_others_there_is_no_draw(draw, role, path):
    assert visit(UserFactory(role=role)).get(f"{draw.get_absolute_url()}{path}").status_code == 404


def test_a_park_committee_reads_the_draws_of_its_park(office):
    plant = EnterpriseFactory()
    draw = DrawFactory(committed_by=office, park=plant.park)
    officer = UserFactory(role=Role.PARK, organization=plant.park.committee)

    assert visit(officer).get(draw.get_absolute_url()).status_code == 200
    assert visit(UserFactory(role=Role.PARK)).get(draw.get_absolute_url()).status_code == 404


def test_an_inspector_declares_the_own_interest_and_nobody_elses():
    inspector = UserFactory(role=Role.INSPECTOR)
    plant = EnterpriseFactory()
    own, other = certified(inspector.organization, number=2)
    own.account = inspector
    own.save()
    given = {"enterprise": plant.pk, "kind": "RELATIVE", "reason": "其姐任总经理", "since": clock.today().isoformat()}

    refused = visit(inspector).post("/draws/interests/add/", {**given, "person": other.pk})
    visit(inspector).post("/draws/interests/add/", {**given, "person": own.pk})

    assert refused.status_code == 422
    assert Interest.objects.get().person == own


def test_an_interest_is_seen_by_the_person_and_those_who_answer_for_the_unit_and_ended_once(office):
    interest = InterestFactory()
    unit = interest.person.organization
    officer = UserFactory(role=Role.DEPARTMENT, organization=unit)
    colleague = UserFactory(role=Role.INSPECTOR, organization=unit)

    assert visit(officer).get(interest.get_absolute_url()).status_code == 200
    for stranger in (colleague, UserFactory(role=Role.DEPARTMENT), UserFactory(role=Role.ENTERPRISE)):
        assert visit(stranger).get(interest.get_absolute_url()).status_code == 404

    browser, path = visit(officer), f"{interest.get_absolute_url()}end/"
    assert browser.post(path, {"reason": "已离职", "version": 1}).status_code == 302
    assert browser.post(path, {"reason": "已离职", "version": 1}).status_code == 422
    assert not Interest.objects.in_force(clock.today(), clock.today()).exists()

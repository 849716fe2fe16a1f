"""重大危险源: a unit is assessed; list, page, calculation, clocks and the sign of the enterprise follow."""

import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from accounts.states import Role
from core import clock, figures
from core.errors import DomainError, StaleError
from core.figures import Asked
from core.services.editing import NotKeeperError
from safety.models import HazardAssessment, HazardClass, HazardSource, ThresholdSubstance
from safety.services import keeping
from safety.services.assessing import AssessmentGiven, Held, assess
from tests.factories import EnterpriseFactory, HazardSourceFactory, UserFactory

pytestmark = pytest.mark.django_db
CHLORINE, AMMONIA, METHANOL, LPG, SULFIDE, PHOSGENE = "MH12", "MH01", "MH65", "MH52", "MH10", "MH06"
VECTORS = [
    pytest.param([(CHLORINE, "20"), (AMMONIA, "30")], 60, "7", "33", 3, id="TV09"),
    pytest.param([(METHANOL, "2000"), (LPG, "100")], 0, "6", "3.5", 4, id="TV10"),
    pytest.param([(SULFIDE, "40")], 120, "8", "80", 2, id="TV11"),
    pytest.param([(PHOSGENE, "3")], 10, "10", "200", 1, id="TV12"),
    pytest.param([(CHLORINE, "2"), (AMMONIA, "4")], 200, "0.8", "4.8", None, id="TV13"),
    pytest.param([(CHLORINE, "125")], 1, "25", "100", 1, id="TV14"),
    pytest.param([(CHLORINE, "62.5")], 1, "12.5", "50", 2, id="TV15"),
    pytest.param([(CHLORINE, "12.5")], 1, "2.5", "10", 3, id="TV16"),
    pytest.param([(CHLORINE, "5")], 0, "1", "2", 4, id="TV17"),
]


def given(lines, people=0, on=None):
    held = [Held(Decimal(tonnes), ThresholdSubstance.objects.get(pk=code)) for code, tonnes in lines]
    return AssessmentGiven(on or clock.today(), people, held)


def sheet(source, lines, people, **more):
    """What the page of the calculation sends."""
    said = {"version": source.version, "assessed_on": clock.today().isoformat(), "people": people, **more}
    for place, (code, tonnes) in enumerate(lines):
        said |= {f"held-{place}-substance": code, f"held-{place}-quantity": tonnes}
    return said


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def send(client, source, said, **options):
    client.force_login(UserFactory())
    return client.post(reverse("safety:source-assess", args=[source.pk]), said, **options)


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))


@pytest.mark.parametrize(("lines", "people", "s", "r", "level"), VECTORS)
def test_the_test_vectors_come_out_of_the_service(lines, people, s, r, level):
    source = HazardSourceFactory()

    made = assess(source, actor=UserFactory(), version=1, given=given(lines, people))

    made.refresh_from_db()
    assert (made.s, made.r, made.level, made.edition) == (Decimal(s), Decimal(r), level, "GB 18218-2018")
    assert sum(line.ratio for line in made.substances.all()) == made.s
    source.enterprise.refresh_from_db()
    assert source.enterprise.has_major_hazard_source == (level is not None)


@pytest.mark.parametrize(
    ("ammonia", "s", "r"), [pytest.param("30", "7", "33", id="all stay"), pytest.param("40", "8", "36", id="one stays")]
)
def test_what_stays_as_it_was_counts_at_the_next_assessment(client, ammonia, s, r):
    source = HazardSourceFactory()
    assess(source, actor=UserFactory(), version=1, given=given([(CHLORINE, "20"), (AMMONIA, "30")], 60))
    source.refresh_from_db()

    answer = send(client, source, sheet(source, [(CHLORINE, "20"), (AMMONIA, ammonia)], 60))

    assert answer.status_code == 302
    made = HazardAssessment.objects.filter(source=source).latest("pk")
    assert (made.substances.count(), made.s, made.r) == (2, Decimal(s), Decimal(r))


@pytest.mark.parametrize(("lines", "people", "s", "r", "level"), VECTORS)
def test_the_test_vectors_come_out_of_the_page(client, lines, people, s, r, level):
    source = HazardSourceFactory()

    answer = send(client, source, sheet(source, lines, people))

    assert answer.status_code == 302
    made = HazardAssessment.objects.get(source=source)
    assert (made.s, made.r, made.level) == (Decimal(s), Decimal(r), level)
    shown = plain(client.get(source.get_absolute_url()))
    assert f"S = Σ q/Q {Decimal(s).normalize():f} " in shown
    assert f"R = α · Σ β·q/Q {Decimal(r).normalize():f} " in shown


def test_the_page_shows_the_calculation_line_by_line(client):
    source = HazardSourceFactory(assessed={CHLORINE: 20, AMMONIA: 30}, assessed__people=60)

    shown = plain(page(client, UserFactory(), "safety:source-detail", source.pk))

    assert "氯 MH12 20 5 4 4 16" in shown
    assert "氨 MH01 30 10 3 2 6" in shown


def test_what_is_typed_is_calculated_at_once_and_not_kept(client):
    source = HazardSourceFactory()
    said = sheet(source, [(CHLORINE, "20"), (AMMONIA, "30")], 60, act="reckon")

    answer = send(client, source, said, headers={"HX-Request": "true"})

    assert "<html" not in answer.text
    assert "33" in plain(answer)
    assert not HazardAssessment.objects.exists()


def test_without_a_script_a_button_calculates_and_gives_more_lines(client):
    source = HazardSourceFactory()
    filled = [(CHLORINE, "20"), (AMMONIA, "30"), (LPG, "1")]

    answer = send(client, source, sheet(source, filled, 60, act="reckon"))

    assert answer.status_code == 200
    assert "held-5-quantity" in answer.text
    assert not HazardAssessment.objects.exists()


def test_a_line_that_is_not_complete_is_told_and_not_counted(client):
    source = HazardSourceFactory()
    said = sheet(source, [(CHLORINE, "20"), (AMMONIA, "")], 60, act="reckon")

    answer = send(client, source, said)

    assert (answer.context["left_out"], len(answer.context["reckoning"].lines)) == (1, 1)


def test_for_a_gas_whose_beta_is_open_the_class_must_be_chosen(client):
    source = HazardSourceFactory()
    fluorine = [("MH05", "2")]

    refused = send(client, source, sheet(source, fluorine, 0))
    wrong = send(client, source, sheet(source, fluorine, 0, **{"held-0-hazard_class": "W2"}))
    taken = send(client, source, sheet(source, fluorine, 0, **{"held-0-hazard_class": "J3"}))

    assert (refused.status_code, wrong.status_code, taken.status_code) == (422, 422, 302)
    line = HazardAssessment.objects.get().substances.get()
    assert (line.threshold, line.beta) == (1, 2)


def test_another_substance_is_named_and_classed_and_its_smallest_threshold_counts(client):
    source = HazardSourceFactory()
    classes = {"held-0-hazard_class": "W5.3", "held-0-second_class": "J4"}
    said = sheet(source, [("", "100")], 0, **{"held-0-name": "某中间体", **classes})

    assert send(client, source, said).status_code == 302

    line = HazardAssessment.objects.get().substances.get()
    assert (line.label, line.threshold, line.beta, line.ratio) == ("某中间体", 50, 2, 2)


def test_a_name_without_a_class_or_a_substance_without_tonnes_is_refused(client):
    source = HazardSourceFactory()

    unnamed = send(client, source, sheet(source, [("", "100")], 0))
    unclassed = send(client, source, sheet(source, [("", "100")], 0, **{"held-0-name": "某中间体"}))
    empty = send(client, source, sheet(source, [], 0))

    assert [answer.status_code for answer in (unnamed, unclassed, empty)] == [422, 422, 422]
    assert not HazardAssessment.objects.exists()


def test_a_day_to_come_is_refused():
    source = HazardSourceFactory()

    with pytest.raises(DomainError):
        assess(source, actor=UserFactory(), version=1, given=given([(CHLORINE, "20")], on=clock.today() + timedelta(1)))

    assert not HazardAssessment.objects.exists()


def test_whoever_only_reads_assesses_nothing():
    source = HazardSourceFactory()

    with pytest.raises(NotKeeperError):
        assess(source, actor=UserFactory(role=Role.SUPERIOR), version=1, given=given([(CHLORINE, "20")]))

    assert not HazardAssessment.objects.exists()


def test_who_has_seen_an_older_version_is_told(client):
    source = HazardSourceFactory()
    said = sheet(source, [(CHLORINE, "20")], 0)
    assess(source, actor=UserFactory(), version=1, given=given([(AMMONIA, "20")]))

    with pytest.raises(StaleError):
        assess(source, actor=UserFactory(), version=1, given=given([(CHLORINE, "20")]))
    told = send(client, source, said)
    again = send(client, source, {**said, "version": told.context["form"]["version"].value()})

    assert (told.status_code, again.status_code) == (422, 302)


def test_each_assessment_stays_and_the_latest_by_its_day_counts():
    source, actor = HazardSourceFactory(), UserFactory()
    assess(source, actor=actor, version=1, given=given([(CHLORINE, "20")]))
    assess(source, actor=actor, version=2, given=given([(CHLORINE, "2")], on=clock.today() - timedelta(days=1200)))

    source.refresh_from_db()
    assert source.assessments.count() == 2
    assert source.level == 4
    with pytest.raises(DatabaseError), transaction.atomic():
        source.assessments.update(r=1)


def test_the_sign_of_the_enterprise_follows_from_its_sources_alone():
    source, actor = HazardSourceFactory(assessed={CHLORINE: 20}), UserFactory()
    assert signs(source) == [True]

    keeping.change(source, actor=actor, version=source.version, values={"state": "REMOVED"})
    assert signs(source) == [False]

    keeping.change(source, actor=actor, version=source.version + 1, values={"state": "STOPPED"})
    assert signs(source) == [True]


def signs(source):
    return list(type(source.enterprise).objects.values_list("has_major_hazard_source", flat=True))


def test_it_is_filed_within_15_days_and_assessed_again_after_3_years():
    day = clock.today() - timedelta(days=3)
    source = HazardSourceFactory(assessed={CHLORINE: 20}, assessed__on=day)
    assert source.file_by == day + timedelta(days=15)
    assert (source.assess_by.year, source.assess_by.month) == (day.year + 3, day.month)

    source.filed_on = day
    source.settle_days()
    assert source.file_by is None


def test_what_is_no_major_hazard_source_is_not_filed():
    assert HazardSourceFactory(assessed={CHLORINE: 2}).file_by is None


@pytest.mark.parametrize(
    ("days", "found"), [(0, set()), (15, {"filing"}), (16, {"filing", "late"}), (1200, {"filing", "late", "again"})]
)
def test_what_is_due_is_found_by_the_filters_as_the_page_says_it(days, found):
    source = HazardSourceFactory(assessed={CHLORINE: 20}, assessed__on=clock.today() - timedelta(days=days))
    if not days:
        keeping.change(source, actor=UserFactory(), version=source.version, values={"filed_on": clock.today()})
    rows, today = HazardSource.objects.all(), clock.today()
    lists = {"filing": rows.unfiled(), "late": rows.filing_late(today), "again": rows.assessment_late(today)}

    assert {name for name, each in lists.items() if each.exists()} == found
    fresh = HazardSource.objects.get()
    assert ("late" in found) == bool(fresh.file_by and fresh.file_by < today)
    assert ("again" in found) == (fresh.assess_by < today)


@pytest.mark.parametrize("days", range(1000, 1190, 7))
def test_due_within_90_days_means_the_same_in_the_list_and_on_the_page(days):
    source = HazardSourceFactory(assessed={CHLORINE: 20}, assessed__on=clock.today() - timedelta(days=days))
    left = (source.assess_by - clock.today()).days

    assert HazardSource.objects.all().assessment_soon(clock.today()).exists() == (0 <= left <= 90)
    assert HazardSource.objects.all().assessment_late(clock.today()).exists() == (left < 0)


@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN])
def test_strangers_find_nothing_of_it(client, role):
    source, stranger = HazardSourceFactory(assessed={CHLORINE: 20}), UserFactory(role=role)
    names = ("safety:source-detail", "safety:source-edit", "safety:source-assess")

    assert [page(client, stranger, name, source.pk).status_code for name in names] == [404, 404, 404]
    assert page(client, stranger, "safety:enterprise-source-add", source.enterprise_id).status_code == 404
    assert list(HazardSource.objects.visible_to(stranger)) == []


def test_the_enterprise_sees_its_own_and_changes_nothing(client):
    source = HazardSourceFactory(assessed={CHLORINE: 20})
    own = UserFactory(role=Role.ENTERPRISE, organization=source.enterprise.organization)

    assert page(client, own, "safety:source-detail", source.pk).status_code == 200
    assert page(client, own, "safety:source-assess", source.pk).status_code == 403
    assert page(client, own, "safety:source-edit", source.pk).status_code == 403


def test_a_source_is_put_on_file_from_the_page_of_the_enterprise(client):
    enterprise, person = EnterpriseFactory(), UserFactory()
    address = reverse("safety:enterprise-source-add", args=[enterprise.pk])
    client.force_login(person)

    answer = client.post(address, {"name": "氯气罐区", "kind": "STORAGE", "state": "IN_USE", "version": 1})

    source = HazardSource.objects.get()
    assert (answer.status_code, answer.url) == (302, source.get_absolute_url())
    tab = client.get(enterprise.get_absolute_url(), {"tab": "hazard-sources"})
    assert "氯气罐区" in tab.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"甲", "乙", "丙"}),
        ({"level": "4"}, {"甲"}),
        ({"level": "major"}, {"甲", "乙"}),
        ({"level": "none"}, {"丙"}),
        ({"q": "乙"}, {"乙"}),
        ({"due": "filing"}, {"甲", "乙"}),
    ],
)
def test_the_list_finds_them_by_level_and_by_what_is_due(client, query, found):
    HazardSourceFactory(name="甲", assessed={CHLORINE: 5})
    HazardSourceFactory(name="乙", assessed={PHOSGENE: 3}, assessed__people=10)
    HazardSourceFactory(name="丙", assessed={CHLORINE: 1})

    answer = page(client, UserFactory(), "safety:source-list", **query)

    assert {row.name for row in answer.context["page"].object_list} == found


def test_the_workbook_says_the_level_in_words(client):
    HazardSourceFactory(assessed={PHOSGENE: 3}, assessed__people=10)

    answer = page(client, UserFactory(), "safety:source-export")

    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert "一级" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_the_figures_count_the_sources_by_level_and_open_them(client):
    HazardSourceFactory(assessed={CHLORINE: 5})
    HazardSourceFactory(assessed={PHOSGENE: 3}, assessed__people=10)
    HazardSourceFactory(assessed={CHLORINE: 1})
    codes = [figure.code for figure in figures.of_body("hazard_sources")]
    person = UserFactory()

    read = figures.read(codes, Asked.by(person))

    values = {code.partition(".")[2]: reading.value for code, reading in read.items()}
    assert values["all"] == 2
    assert [values[f"level_{level}"] for level in range(1, 5)] == [1, 0, 0, 1]
    client.force_login(person)
    opened = {code: client.get(reading.url).context["page"].paginator.count for code, reading in read.items()}
    assert opened == {code: reading.value for code, reading in read.items()}


def test_the_api_tells_a_source_with_its_calculation_and_takes_the_filing(client):
    source, person = HazardSourceFactory(assessed={CHLORINE: 20}), UserFactory()
    client.force_login(person)

    told = client.get("/api/v1/hazard-sources/", {"level": "4"}).json()["results"]
    filed = client.patch(
        f"/api/v1/hazard-sources/{source.pk}/",
        {"version": source.version, "filed_on": clock.today().isoformat(), "filing_number": "BA1"},
        content_type="application/json",
    )

    assert [(row["level"], row["assessment"]["substances"][0]["substance"]) for row in told] == [(4, CHLORINE)]
    assert (filed.status_code, filed.json()["file_by"]) == (200, None)


def test_the_api_tells_and_takes_the_external_safety_distance(client):
    source = HazardSourceFactory(assessed={CHLORINE: 20}, external_distance=150)
    client.force_login(UserFactory())
    address = f"/api/v1/hazard-sources/{source.pk}/"

    told = client.get(address).json()["external_distance"]
    taken, refused = (
        client.patch(address, {"version": source.version, "external_distance": metres}, "application/json")
        for metres in (210, 0)
    )

    assert (told, taken.json()["external_distance"]) == (150, 210)
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == ["external_distance"]


def test_table_1_and_table_3_agree_on_every_toxic_gas():
    gases = ThresholdSubstance.objects.exclude(toxic_gas=None).select_related("toxic_gas")

    assert len(gases) >= 14
    assert [gas.pk for gas in gases if gas.beta != gas.toxic_gas.beta] == []


def test_the_tables_are_asked_as_of_a_day():
    HazardClass.objects.filter(pk="J1").update(valid_to=clock.today() - timedelta(days=1))

    assert "J1" not in {row.pk for row in HazardClass.objects.in_force(clock.today())}
    assert "J1" in {row.pk for row in HazardClass.objects.in_force(clock.today() - timedelta(days=1))}


def test_the_page_shows_every_assessment_with_what_was_held(client):
    source = HazardSourceFactory(assessed={CHLORINE: 20}, assessed__on=clock.today() - timedelta(days=900))
    assess(source, actor=UserFactory(), version=source.version, given=given([(CHLORINE, "25"), (AMMONIA, "1")]))

    shown = plain(page(client, UserFactory(), "safety:source-detail", source.pk, tab="assessments"))

    assert "氯 20 t" in shown
    assert "氯 25 t； 氨 1 t" in shown

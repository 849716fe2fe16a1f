"""园区安全风险评级: from scores to the grade, round by round, and what the park says of it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.states import Role
from core.models import FileChange
from parks.models import GradeEffect, RiskAssessment
from parks.rules.risk_grade import Scores, course, grade_of, graded
from parks.services import risk
from parks.states import ParkGrade
from tests.factories import ParkFactory, UserFactory

SCORE = st.decimals(0, 100, places=2)
VECTORS = [("59.99", "A"), ("60", "B"), ("69.99", "B"), ("70", "C"), ("84.99", "C"), ("85", "D"), ("100", "D")]
"""TV18-TV21 of the domain rules, and both sides of each bound."""


def keeper_of(park):
    return UserFactory(role=Role.PARK, organization=park.committee)


def round_of(park, year, actor=None, **details):
    row = RiskAssessment(park=park, year=year, **details)
    return risk.record(row, actor=actor or keeper_of(park), names=["year", *details])


@pytest.mark.parametrize(("score", "grade"), VECTORS)
def test_the_score_gives_the_grade_on_both_sides_of_each_bound(score, grade):
    assert grade_of(Decimal(score)) == grade


@given(own=st.none() | SCORE, city=st.none() | SCORE, province=st.none() | SCORE)
def test_the_provincial_review_rules_else_the_city_else_the_own_score(own, city, province):
    known = [score for score in (province, city, own) if score is not None]

    assert Scores(own, city, province).ruling == (known[0] if known else None)


@given(score=SCORE, hits=st.lists(st.sampled_from(["VETO01", "VETO06"]), min_size=1))
def test_one_veto_item_makes_it_grade_a_whatever_the_score(score, hits):
    assert graded(Scores(province=score), hits) == ParkGrade.A


@given(first=SCORE, second=SCORE)
def test_a_better_score_never_gives_a_worse_grade(first, second):
    low, high = sorted((first, second))

    assert grade_of(low) <= grade_of(high)


@given(st.lists(st.sampled_from(ParkGrade.values)))
def test_each_round_begins_where_the_one_before_ended(grades):
    steps = course(grades)

    assert [after for _before, after in steps] == grades
    assert [before for before, _after in steps[1:]] == grades[:-1]


@pytest.mark.django_db
@pytest.mark.parametrize(("score", "grade"), VECTORS)
def test_a_score_typed_on_the_page_becomes_the_grade_of_the_park(client, score, grade):
    park = ParkFactory()
    client.force_login(keeper_of(park))

    answer = client.post(
        reverse("parks:risk-create", args=[park.pk]),
        {"year": "2025", "round": "1", "province_score": score, "published_on": "2025-11-20"},
    )

    park.refresh_from_db()
    assert (answer.status_code, park.risk_grade, park.risk_score) == (302, grade, Decimal(score))
    assert grade in client.get(answer.headers["Location"]).context["table"].rows[0].to_grade


@pytest.mark.django_db
def test_the_park_says_what_its_last_round_says_and_who_changed_it_is_kept():
    park = ParkFactory()
    round_of(park, 2025, own_score=Decimal(75), province_score=Decimal(68))

    round_of(park, 2024, own_score=Decimal(50))

    park.refresh_from_db()
    rounds = list(park.risk_assessments.all())
    assert (park.risk_grade, park.risk_score) == ("B", Decimal(68))
    assert [(each.year, each.from_grade, each.to_grade) for each in rounds] == [(2024, "", "A"), (2025, "A", "B")]
    assert FileChange.objects.of(park).filter(part="").first().after["risk_grade"] == "B"


@pytest.mark.django_db
def test_a_corrected_round_moves_the_grades_after_it(client):
    park = ParkFactory()
    first = round_of(park, 2024, own_score=Decimal(80))
    round_of(park, 2025, own_score=Decimal(90))
    client.force_login(keeper_of(park))

    client.post(
        reverse("parks:risk-edit", args=[first.pk]),
        {"year": "2024", "round": "1", "own_score": "80", "veto_codes": ["VETO03", "VETO05"], "version": "1"},
    )

    assert list(park.risk_assessments.values_list("from_grade", "to_grade")) == [("", "A"), ("A", "D")]
    park.refresh_from_db()
    assert park.risk_grade == "D"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "published_grade"),
        ({"own_score": "60", "published_grade": "D"}, "published_grade"),
        ({"own_score": "100.5"}, "own_score"),
        ({"own_score": "-1"}, "own_score"),
        ({"own_score": "80", "year": "999"}, "year"),
    ],
    ids=["nothing", "against the score", "above a score", "below a score", "no year"],
)
def test_what_gives_no_grade_is_refused_in_words(client, given, field):
    park = ParkFactory()
    client.force_login(keeper_of(park))

    answer = client.post(reverse("parks:risk-create", args=[park.pk]), {"year": "2025", "round": "1", **given})

    assert answer.status_code == 422
    assert (field or "__all__") in answer.context["form"].errors
    assert not RiskAssessment.objects.exists()


@pytest.mark.django_db
def test_a_round_is_on_file_once(client):
    park = ParkFactory()
    round_of(park, 2025, own_score=Decimal(80))
    client.force_login(keeper_of(park))

    answer = client.post(
        reverse("parks:risk-create", args=[park.pk]), {"year": "2025", "round": "1", "own_score": "60"}
    )

    assert answer.status_code == 422
    park.refresh_from_db()
    assert park.risk_grade == "C"


@pytest.mark.django_db
def test_strangers_and_readers_write_no_round(client):
    park = ParkFactory()
    row = round_of(park, 2025, own_score=Decimal(80))
    pages = [reverse("parks:risk-create", args=[park.pk]), reverse("parks:risk-edit", args=[row.pk])]

    client.force_login(UserFactory(role=Role.PARK))
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(UserFactory(role=Role.SUPERIOR, organization=park.county))
    assert [client.get(page).status_code for page in pages] == [403, 403]


@pytest.mark.django_db
def test_an_observer_reads_grades_and_no_scores():
    park = ParkFactory()
    round_of(park, 2025, own_score=Decimal(80))
    observer = UserFactory(role=Role.OBSERVER)
    park.supervision_groups.add(observer.organization)

    row = RiskAssessment.objects.visible_to(observer).get()

    assert (row.to_grade, row.own_score) == ("C", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("grade", "admission"),
    [("A", {"OPEN", "BLOCKED"}), ("B", {"OPEN", "RESTRICTED"}), ("C", {"OPEN"}), ("D", {"OPEN"})],
)
def test_each_grade_says_what_it_makes_of_admission(grade, admission):
    assert set(GradeEffect.objects.filter(grade=grade).values_list("admission", flat=True)) == admission


@pytest.mark.parametrize("name", ["veto_items", "grade_effects"])
def test_each_row_of_the_catalogues_names_its_source(name):
    path = Path(__file__).parents[2] / "parks" / "catalogs" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert rows
    assert all("(unconfirmed)" in row["source"] for row in rows)

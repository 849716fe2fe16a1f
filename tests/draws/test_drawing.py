"""What a seed draws: by weight, without bias, never whom a rule excludes; the same in the product and in the script."""

import copy
import hashlib
from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from draws.rules.drawing import FIRST_FORMAT, LEAST_TEAM, Stream, bodies, draw, eligible, verify
from draws.rules.weights import terms
from tests.draws.records import DIFFERS, EQUAL, SCRIPT, UNFITTING, UNREADABLE, frozen, record, run_script

DRAWS = 10_000
CHI_SQUARE_AT_0_001 = {1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47, 5: 20.52}


def seed_of(number):
    return hashlib.sha256(f"seed {number}".encode()).digest()


def chi_square(counted, expected):
    return sum((counted[key] - wanted) ** 2 / wanted for key, wanted in expected.items())


def the_script():
    loader = SourceFileLoader("verify_draw", str(SCRIPT))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@st.composite
def candidates(draw_from):
    """Of any size, with as many exclusions as leave a team for each enterprise."""
    weights = draw_from(st.lists(st.integers(1, 12), min_size=1, max_size=6))
    inspectors, team = draw_from(st.integers(2, 8)), 2
    pairs = st.tuples(st.integers(101, 100 + inspectors), st.sampled_from([None, *range(1, len(weights) + 1)]))
    number, bodies = draw_from(st.integers(1, len(weights))), draw_from(st.integers(1, inspectors // team))
    made = frozen(*weights, inspectors=inspectors, bodies=bodies, number=number, team=team)
    for inspector, key in draw_from(st.lists(pairs, max_size=6)):
        made["exclusions"].append(
            {"inspector": inspector, "object": key, "why": "LEAVE" if key is None else "INTEREST"}
        )
        if any(len(eligible(made, each["id"])) < team for each in made["objects"]):
            made["exclusions"].pop()
    return made


def test_over_ten_thousand_draws_the_first_enterprise_follows_the_weights():
    weights = {1: 1, 2: 2, 3: 4, 4: 1, 5: 8}
    asked = frozen(*weights.values())

    counted = Counter(draw(asked, seed_of(number))[0]["object"] for number in range(DRAWS))

    expected = {key: DRAWS * weight / sum(weights.values()) for key, weight in weights.items()}
    assert chi_square(counted, expected) < CHI_SQUARE_AT_0_001[4], counted


def test_over_ten_thousand_draws_the_second_enterprise_follows_the_weights_of_those_left():
    weights = {1: 1, 2: 2, 3: 3}
    asked = frozen(*weights.values(), number=2)

    counted = Counter(tuple(visit["object"] for visit in draw(asked, seed_of(number))) for number in range(DRAWS))

    expected = {
        (one, two): DRAWS * weights[one] / 6 * weights[two] / (6 - weights[one])
        for one in weights
        for two in weights
        if one != two
    }
    assert chi_square(counted, expected) < CHI_SQUARE_AT_0_001[5], counted


def test_over_ten_thousand_draws_each_pair_of_inspectors_is_as_likely_as_the_others():
    asked = frozen(1, inspectors=4)

    counted = Counter(frozenset(draw(asked, seed_of(number))[0]["team"]) for number in range(DRAWS))

    assert len(counted) == 6
    assert chi_square(counted, dict.fromkeys(counted, DRAWS / 6)) < CHI_SQUARE_AT_0_001[5], counted


def test_a_number_that_would_favour_the_small_ones_is_passed_over(monkeypatch):
    values = iter([2**256 - 1, 2**256 - 2, 5])
    stream = Stream(bytes(32))
    monkeypatch.setattr(stream, "_next", lambda: next(values))

    # 2^256 leaves 6 by 10: the last six values would be said once more than the others.
    assert stream.below(10) == 5


@settings(max_examples=150, deadline=None)
@given(candidates(), st.binary(min_size=32, max_size=32))
def test_whatever_is_asked_the_teams_are_whole_and_nobody_excluded_is_drawn(asked, seed):
    drawn = draw(asked, seed)

    assert len({visit["object"] for visit in drawn}) == asked["number"]
    for visit in drawn:
        assert len(set(visit["team"])) == asked["team"] >= LEAST_TEAM
        assert set(visit["team"]) <= set(eligible(asked, visit["object"]))
        assert len({bodies(asked)[key] for key in visit["team"]}) == 1


@settings(max_examples=150, deadline=None)
@given(candidates(), st.binary(min_size=32, max_size=32))
def test_whatever_is_asked_the_script_draws_the_same(asked, seed):
    made = record(asked, seed)

    assert verify(made).is_equal
    assert the_script().judge(made)[0] == EQUAL
    assert the_script().drawn(asked, seed) == made["result"]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 9), st.integers(1, 12), st.binary(min_size=32, max_size=32))
def test_without_exclusions_the_visits_differ_by_one_at_most(inspectors, number, seed):
    drawn = draw(frozen(*[1] * number, inspectors=inspectors, number=number), seed)

    visits = Counter(dict.fromkeys(range(101, 101 + inspectors), 0))
    visits.update(key for visit in drawn for key in visit["team"])
    assert max(visits.values()) - min(visits.values()) <= 1


def test_an_enterprise_without_enough_inspectors_is_named():
    bound = tuple({"inspector": key, "object": 2, "why": "INTEREST"} for key in (101, 102, 103))

    with pytest.raises(DomainError, match="企业2") as refused:
        draw(frozen(1, 1, exclusions=bound), bytes(32))

    assert refused.value.field == "team"


@pytest.mark.parametrize(
    ("asked", "field"), [({"number": 3}, "number"), ({"number": 0}, "number"), ({"team": 1}, "team")]
)
def test_what_cannot_be_drawn_is_refused_at_its_field(asked, field):
    with pytest.raises(DomainError) as refused:
        draw(frozen(1, 1, **asked), bytes(32))

    assert refused.value.field == field


def test_a_body_that_has_no_whole_team_left_leads_nowhere():
    away = {"inspector": 101, "object": None, "why": "LEAVE"}
    asked = frozen(1, inspectors=4, bodies=2, exclusions=(away,))

    assert eligible(asked, 1) == [102, 104]
    assert {frozenset(draw(asked, seed_of(number))[0]["team"]) for number in range(40)} == {frozenset({102, 104})}


def test_over_ten_thousand_draws_a_body_leads_as_often_as_it_has_inspectors():
    asked = frozen(1, inspectors=6, bodies=2)
    asked["inspectors"].pop()

    leads = (bodies(asked)[draw(asked, seed_of(number))[0]["team"][0]] for number in range(DRAWS))
    counted = Counter(leads)

    assert chi_square(counted, {1: DRAWS * 3 / 5, 0: DRAWS * 2 / 5}) < CHI_SQUARE_AT_0_001[1], counted


def of_the_first_format():
    """A record as it was written before an inspector had a body, with what was drawn then."""
    made = frozen(1, 2, 3, inspectors=5, number=2)
    made["format"] = FIRST_FORMAT
    for each in made["inspectors"]:
        each.pop("body")
        each |= {"name": f"王{each['id'] - 100}", "unit": "执法大队" if each["id"] % 2 else "园区管委会"}
    made["exclusions"] = [
        {"inspector": 101, "object": 2, "why": "INTEREST"},
        {"inspector": 105, "object": None, "why": "LEAVE"},
    ]
    return {
        "candidates": made,
        "commitment": "ea7933d7c152bc1b7d3e48321d7b06ad6285ba49d54e59372f9eeebe4a929a6d",
        "seed": bytes(range(32)).hex(),
        "result": [{"object": 3, "team": [102, 104]}, {"object": 2, "team": [103, 102]}],
    }


def test_a_record_of_the_first_format_is_still_equal(tmp_path):
    made = of_the_first_format()

    assert verify(made).is_equal
    assert run_script(made, tmp_path)[0] == EQUAL


def changed(made, how):
    other = copy.deepcopy(made)
    how(other)
    return other


CHANGES = {
    "weight": (lambda made: made["candidates"]["objects"][0].update(weight=9), UNFITTING),
    "exclusion": (lambda made: made["candidates"]["exclusions"].clear(), UNFITTING),
    "seed": (lambda made: made.update(seed="00" * 32), UNFITTING),
    "commitment": (lambda made: made.update(commitment="0" * 64), UNFITTING),
    "team": (lambda made: made["result"][0]["team"].reverse(), DIFFERS),
    "left out": (lambda made: made["result"].pop(), DIFFERS),
    "result": (lambda made: made.update(result=None), DIFFERS),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_record_is_seen_by_the_product_and_by_the_script(name, tmp_path):
    how, code = CHANGES[name]
    leave = {"inspector": 101, "object": None, "why": "LEAVE"}
    made = changed(record(frozen(2, 1, 3, number=2, exclusions=(leave,)), seed_of(7)), how)

    verdict = verify(made)

    assert not verdict.is_equal
    assert verdict.fits == (code == DIFFERS)
    assert run_script(made, tmp_path)[0] == code


def test_the_script_runs_alone_and_says_so_in_words(tmp_path):
    made = record(frozen(2, 1, 3, number=2), seed_of(1))

    assert run_script(made, tmp_path) == (EQUAL, "Equal: 2 enterprises and their teams follow from the record.\n")
    assert run_script({**made, "seed": None, "result": None}, tmp_path)[0] == UNREADABLE
    assert run_script({"candidates": {}}, tmp_path)[0] == UNREADABLE
    assert run_script([], tmp_path)[0] == UNREADABLE


@pytest.mark.parametrize(
    ("risk", "weight"),
    [
        ({}, 1),
        ({"level": 1}, 5),
        ({"level": 4}, 2),
        ({"has_process": True, "has_chemical": True}, 3),
        ({"majors": 1}, 3),
        ({"majors": 9}, 7),
        ({"level": 1, "has_process": True, "has_chemical": True, "majors": 3}, 13),
    ],
)
def test_the_weight_is_the_sum_of_its_terms(risk, weight):
    usual = {"level": None, "has_process": False, "has_chemical": False, "majors": 0}

    assert sum(terms(**{**usual, **risk}).values()) == weight

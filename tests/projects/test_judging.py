"""R5 judged: which state ahead of which paper is which violation, and on which day it began and ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enterprises.states import OperatingState
from projects.rules.facts import Change, Facts, Paper, Spell
from projects.rules.judging import Why, breaches
from projects.rules.requirements import NAMES, REQUIREMENTS

BEFORE, STARTED, TRIED, PRODUCED, TODAY = (
    date(2024, 1, 10),
    date(2024, 6, 1),
    date(2025, 3, 1),
    date(2025, 9, 1),
    date(2026, 11, 29),
)
TERMS = {"PM04": 60, "PM05": 24, "PM12": 12}
ALL = {code for row in REQUIREMENTS for code in row.papers}
LAWFUL = Facts(
    spells=(Spell("BUILDING", STARTED), Spell("TRIAL", TRIED), Spell("OPERATING", PRODUCED)),
    papers={code: (Paper(BEFORE),) for code in ALL},
    terms=TERMS,
)


def with_paper(facts, kind, *papers):
    return replace(facts, papers={**facts.papers, kind: papers})


def cases(facts, on=TODAY):
    return [(breach.code, breach.part) for breach in breaches(facts, on)]


def only(facts, on=TODAY):
    [breach] = breaches(facts, on)
    return breach


def test_a_project_with_every_paper_in_time_breaks_nothing():
    assert breaches(LAWFUL, TODAY) == ()


@pytest.mark.parametrize(
    ("paper", "case"),
    [
        ("PM01", ("A01", "未备案开工")),
        ("PM02", ("A02", "未取得用地、规划手续")),
        ("PM03", ("A02", "未取得用地、规划手续")),
        ("PM04", ("A03", "未批先建(环评)")),
        ("PM05", ("A04", "未经安全条件审查建设")),
        ("PM06", ("A05", "未经设计审查施工")),
        ("PM10", ("A06", "无证施工")),
        ("PM09", ("A07", "消防设计未审")),
        ("PM12", ("A15", "违规试生产")),
        ("PM29", ("A15", "违规试生产")),
        ("PM25", ("A10", "无证排污")),
        ("PM13", ("A08", "未验先投(安全)")),
        ("PM14", ("A09", "未验先投(环保)")),
        ("PM21", ("A11", "无证生产")),
        ("PM24", ("A11", "未登记")),
    ],
)
def test_each_missing_paper_is_its_violation(paper, case):
    facts = with_paper(LAWFUL, paper)

    assert cases(facts) == [case]
    assert only(facts).grounds[0].why == Why.MISSING
    assert only(facts).law_of(TODAY) == TODAY


def test_what_is_dated_after_the_state_began_ends_the_act_and_does_not_undo_it():
    late = STARTED + timedelta(days=60)
    breach = only(with_paper(LAWFUL, "PM04", Paper(late)))

    assert (breach.code, breach.grounds[0].why) == ("A03", Why.LATE)
    assert (breach.began, breach.ended) == (STARTED, late)
    assert breach.law_of(TODAY) == STARTED


@pytest.mark.parametrize(("day", "is_lawful"), [(STARTED, True), (STARTED + timedelta(days=1), False)])
def test_an_approval_of_the_day_of_the_start_counts_and_one_of_the_next_day_does_not(day, is_lawful):
    assert (breaches(with_paper(LAWFUL, "PM10", Paper(day)), TODAY) == ()) is is_lawful


@pytest.mark.parametrize(
    ("approved", "renewed", "is_lawful"),
    [
        (date(2019, 6, 1), None, True),
        (date(2019, 5, 31), None, False),
        (date(2019, 5, 31), date(2024, 5, 1), True),
        (date(2019, 5, 31), date(2024, 6, 2), False),
    ],
    ids=["60 months", "a day more", "re-examined", "re-examined too late"],
)
def test_an_eia_older_than_sixty_months_at_the_start_must_have_been_re_examined(approved, renewed, is_lawful):
    facts = with_paper(LAWFUL, "PM04", Paper(approved, renewed=renewed))

    assert cases(facts) == ([] if is_lawful else [("A03", "批准超过五年未重新审核")])


def test_an_opinion_that_was_not_used_within_its_term_has_lapsed():
    planned = Facts(spells=(Spell("PLANNED", BEFORE),), papers={"PM05": (Paper(BEFORE),)}, terms=TERMS)

    assert cases(planned, date(2026, 1, 10)) == []
    assert cases(planned, date(2026, 1, 11)) == [("A04", "意见书失效")]
    assert only(planned, TODAY).began == date(2026, 1, 11)


def test_a_start_on_a_lapsed_opinion_is_called_by_that_name():
    facts = with_paper(LAWFUL, "PM05", Paper(date(2022, 5, 31)))

    assert cases(facts) == [("A04", "意见书失效")]


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 3, 1), []), (date(2026, 3, 2), [("A15", "超期")])])
def test_a_trial_lasts_a_year_at_most(on, expected):
    trial = replace(with_paper(LAWFUL, "PM13"), spells=LAWFUL.spells[:2])

    assert cases(trial, on) == expected


def test_a_long_trial_whose_facilities_were_accepted_in_time_is_none():
    trial = replace(with_paper(LAWFUL, "PM13", Paper(date(2026, 2, 1))), spells=LAWFUL.spells[:2])

    assert cases(trial, TODAY) == []


def test_the_start_up_review_is_asked_of_trials_since_the_standard_and_a_lack_may_be_major():
    old = with_paper(with_paper(LAWFUL, "PUNCH_LIST"), "PSSR")
    new = replace(old, spells=(Spell("BUILDING", STARTED), Spell("TRIAL", date(2026, 9, 30))))

    assert cases(old) == []
    assert (only(new).part, only(new).is_major) == ("无方案、未三查四定或PSSR", True)
    assert [ground.paper for ground in only(new).grounds] == ["PUNCH_LIST", "PSSR"]


def test_a_licence_that_lapsed_in_production_counts_from_the_day_after_its_last():
    breach = only(with_paper(LAWFUL, "PM21", Paper(BEFORE, until=date(2026, 10, 31))))

    assert (breach.code, breach.part, breach.grounds[0].why) == ("A11", "无证生产", Why.LAPSED)
    assert (breach.began, breach.is_major) == (date(2026, 11, 1), True)


def test_a_licence_renewed_in_time_is_lawful():
    papers = (Paper(BEFORE, until=date(2026, 10, 31)), Paper(date(2026, 10, 1), until=date(2029, 9, 30)))

    assert cases(with_paper(LAWFUL, "PM21", *papers)) == []


def test_before_the_standard_a_missing_licence_is_no_candidate_for_a_major_hazard():
    assert not only(with_paper(LAWFUL, "PM21"), date(2026, 9, 29)).is_major


@pytest.mark.parametrize(("settled", "is_lawful"), [(None, False), (date(2025, 5, 2), False), (date(2025, 5, 1), True)])
def test_a_material_change_has_to_be_approved_before(settled, is_lawful):
    facts = replace(LAWFUL, changes=(Change("ENVIRONMENT", date(2025, 5, 1), settled),))

    assert cases(facts) == ([] if is_lawful else [("A13", "重大变动(环评)")])


def test_what_does_not_apply_is_not_asked_for_once_somebody_has_signed_that():
    facts = with_paper(LAWFUL, "PM09")

    assert cases(replace(facts, waived=frozenset({"PM09"}))) == []
    assert only(replace(facts, unsigned=frozenset({"PM09"}))).grounds[0].why == Why.UNSIGNED


def test_an_approval_without_a_day_proves_nothing():
    assert only(with_paper(LAWFUL, "PM01", Paper(None))).grounds[0].why == Why.UNDATED


def test_without_hazardous_chemicals_the_papers_of_their_safety_are_not_asked_for():
    facts = replace(LAWFUL, papers={}, is_hazardous=False)

    assert [code for code, _part in cases(facts)] == ["A01", "A02", "A03", "A06", "A07", "A10", "A08", "A09"]


def test_a_state_without_a_day_asks_only_that_the_papers_are_there():
    facts = replace(LAWFUL, spells=(Spell("BUILDING", None),))

    assert cases(facts) == []
    assert cases(with_paper(facts, "PM10")) == [("A06", "无证施工")]


def test_a_closed_project_is_not_judged():
    assert breaches(Facts(spells=(Spell("BUILDING", STARTED), Spell("CLOSED", TODAY))), TODAY) == ()


def test_what_lies_after_the_day_is_not_known_on_it():
    facts = with_paper(LAWFUL, "PM04", Paper(STARTED + timedelta(days=60)))

    assert only(facts, STARTED + timedelta(days=10)).grounds[0].why == Why.MISSING


BRIEF = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
days = st.dates(date(2018, 1, 1), date(2028, 1, 1))
papers = st.builds(Paper, st.none() | days, st.none() | days, st.none() | days)
facts = st.builds(
    Facts,
    spells=st.lists(st.builds(Spell, st.sampled_from(OperatingState.values), st.none() | days), max_size=4).map(tuple),
    papers=st.dictionaries(st.sampled_from(sorted(ALL)), st.lists(papers, max_size=2).map(tuple), max_size=5),
    waived=st.frozensets(st.sampled_from(sorted(ALL)), max_size=3),
    changes=st.lists(
        st.builds(Change, st.sampled_from(("ENVIRONMENT", "SAFETY")), days, st.none() | days), max_size=2
    ).map(tuple),
    is_hazardous=st.booleans(),
    terms=st.just(TERMS),
)


@BRIEF
@given(facts, days)
def test_the_engine_twice_gives_the_same_and_every_case_once_with_its_name(given_facts, on):
    found = breaches(given_facts, on)
    keys = [(breach.code, breach.part) for breach in found]

    assert found == breaches(given_facts, on)
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(NAMES)
    assert all(breach.grounds for breach in found)


@BRIEF
@given(facts, days)
def test_nothing_that_was_judged_lies_after_the_day(given_facts, on):
    for breach in breaches(given_facts, on):
        assert breach.began is None or breach.began <= on
        assert breach.ended is None or breach.ended <= on


@BRIEF
@given(facts, days, st.sampled_from(sorted(ALL)))
def test_a_paper_that_was_there_from_the_beginning_of_time_mends_its_lack(given_facts, on, kind):
    mended = replace(
        given_facts, papers={**given_facts.papers, kind: (Paper(date(1990, 1, 1), until=date(2090, 1, 1)),)}
    )

    grounds = [ground for breach in breaches(mended, on) for ground in breach.grounds]
    assert [ground for ground in grounds if ground.paper == kind] == []

"""The same problem in two lists."""

import time
from datetime import date

import pytest

from intake.rules.matching import Ledger, Match, Problem, fingerprint, likeness, normalised

CRANE = "四化建公用工程项目施工现场，3#管廊管道吊装作业，警戒区域设置不严密，监护人员未认真履职，存在起重伤害风险。"


def test_the_same_words_are_certain_whatever_signs_stand_between():
    ledger = Ledger([Problem(7, CRANE, 1, date(2020, 5, 1))])

    found = ledger.match(Problem(0, CRANE.replace("，", ",").replace("。", " "), 1, date(2020, 4, 26)))

    assert found == Match(7, 1.0, is_certain=True)


@pytest.mark.parametrize(
    "row",
    [
        Problem(0, CRANE, 2, date(2020, 5, 1)),
        Problem(0, CRANE, 1, date(2021, 5, 1)),
        Problem(0, CRANE.replace("3#", "7#"), 1, date(2020, 5, 1)),
        Problem(0, "配电箱未接地，存在触电风险。", 1, date(2020, 5, 1)),
    ],
    ids=["another enterprise", "a year later", "another pipe rack", "another problem"],
)
def test_what_is_not_the_same(row):
    ledger = Ledger([Problem(7, CRANE, 1, date(2020, 5, 1))])

    assert ledger.match(row) is None


@pytest.mark.parametrize(
    "text",
    [CRANE + "当场进行了纠正，督促作业班组规范拉设警戒区域，消除隐患后恢复作业。", CRANE.replace("认真", "")],
    ids=["with a remark behind", "one word less"],
)
def test_almost_the_same_words_are_a_proposal(text):
    found = Ledger([Problem(7, CRANE)]).match(Problem(0, text))

    assert found is not None
    assert (found.key, found.is_certain) == (7, False)


def test_short_words_and_distant_days_are_never_certain():
    short = Ledger([Problem(1, "灭火器失效")]).match(Problem(0, "灭火器失效"))
    late = Ledger([Problem(1, CRANE, 0, date(2020, 1, 1))]).match(Problem(0, CRANE, 0, date(2020, 5, 1)))

    assert [short.is_certain, late.is_certain] == [False, False]


def test_of_two_equal_problems_the_one_found_nearer_is_meant():
    ledger = Ledger([Problem(1, CRANE, 0, date(2020, 3, 1)), Problem(2, CRANE, 0, date(2020, 5, 1))])

    assert ledger.match(Problem(0, CRANE, 0, date(2020, 4, 28))).key == 2


def test_a_fingerprint_does_not_see_blanks_and_widths():
    assert fingerprint("１", "阀门 泄漏。", None) == fingerprint("1", "阀门泄漏", "")
    assert fingerprint("1", "阀门泄漏") != fingerprint("2", "阀门泄漏")


def test_likeness_is_the_same_both_ways():
    one, other = normalised(CRANE), normalised(CRANE + "已纠正")

    assert likeness(one, other) == likeness(other, one) > 0.75


def test_ten_thousand_rows_against_twenty_thousand_are_quick():
    kinds = ("安全阀失效", "液位计失灵", "围堰破损", "报警器离线")
    ledger = Ledger([Problem(n, f"{n % 997}号装置{kinds[n % 4]}，编号{n}未处理") for n in range(20_000)])

    started = time.perf_counter()
    found = [ledger.match(Problem(0, f"{n % 997}号装置{kinds[n % 4]}，编号{n}没有处理")) for n in range(10_000)]

    assert len(found) == 10_000
    assert time.perf_counter() - started < 20

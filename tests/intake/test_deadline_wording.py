"""Which day a wording of a deadline means (contract C3)."""

from datetime import date, datetime

import pytest

from intake.rules.deadline_wording import CLAMPED, NO_MONTH, NO_START, NO_SUCH_DAY, NO_YEAR, ListDates, read_deadline

WITH_A_YEAR = [
    ("2021年12月底前", "2021-12-31"),
    ("2021年12年底", "2021-12-31"),
    ("2021年12月31号", "2021-12-31"),
    ("2023.6.30", "2023-06-30"),
    ("2023. 6. 30", "2023-06-30"),
    ("2023/6/30", "2023-06-30"),
    ("2023-06-30", "2023-06-30"),
    ("2023-06-30 18:00:00", "2023-06-30"),
    ("20230630", "2023-06-30"),
    ("202206", "2022-06-30"),
    ("2022", "2022-12-31"),
    ("21年12月底", "2021-12-31"),
    ("2022年6月", "2022-06-30"),
    ("2022.6", "2022-06-30"),
    ("2024年2月底", "2024-02-29"),
    ("2022年3月上旬", "2022-03-10"),
    ("2022年3月中旬前", "2022-03-20"),
    ("2022年2月下旬", "2022-02-28"),
    ("2022年4月末", "2022-04-30"),
    ("2022年底前", "2022-12-31"),
    ("2022年末", "2022-12-31"),
    ("2022年内", "2022-12-31"),
    ("2022年上半年", "2022-06-30"),
    ("2022年下半年", "2022-12-31"),
    ("2022年一季度", "2022-03-31"),
    ("2022年第三季度末", "2022-09-30"),
    ("2022年前三季度", "2022-09-30"),
    ("2022Q2", "2022-06-30"),
    ("2021.3-2021.12", "2021-12-31"),
    ("2021.3-12", "2021-12-31"),
    ("2021.3.1-15", "2021-03-15"),
    ("2021年3月至12月", "2021-12-31"),
    ("2021年11月至3月", "2022-03-31"),
    ("2021年3月1日—2021年3月15日", "2021-03-15"),
    ("2021年5月1日-5月20日", "2021-05-20"),
    ("2021年5月1日至20日", "2021-05-20"),
    ("2021-04-01 至 2021-04-20", "2021-04-20"),
    ("2021年6月底前完成设计，12月底前完成改造", "2021-12-31"),
    ("2021年9月30日前招标；\n2022年6月30日前验收", "2022-06-30"),
    ("2022年3月31日（延期至2022年6月30日）", "2022-06-30"),
    ("于2023年6月30日24时之前完成", "2023-06-30"),
    ("二〇二一年十二月三十一日", "2021-12-31"),
    ("二〇二二年六月底前", "2022-06-30"),
    ("２０２１年１２月２０日前", "2021-12-20"),
    ("自2021年5月1日起15日内", "2021-05-16"),
    ("2023年1-6月", "2023-06-30"),
    ("22.6.30", "2022-06-30"),
    ("06/30/2022", "2022-06-30"),
    ("2022、6、30", "2022-06-30"),
    ("2022年10月中", "2022-10-20"),
    ("2022年国庆节前", "2022-09-30"),
    ("“十四五”期间", "2025-12-31"),
    ("2021-2022年", "2022-12-31"),
    ("即日起至2022年5月1日", "2022-05-01"),
    ("43613", "2019-05-28"),
]


@pytest.mark.parametrize(("text", "day"), WITH_A_YEAR, ids=[text for text, _ in WITH_A_YEAR])
def test_a_wording_with_a_year_needs_nothing_else(text, day):
    read = read_deadline(text)

    assert (str(read.date), read.text, read.undated_kind) == (day, text, None)


@pytest.mark.parametrize(
    ("value", "day", "text"),
    [
        (date(2021, 12, 31), "2021-12-31", "2021-12-31"),
        (datetime.fromisoformat("2021-12-31T08:30"), "2021-12-31", "2021-12-31"),
        (43613, "2019-05-28", "43613"),
        (43613.0, "2019-05-28", "43613"),
        (20230630, "2023-06-30", "20230630"),
    ],
)
def test_real_dates_and_day_counts_are_read_as_such(value, day, text):
    read = read_deadline(value)

    assert (str(read.date), read.text) == (day, text)


WITHOUT_A_YEAR = [
    ("6月底", "2019-06-30"),
    ("6月30日前", "2019-06-30"),
    ("6.30前", "2019-06-30"),
    ("12月中旬", "2019-12-20"),
    ("十二月底前", "2019-12-31"),
    ("三季度末", "2019-09-30"),
    ("Q3", "2019-09-30"),
    ("年底前", "2019-12-31"),
    ("年内", "2019-12-31"),
    ("今年年底", "2019-12-31"),
    ("明年6月", "2020-06-30"),
    ("7月1日—7月15日", "2019-07-15"),
    ("3—5月", "2019-05-31"),
    ("上半年", "2019-06-30"),
]


@pytest.mark.parametrize(("text", "day"), WITHOUT_A_YEAR, ids=[text for text, _ in WITHOUT_A_YEAR])
def test_a_wording_without_a_year_takes_that_of_the_list(text, day):
    assert str(read_deadline(text, year_hint=2019).date) == day


@pytest.mark.parametrize("text", [text for text, _ in WITHOUT_A_YEAR])
def test_todays_year_is_never_taken(text):
    read = read_deadline(text)

    assert (read.date, read.doubt, read.is_unreadable) == (None, NO_YEAR, True)


@pytest.mark.parametrize(
    ("hints", "day"),
    [
        ({"year_hint": 2018, "found_on": date(2019, 3, 1), "previous": date(2020, 1, 1)}, "2019-06-30"),
        ({"year_hint": 2019, "previous": date(2020, 1, 1)}, "2019-06-30"),
        ({"found_on": date(2019, 3, 1), "previous": date(2020, 1, 1)}, "2019-06-30"),
        ({"previous": date(2020, 1, 1)}, "2020-06-30"),
        ({"found_on": date(2019, 11, 20)}, "2020-06-30"),
        ({"found_on": date(2019, 7, 5)}, "2019-06-30"),
    ],
    ids=["not-before-the-finding", "title", "found", "above", "over-new-year", "a-little-before"],
)
def test_of_the_years_around_the_first_that_fits_is_taken(hints, day):
    assert str(read_deadline("6月底", **hints).date) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("收到通知后15日内", "2021-03-16"),
        ("15个工作日内", "2021-03-22"),
        ("一周内", "2021-03-08"),
        ("半个月内", "2021-03-16"),
        ("一个月内", "2021-04-01"),
        ("24小时内", "2021-03-02"),
        ("10天", "2021-03-11"),
        ("半年内", "2021-09-01"),
        ("自即日起一个月", "2021-04-01"),
        ("本月底", "2021-03-31"),
        ("下月底", "2021-04-30"),
    ],
)
def test_a_span_counts_from_the_finding_else_from_the_list(text, day):
    assert str(read_deadline(text, found_on=date(2021, 3, 1)).date) == day
    assert str(read_deadline(text, year_hint=ListDates(day=date(2021, 3, 1))).date) == day
    assert read_deadline(text).doubt in (NO_START, NO_MONTH, NO_YEAR)


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("立行立改", None, "immediate"),
        ("立即整改", None, "immediate"),
        ("即知即改", None, "immediate"),
        ("已完成（立行立改）", None, "immediate"),
        ("长期坚持", None, "long_term"),
        ("持续推进", None, "long_term"),
        ("常态化开展", None, "long_term"),
        ("每季度", None, "long_term"),
        ("立行立改，长期坚持", None, "immediate"),
        ("2021年12月31日前完成，长期坚持", "2021-12-31", "continuous"),
        ("立行立改，2021年10月31日前完成", "2021-10-31", "immediate"),
        ("已完成", None, None),
        ("尽快", None, None),
        ("/", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_words_instead_of_a_date(text, day, kind):
    read = read_deadline(text)

    assert (read.date and str(read.date), read.undated_kind, read.is_unreadable) == (day, kind, False)


def test_the_end_of_a_month_that_is_not_named_needs_a_day_to_tell_it_from():
    assert read_deadline("本月底前", year_hint=2021).doubt == NO_MONTH
    assert read_deadline("本月底前", found_on=date(2021, 6, 3)).date == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("text", "day", "doubt"),
    [
        ("2021年6月31日", "2021-06-30", CLAMPED),
        ("2021年13月5日", None, NO_SUCH_DAY),
        ("2021年6月32日", None, NO_SUCH_DAY),
    ],
)
def test_days_that_do_not_exist(text, day, doubt):
    read = read_deadline(text)

    assert (read.date and str(read.date), read.doubt) == (day, doubt)

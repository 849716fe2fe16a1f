"""图表: what a drawing says to whoever doesn't see it."""

import itertools
import re

import pytest

from documents import charts


def test_a_drawing_says_nothing_in_the_words_of_the_library():
    points = [{"month": f"2026-1{n}", "series": "在岗", "value": n, "href": "/ledger/"} for n in range(3)]

    drawn = charts.lines(points, title="在岗").svg

    assert {*re.findall(r'<(\w+)[^>]* aria-label="', drawn)} == {"a"}
    assert "graphics-symbol" not in drawn


def course(**series):
    return [
        {"month": f"2026-{n + 1:02}", "series": name, "value": value}
        for name, values in series.items()
        for n, value in enumerate(values)
    ]


def test_a_line_is_called_by_its_name_where_it_ends_and_there_is_no_legend():
    drawn = charts.lines(course(新增=[3, 4, None], 销号=[2, 4, 7]), title="近况").svg

    assert re.findall(r">([^<>]* \d+)<", drawn) == ["新增 4", "销号 7"]
    assert "legend" not in drawn


def test_names_of_lines_that_end_together_are_put_apart():
    spec = charts.lines(course(甲=[5], 乙=[5], 丙=[5]), title="近况", height=200).spec
    places = [end["place"] for end in spec["layer"][2]["data"]["values"]]

    apart = [second - first for first, second in itertools.pairwise(places)]
    assert min(apart) == pytest.approx(charts._top([{"value": 5}]) * 16 / 200)


def test_a_month_without_data_is_a_gap():
    with_gap = charts.lines(course(新增=[1, 2, None, 4, 5]), title="近况").svg
    whole = charts.lines(course(新增=[1, 2, 3, 4, 5]), title="近况").svg

    paths = [re.search(r'd="([^"]*)"[^>]* stroke-dasharray', drawn)[1] for drawn in (with_gap, whole)]
    assert [path.count("M") for path in paths] == [2, 1]


def test_red_and_green_are_no_colours_of_a_series():
    assert not {"#B42318", "#1A7F37"} & set(charts.COLOURS)


@pytest.mark.parametrize(("most", "top"), [(0, 5), (4, 5), (5, 10), (46, 50), (50, 55), (120, 150), (1234, 1500)])
def test_the_axis_ends_at_a_round_number_above_all(most, top):
    assert charts._top([{"value": most}]) == top

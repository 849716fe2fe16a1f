"""Phrases that are changed alike are proposed; numbers, days and names of units never, and never changed by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules import phrases, redlines

NAMES = ("砚川县应急管理局", "启岚医药化工", "城西化工园区")


def swapped(*pairs):
    own, sent = [before for before, _after in pairs], [after for _before, after in pairs]
    return [(1, swap) for swap in phrases.swaps(redlines.compare(own, sent))]


def proposed(*pairs, names=NAMES):
    return [(each.before, each.after) for each in phrases.alike(swapped(*pairs), names)]


def changed(before, after, frames):
    return [(frame.format(before), frame.format(after)) for frame in frames]


FRAMES = ("本月{}推进各项任务。", "全县{}开展排查工作。", "园区企业{}落实主体责任。")


def test_what_is_changed_alike_three_times_is_proposed():
    assert proposed(*changed("稳步", "扎实", FRAMES)) == [("稳步", "扎实")]
    assert proposed(*changed("稳步", "扎实", FRAMES[:2])) == []


def test_the_words_around_it_that_all_places_share_belong_to_it():
    rates = ("当月整改{}较上月高。", "其中整改{}最高的单位。", "按期整改{}有所下降。")

    assert proposed(*changed("率", "完成率", rates), names=()) == [("整改率", "整改完成率")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("三条", "四条"), ("84", "85"), ("10月31日", "11月1日"), ("应急管理局", "应急局"), ("启岚医药化工", "启岚公司")],
)
def test_numbers_days_and_names_are_not_proposed(before, after):
    assert proposed(*changed(before, after, FRAMES)) == []


def test_a_text_is_written_with_them_once():
    pairs = [("办结", "全部办结"), ("稳步", "扎实"), ("扎实", "稳步")]

    assert phrases.reworded("稳步推进，扎实办结；全部办结。", pairs, ()) == "扎实推进，稳步全部办结；全部办结。"


def test_names_and_days_stay_as_they_are():
    pairs = [("化工园", "产业园"), ("月份", "月"), ("应急", "急救")]

    text = "砚川县应急管理局10月份检查城西化工园区应急物资。"

    assert phrases.reworded(text, pairs, NAMES) == "砚川县应急管理局10月份检查城西化工园区急救物资。"


def test_the_names_that_a_phrase_can_end_within_are_known():
    assert phrases.touched("经启", NAMES) == ["启岚医药化工"]
    assert phrases.touched("稳步", NAMES) == []


PIECES = ("稳步", "整改", "砚川县应急管理局", "2026年10月31日", "96.4%", "共84条", "，", "启岚医药化工", "推进")


@given(
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.sampled_from(["稳步", "整改", "应急", "月31", "医药", "条", "推进"]),
)
def test_no_wording_changes_a_number_a_day_or_a_name(told, before):
    kept = ("砚川县应急管理局", "2026年10月31日", "96.4%", "84条", "启岚医药化工")
    text = "".join(told)

    written = phrases.reworded(text, [(before, "另外")], phrases.touched(before, NAMES))

    assert [written.count(each) for each in kept] == [text.count(each) for each in kept]

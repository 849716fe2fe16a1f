"""Numbers before a text, and the title that a problem gets."""

import pytest

from intake.rules.numbering_words import TITLE_LENGTH, is_group_number, is_serial, title_of


@pytest.mark.parametrize("text", ["12", "001", "1-1", "（一）1.", "第3项", "QG-2022-017", "（3）", "1.2", "一"])
def test_serials(text):
    assert is_serial(text)


@pytest.mark.parametrize("text", ["说明", "合法合规性审查方面", "青崮恒泽精细化工有限公司", "一、安全责任"])
def test_no_serials(text):
    assert not is_serial(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("一", True), ("（二）", True), ("三、", True), ("3", False), ("一般", False)]
)
def test_numbers_of_groups(text, expected):
    assert is_group_number(text) is expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1.配电室漏雨；\n2.应急灯不亮", "配电室漏雨"),
        ("（一）储罐区围堰破损。现场有积水。", "储罐区围堰破损"),
        ("第3项 事故池阀门无标识", "事故池阀门无标识"),
        ("重大危险源管理不到位。1.未备案；2.未评估", "重大危险源管理不到位"),
        ("存在以下问题：\n储罐区围堰破损严重", "存在以下问题： 储罐区围堰破损严重"),
        ("2.5米平台护栏缺失", "2.5米平台护栏缺失"),
    ],
)
def test_the_title_is_the_first_sentence_without_its_number(text, title):
    assert title_of(text) == title


def test_a_long_title_is_cut_where_one_can_see_it():
    title = title_of("超长" * 100)

    assert len(title) == TITLE_LENGTH
    assert title.endswith("…")

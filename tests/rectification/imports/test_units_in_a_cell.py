"""Several units in one cell."""

import pytest

from rectification.rules.unit_lists import looks_like_units, units

CELLS = [
    ("县应急管理局、市生态环境局青崮分局；北泽镇人民政府", ("县应急管理局", "市生态环境局青崮分局", "北泽镇人民政府")),
    ("县应急管理局，县公安局", ("县应急管理局", "县公安局")),
    ("县应急管理局\n县公安局", ("县应急管理局", "县公安局")),
    ("县应急管理局 县公安局", ("县应急管理局", "县公安局")),
    ("ABC 化工 有限公司", ("ABC 化工 有限公司",)),
    (
        "青崮恒泽精细化工有限公司（北泽、柳塘分公司）、北泽镇",
        ("青崮恒泽精细化工有限公司（北泽、柳塘分公司）", "北泽镇"),
    ),
    ("牵头单位：县公安局；配合单位：县交通运输局", ("县公安局", "县交通运输局")),
    ("县应急管理局、县公安局（牵头）", ("县公安局", "县应急管理局")),
    ("县应急管理局等部门", ("县应急管理局",)),
    ("县应急管理局 王某", ("县应急管理局",)),
    ("十六化建", ("十六化建",)),
    ("/", ()),
    (None, ()),
]


@pytest.mark.parametrize(("text", "names"), CELLS, ids=[str(text) for text, _ in CELLS])
def test_names_are_taken_apart_as_written(text, names):
    assert units(text) == names


@pytest.mark.parametrize(
    "text", ["县应急管理局（王某）", "县应急管理局：王某", "县应急管理局\n王某", "县应急管理局 王某"]
)
def test_a_person_behind_the_unit_is_no_unit(text):
    assert units(text, with_persons=True) == ("县应急管理局",)


def test_only_names_that_end_like_units_look_like_units():
    assert looks_like_units("县公安局、北泽镇")
    assert not looks_like_units("王某")

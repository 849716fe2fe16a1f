"""Whom a text names: the longest name that begins after an @, the unit behind it where several bear the name."""

import pytest

from comments.rules.mentions import Named, Unclear, person_at, tokens

PEOPLE = [
    Named(1, "张三", frozenset({"县应急局", "示范县应急管理局"})),
    Named(2, "张三丰", frozenset({"县住建局"})),
    Named(3, "李四", frozenset({"县应急局"})),
    Named(4, "李四", frozenset({"县水务局"})),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请 @张三 核实", ["张三 核实"]),
        ("＠李四，@张三请看", ["李四，", "张三请看"]),
        ("写信到 zhang@example.com", []),
        ("单价 3 @ 5 元", []),
        ("没有人", []),
    ],
)
def test_what_follows_an_at_sign(text, found):
    assert tokens(text) == found


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("张三请核实", 1),
        ("张三丰请核实", 2),
        ("张三(急)请看", 1),
        ("李四(县水务局)请看", 4),
        ("李四（县应急局）", 3),
        ("李四请看", Unclear("李四", (3, 4))),
        ("李四(县财政局)", Unclear("李四", (3, 4))),
        ("王五，请看", Unclear("王五")),
    ],
)
def test_who_is_named(token, found):
    assert person_at(token, PEOPLE) == found

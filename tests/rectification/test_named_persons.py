"""Who is responsible by the words of a plan, and another one in that place."""

import pytest

from rectification.rules.named_persons import names, renamed


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("戴亚", True),
        ("安全总监戴亚", True),
        ("李明、安全总监戴亚；王五", True),
        ("戴亚楠", False),
        ("李明", False),
        ("", False),
    ],
)
def test_who_is_named(text, is_named):
    assert names(text, "戴亚") is is_named


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("戴亚", "吕康"),
        ("安全总监戴亚", "副总吕康"),
        ("李明、安全总监戴亚； 王五", "李明、副总吕康； 王五"),
        ("戴亚楠、戴亚", "戴亚楠、吕康"),
    ],
)
def test_the_successor_stands_in_the_same_place(text, after):
    assert renamed(text, "戴亚", "副总", "吕康") == after

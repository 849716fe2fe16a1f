"""Which items are asked, and what a signature stands for."""

import pytest

from checklists.rules.conditions import Asked, asked
from checklists.rules.signed import hash_of

ITEMS = [
    Asked("A"),
    Asked("B", trait="SOURCE"),
    Asked("C", after_code="A", after_said="UNMET"),
    Asked("D", "", "C", "MET"),
]


@pytest.mark.parametrize(
    ("traits", "said", "shown"),
    [
        ([], {}, ["A"]),
        (["SOURCE"], {}, ["A", "B"]),
        ([], {"A": "UNMET"}, ["A", "C"]),
        ([], {"A": "UNMET", "C": "MET"}, ["A", "C", "D"]),
        ([], {"A": "MET", "C": "MET"}, ["A"]),
    ],
)
def test_an_item_is_asked_where_its_conditions_hold_and_what_stands_on_it_too(traits, said, shown):
    assert asked(ITEMS, traits, said) == shown


def test_the_hash_follows_each_answer_and_note_and_not_their_order():
    one, two = ("SAF01", "MET", ""), ("SAF02", "NONE", "无此  类\n设施")

    assert hash_of([one, two]) == hash_of([two, one])
    assert hash_of([one, two]) == hash_of([one, ("SAF02", "NONE", "无此 类 设施")]), "blanks are none of its words"
    assert len({hash_of(rows) for rows in ([], [one], [one, two], [("SAF01", "UNMET", "")])}) == 4

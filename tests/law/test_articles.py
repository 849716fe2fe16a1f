"""How a place in a law is read from the catalogue and written on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.rules.articles import (
    DIGITS,
    Place,
    UnreadableArticleError,
    in_chinese,
    in_english,
    numeral,
    places_in,
)

WRITTEN = {
    "107": ("第一百零七条", "art. 107"),
    "98(2)": ("第九十八条第（二）项", "art. 98, item 2"),
    "106¶2": ("第一百零六条第二款", "art. 106, para. 2"),
    "112¶1(13)": ("第一百一十二条第一款第（十三）项", "art. 112, para. 1, item 13"),
    "1095¶1": ("第一千零九十五条第一款", "art. 1095, para. 1"),
    "(19)": ("第（十九）项", "item 19"),
    "5.5.1": ("第5.5.1项", "clause 5.5.1"),
}


@pytest.mark.parametrize(("said", "chinese", "english"), [(said, *forms) for said, forms in WRITTEN.items()])
def test_a_place_is_written_as_papers_do(said, chinese, english):
    [place] = places_in(said)

    assert in_chinese(place) == chinese
    assert in_english(place) == english


def test_several_places_stand_side_by_side_and_one_may_be_of_another_instrument():
    assert places_in("3¶1 REG.PROJECT_ENV:22") == [
        Place(article=3, paragraph=1),
        Place(article=22, instrument="REG.PROJECT_ENV"),
    ]


@pytest.mark.parametrize("wrong", ["第三条", "¶2", "12(x)", "LAW.WATER:", "3,4"])
def test_what_names_no_place_is_refused(wrong):
    with pytest.raises(UnreadableArticleError):
        places_in(wrong)


@given(st.integers(1, 9999))
def test_a_numeral_can_be_read_back(number):
    said, value = numeral(number), 0
    if said.startswith("十"):
        said = f"一{said}"
    digit = 0
    for sign in said:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        else:
            value, digit = value + digit * {"千": 1000, "百": 100, "十": 10}[sign], 0

    assert value + digit == number

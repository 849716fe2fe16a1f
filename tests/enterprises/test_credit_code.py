"""GB 32100-2015: a slip of the hand in a unified social credit code is noticed (domain rules R1)."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.states import Role
from enterprises.models import Enterprise
from enterprises.rules.credit_code import ALPHABET, check_character, is_valid, normalise
from tests.factories import ParkFactory, UserFactory

VALID = ("91629901MA71TE5T6R", "916299013251A0B71E", "1162990101620M4K6R", "91629902MA71000000")
NOT_VALID = ("91629901MA71TE5T6A", "91629901MAO1TE5T6R", "91629901MA71ET5T6R", "91629901MA71TE5T6")
unhurried = settings(max_examples=60, deadline=None, derandomize=True, database=None)
letters = st.text(ALPHABET, min_size=9, max_size=9)
bodies = st.tuples(st.text(ALPHABET, min_size=2, max_size=2), st.from_regex(r"[0-9]{6}", fullmatch=True), letters)


def code_of(body):
    first = "".join(body)
    return first + check_character(first)


@pytest.mark.parametrize("code", VALID)
def test_valid_codes_are_taken(code):
    assert is_valid(code)


@pytest.mark.parametrize("code", NOT_VALID)
def test_codes_that_are_none_are_refused(code):
    assert not is_valid(code)


def test_a_sum_that_31_divides_has_the_check_character_0():
    assert check_character("91629902MA7100000") == "0"


@unhurried
@given(body=bodies, place=st.integers(0, 17), wrong=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body, place, wrong):
    code = code_of(body)
    spoilt = code[:place] + wrong + code[place + 1 :]

    assert is_valid(code)
    assert spoilt == code or not is_valid(spoilt)


@unhurried
@given(body=bodies, place=st.integers(0, 16))
def test_two_neighbours_that_change_places_are_always_noticed(body, place):
    code = code_of(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert swapped == code or not is_valid(swapped)


@unhurried
@given(body=bodies)
def test_blanks_hyphens_width_and_case_do_not_matter(body):
    code = code_of(body)
    typed = "".join(chr(ord(char) + 0xFEE0) for char in code[:4]) + f" {code[4:9].lower()}-{code[9:]} "

    assert normalise(typed) == code


@pytest.mark.django_db
@pytest.mark.parametrize("code", [*VALID, *NOT_VALID])
def test_the_page_takes_and_refuses_the_same_codes(client, code):
    park = ParkFactory()
    typed = {"name": "新化工", "park": park.pk, "credit_code": code, "kind": "FINE", "state": "OPERATING"}
    client.force_login(UserFactory(role=Role.PARK, organization=park.committee))

    answer = client.post(reverse("enterprises:enterprise-create"), typed)

    assert (answer.status_code == 302) == (code in VALID)
    assert Enterprise.objects.filter(credit_code=code).exists() == (code in VALID)

"""What the made-up people hand in tells the time that it is told, and no other."""

from datetime import UTC, datetime

import pytest

from demo import pictures

AT = datetime(2025, 12, 31, 4, 0, tzinfo=UTC)


def test_a_report_says_that_it_was_made_when_it_was_handed_in():
    made = pictures.report("2026-0001", AT)

    assert made.count(b"(D:20251231040000Z)") == 2


@pytest.mark.parametrize("kind", ["before", "after", "document"])
def test_the_same_photo_is_drawn_for_the_same_kind_label_moment_and_seed(kind):
    assert pictures.photo(kind, "INF01", AT, seed=70) == pictures.photo(kind, "INF01", AT, seed=70)


def test_a_photo_of_works_is_neither_that_before_nor_that_after():
    drawn = {pictures.photo(kind, "INF01", AT, seed=70) for kind in ("before", "after", "document")}

    assert len(drawn) == 3

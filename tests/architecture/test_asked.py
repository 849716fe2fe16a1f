"""Figures are asked for by somebody: a forgotten user refuses, and is not told of everybody."""

import pytest

from core.figures import Asked, ForgottenUserError
from core.rules.months import Month


def test_whoever_forgets_for_whom_figures_are_asked_is_refused():
    with pytest.raises(ForgottenUserError):
        Asked(month=Month(2026, 10))


def test_a_report_of_a_county_has_no_person_of_whom_anything_could_be_asked():
    asked = Asked.of_county("the county")

    with pytest.raises(ForgottenUserError):
        _ = asked.person

"""On any day, for any row of the catalogues, only what is in force is offered; the rest is refused with what holds."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import WorkflowError
from law.models import Basis
from law.services import citing

FIRST = date(2024, 1, 1)


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """All bases by subject, read once."""
    found = defaultdict(list)
    with django_db_blocker.unblock():
        for basis in Basis.objects.select_related("instrument"):
            found[basis.subject_kind, basis.subject_code].append(basis)
    return found


@pytest.mark.django_db
def test_any_day_offers_what_is_in_force_and_refuses_the_rest_with_what_holds(catalogue):
    subjects = sorted(catalogue)

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(subjects), st.integers(0, 1400))
    def holds(subject, days):
        day = FIRST + timedelta(days)
        offered = citing.bases_for(*subject, day)
        assert all(basis.is_in_force(day) and basis.is_citable for basis in offered)
        assert offered == citing.in_legal_order(offered)
        citing.refuse_out_of_force(offered, day)
        for basis in set(catalogue[subject]) - set(offered):
            with translation.override("zh-hans"), pytest.raises(WorkflowError) as refused:
                citing.refuse_out_of_force([basis], day)
            followers = citing.followers_of(basis, day)
            if basis.is_citable and followers:
                with translation.override("zh-hans"):
                    assert all(each.citation in str(refused.value) for each in followers)

    holds()

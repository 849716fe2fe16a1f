"""What waits for whom: the table's two faces agree, and desk and boards show it."""

import pytest

from admission.workflow import APPLICATIONS
from core.decisions import waiting_for
from tests.faces import assert_one

from .conftest import Case

pytestmark = pytest.mark.django_db


def people(case):
    return [case.inside, case.chair, case.decider, case.application.applied_by, *case.reviewers]


def test_what_is_offered_is_what_the_database_finds():
    for make in (Case.convened, Case.reviewed, Case.minuted, lambda case: case.decided("REFUSED")):
        case = Case()
        make(case)
        assert_one(APPLICATIONS, people(case))


def test_a_review_waits_for_those_who_have_not_given_it():
    case = Case().convened()
    case.give(case.reviewers[0])

    waits = [len(waiting_for(person)) for person in (*case.reviewers, case.decider)]

    assert waits == [0, 1, 1, 0]


def test_the_desk_names_what_is_to_be_decided(client):
    case = Case().minuted()
    client.force_login(case.decider)

    assert case.application.project.name in client.get("/").text


def test_sources_of_which_nothing_waits_are_asked_together(django_assert_num_queries):
    case = Case().convened()

    with django_assert_num_queries(1):
        assert waiting_for(case.decider) == []

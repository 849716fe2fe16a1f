"""Fifty papers issued by eight people at once: their numbers are consecutive and unique, none is lost or skipped."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from documents.models import IssuedDocument
from documents.services.invariants import CHECKS
from documents.services.issuing import issue_about
from projects.services.proof_documents import PROOF
from tests.factories import ProjectFactory, UserFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PAPERS, PEOPLE = 50, 8


def test_fifty_papers_of_one_series_have_the_numbers_from_one_to_fifty():
    keeper = UserFactory()
    projects = [ProjectFactory() for _place in range(PAPERS)]

    def issue(project):
        try:
            return issue_about(PROOF, project, actor=keeper).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        taken = list(people.map(issue, projects))

    papers = IssuedDocument.objects.order_by("sequence")
    assert sorted(taken) == list(range(1, PAPERS + 1))
    assert [paper.sequence for paper in papers] == list(range(1, PAPERS + 1))
    assert len({paper.number for paper in papers}) == PAPERS
    assert [fault for check in CHECKS for fault in check.offenders()] == []

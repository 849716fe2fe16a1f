"""Of each act at most one paper is valid (`tests/reports/test_papers.py` walks the kinds); here what an act is."""

import pytest

from core.errors import WrongStateError
from documents.models import IssuedDocument
from documents.services.issuing import issue_about
from projects.services.proof_documents import PROOF
from rectification.models import Item
from rectification.rules.issuers import RECHECK_OPINION, SIGN_OFF_FORM
from rectification.services import item_papers
from tests.factories import ProjectFactory, UserFactory
from tests.rectification.test_item_papers import confirmed, failed_item, head_of_reviewers
from tests.services.test_two_at_once import all_at_once


@pytest.mark.django_db
def test_each_re_inspection_has_an_opinion_of_its_own():
    item = failed_item()
    head = head_of_reviewers(item)
    issue_about(RECHECK_OPINION, item, actor=head)
    before = item.reviews.get()
    before.pk, before.round, item.round = None, item.round, item.round + 1
    before.save()
    item._prefetched_objects_cache = {}

    issue_about(RECHECK_OPINION, item, actor=head)

    assert IssuedDocument.objects.filter(kind=RECHECK_OPINION, about=item.pk, voided_at=None).count() == 2


def offered(item, person):
    found = item_papers.offered(item, person)
    return dict(found["papers"]) if found else {}


@pytest.mark.django_db
def test_what_is_valid_is_not_offered_again():
    item = confirmed()
    coordinator = item.people["coordinator"]
    assert "sign-off-form" in offered(item, coordinator)

    issue_about(SIGN_OFF_FORM, item, actor=coordinator)

    assert "sign-off-form" not in offered(Item.objects.get(pk=item.pk), coordinator)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("V4")
def test_of_two_who_issue_at_once_one_does_and_the_other_hears_of_it():
    item, project, keeper = confirmed(), ProjectFactory(), UserFactory()
    head, coordinator = head_of_reviewers(item), item.people["coordinator"]
    of_item = [(RECHECK_OPINION, item, (head, head)), (SIGN_OFF_FORM, item, (head, coordinator))]

    for code, row, actors in (*of_item, (PROOF, project, (keeper, keeper))):
        outcomes = all_at_once([lambda by=by, code=code, row=row: issue_about(code, row, actor=by) for by in actors])

        (won,) = [outcome for outcome in outcomes if isinstance(outcome, IssuedDocument)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, WrongStateError)]
        assert won.number in str(lost), code

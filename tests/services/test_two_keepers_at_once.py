"""Two people change one file, or two administrators one account, at once: one wins, the other is told."""

import pytest

from accounts.services import people
from accounts.states import Role
from core.errors import DomainError, StaleError
from core.models import FileChange
from core.services import catalogs, editing
from core.services.editing import UnfitError
from parks.models import Park
from projects.models import ProjectApproval
from tests.factories import OrganizationFactory, ParkFactory, ProjectFactory, UserFactory
from tests.services.test_two_at_once import all_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
AT_ONCE = 4


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


@pytest.mark.req("V4")
def test_one_changes_the_park_and_the_others_hear_who_did():
    park, keeper = ParkFactory(), UserFactory()

    def change(word):
        return lambda: editing.change(park, actor=keeper, version=1, values={"industries": word})

    outcomes = all_at_once([change(f"产业{number}") for number in range(AT_ONCE)])

    lost = [outcome for outcome in outcomes if not isinstance(outcome, Park)]
    assert len(lost) == AT_ONCE - 1
    assert all(isinstance(outcome, StaleError) and keeper.name in str(outcome) for outcome in lost)
    assert FileChange.objects.of(park).count() == 1


def test_an_approval_is_put_on_file_once():
    catalogs.load_all()
    project, keeper = ProjectFactory(), UserFactory()

    def add(number):
        row = ProjectApproval(project=project, kind_id="PM05", number=str(number))
        return lambda: editing.add(row, actor=keeper, names=["number"])

    outcomes = all_at_once([add(number) for number in range(AT_ONCE)])

    assert sum(isinstance(outcome, UnfitError) for outcome in outcomes) == AT_ONCE - 1, kinds(outcomes)
    assert project.approvals.count() == 1


@pytest.mark.req("S13")
def test_one_link_for_the_first_password_is_handed_over():
    chief = UserFactory(role=Role.SYSADMIN)
    given = {"username": "li", "name": "李某", "organization": OrganizationFactory(), "role": Role.INSPECTOR}
    account = people.propose_account(actor=chief, **given)
    guards = [UserFactory(role=Role.SECADMIN) for _number in range(AT_ONCE)]

    outcomes = all_at_once([lambda guard=guard: people.confirm_account(account, actor=guard) for guard in guards])

    assert sum(isinstance(outcome, people.Link) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == AT_ONCE - 1, kinds(outcomes)

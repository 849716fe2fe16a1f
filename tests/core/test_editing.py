"""Files are changed by those who keep them, never over somebody else's change, and it is written down who did."""

import pytest
from django.db import DatabaseError, transaction

from accounts.states import Role
from core.errors import StaleError
from core.models import FileChange
from core.services import editing
from core.services.editing import NotKeeperError
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db


def keeper(park):
    return UserFactory(role=Role.COORDINATOR, organization=park.county)


def test_a_change_counts_the_version_and_says_who_changed_what():
    park = ParkFactory(industries="农药")
    actor = keeper(park)

    editing.change(park, actor=actor, version=1, values={"industries": "医药", "name": park.name})

    park.refresh_from_db()
    change = FileChange.objects.get()
    assert (park.industries, park.version) == ("医药", 2)
    assert (change.actor, change.before, change.after) == (actor, {"industries": "农药"}, {"industries": "医药"})


def test_equal_values_change_nothing():
    park = ParkFactory()

    editing.change(park, actor=keeper(park), version=1, values={"name": park.name})

    park.refresh_from_db()
    assert park.version == 1
    assert not FileChange.objects.exists()


def test_a_stale_version_is_refused_with_the_name_of_who_was_quicker():
    park = ParkFactory()
    quicker = keeper(park)
    editing.change(park, actor=quicker, version=1, values={"industries": "医药"})

    with pytest.raises(StaleError) as refusal:
        editing.change(park, actor=keeper(park), version=1, values={"industries": "农药"})

    park.refresh_from_db()
    assert quicker.name in str(refusal.value)
    assert park.industries == "医药"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SUPERIOR])
def test_who_only_reads_files_changes_none(role):
    park = ParkFactory()
    reader = UserFactory(role=role, organization=park.county)

    with pytest.raises(NotKeeperError):
        editing.change(park, actor=reader, version=1, values={"industries": "农药"})

    park.refresh_from_db()
    assert park.version == 1


def test_a_stranger_does_not_find_what_is_to_be_changed():
    park, stranger = ParkFactory(), UserFactory(role=Role.PARK)

    with pytest.raises(type(park).DoesNotExist):
        editing.change(park, actor=stranger, version=1, values={"industries": "农药"})


def test_nothing_is_added_to_a_file_that_is_not_ones_own():
    enterprise, stranger = EnterpriseFactory(), UserFactory(role=Role.PARK)
    permit = enterprise.permits.model(enterprise=enterprise, kind_id="PM21")

    with pytest.raises(NotKeeperError):
        editing.add(permit, actor=stranger, names=["kind"])

    assert not enterprise.permits.exists()


def test_who_changed_what_can_not_be_rewritten():
    park = ParkFactory()
    editing.change(park, actor=keeper(park), version=1, values={"industries": "医药"})

    with pytest.raises(DatabaseError), transaction.atomic():
        FileChange.objects.update(after={})

    assert FileChange.objects.get().after == {"industries": "医药"}

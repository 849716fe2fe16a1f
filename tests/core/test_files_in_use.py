"""A file proves one thing: which files hang at something already, whatever table points at them."""

import pytest

from accounts.states import Role
from core import clock
from core.models import Attachment, HeldUpload
from parks.models import LeaderVisit
from tests.factories import AttachmentFactory, ItemFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loose():
    return AttachmentFactory()


@pytest.fixture
def of_an_item():
    return ItemFactory(under_review=True).evidence.first().attachment


@pytest.fixture
def of_a_visit():
    visit = LeaderVisit.objects.create(
        park=ParkFactory(), leader=UserFactory(role=Role.SUPERIOR), day=clock.today(), seen="消防站未建成"
    )
    visit.photos.add(photo := AttachmentFactory())
    return photo


def test_what_hangs_at_an_item_or_a_visit_is_in_use(loose, of_an_item, of_a_visit):
    asked = [file.pk for file in (loose, of_an_item, of_a_visit)]

    assert Attachment.objects.in_use(asked) == {of_an_item.pk, of_a_visit.pk}
    assert Attachment.objects.in_use([loose.pk]) == set()


def test_every_table_that_points_at_files_is_asked_but_for_what_is_only_held(loose, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        Attachment.objects.in_use([loose.pk])

    tables = {getattr(rel, "through", None) or rel.related_model for rel in Attachment._meta.related_objects}
    named = {table for table in tables if f'"{table._meta.db_table}"' in asked[0]["sql"]}
    assert tables - named == {HeldUpload}

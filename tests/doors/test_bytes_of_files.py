"""Whoever is given the bytes of a file sees a row that it hangs at: each column of files × each role × each door."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse

from capability.models import Calibration
from checklists.models import AnswerPhoto
from core import clock
from core.fields import scoped
from core.models import Attachment, HeldUpload
from inspections.models import Finding, FindingPhoto
from maps.models import Plan
from parks.models import InfrastructureProgress
from projects.models import ProjectApproval
from tests.doors.addresses import body_of
from tests.doors.test_canary import browser_of
from tests.doors.world import NOT_FOR, ROLES, World
from tests.factories import AttachmentFactory, EquipmentFactory, UserFactory
from tips.models import PublicUpload

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.req("S15", "S42")]
BETWEEN = {FindingPhoto}
"""Stand between a row and its files; the row's own column is asked."""
OF_NOBODY_ELSE = {HeldUpload, PublicUpload}
"""What somebody has chosen and not used yet: no row of anybody else points at it."""
COLUMNS = [
    relation.field
    for relation in Attachment._meta.related_objects
    if relation.related_model not in BETWEEN | OF_NOBODY_ELSE
]


@pytest.fixture
def world(kept_world):
    world = kept_world
    today, by, now = clock.today(), world.users["coordinator"], clock.now()
    Plan.objects.create(park=world.plant.park, kind="DRAWING", title="x", drawn_on=today, width=9, height=9)
    Plan.objects.create(park=world.far.park, kind="DRAWING", title="x", drawn_on=today, width=9, height=9)
    facility = world.plant.park.infrastructure.first()
    InfrastructureProgress.objects.create(facility=facility, day=today, percent=1, status="PLANNED", recorded_at=now)
    ProjectApproval.objects.create(project=world.project, kind_id="PM05", number="1号", approved_on=today)
    Calibration.objects.create(
        equipment=EquipmentFactory(organization=by.organization), calibrated_on=today, body="x", recorded_by=by,
        recorded_at=now,
    )  # fmt: skip
    AnswerPhoto.objects.create(answer=world.visited.said, attachment=AttachmentFactory())
    return world


def hang(row: models.Model, column: Any, uploader: Any) -> Attachment:
    """A file of its own at a row, with a sign in its bytes."""
    sign = f"{column} of {row._meta.label} {row.pk}"
    stored = default_storage.save("x", ContentFile(sign.encode()))
    file = AttachmentFactory(uploader=uploader, file=stored, thumbnail=stored)
    if column.many_to_many:
        getattr(row, column.name).add(file)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**{column.name: file})
    return file


def readers_of(row: models.Model, column: Any, world: World) -> set[str]:
    """Who sees the row, but for those to whom the class of the column is closed; an item shows what was found."""
    shown = row.item if isinstance(row, Finding) else row
    rows = scoped(type(shown)).filter(pk=shown.pk)
    seen = {role for role, user in world.users.items() if rows.visible_to(user).exists()}
    return seen - NOT_FOR[row.readers[column.name]]


def given(world: World, file: Attachment) -> dict[str, set[str]]:
    """To whom each door gives the bytes."""
    sign = default_storage.open(file.file.name).read()
    page = reverse("core:attachment-file", args=[file.public_id])
    doors = {"page": page, "thumbnail": f"{page}?thumb=1", "API": reverse("api:attachment-file", args=[file.pk])}
    browsers = {role: browser_of(world, role) for role in ROLES}
    return {
        door: {role for role, browser in browsers.items() if sign in body_of(browser.get(path))}
        for door, path in doors.items()
    }


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_the_bytes_of_a_file_are_for_whoever_sees_the_row_that_it_hangs_at(world, column):
    stranger = UserFactory()
    rows = list(column.model._base_manager.all()[:2])
    wanted = {hang(row, column, stranger): readers_of(row, column, world) for row in rows}

    assert wanted, "a column of which nothing is tried"
    for file, readers in wanted.items():
        assert given(world, file) == dict.fromkeys(("page", "thumbnail", "API"), readers)
        assert len(readers) < len(world.users), "what all may read proves nothing"

"""What a device sends, made up."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from tests.factories import EnterpriseFactory, UserFactory

PHOTOS, FINDINGS, PACK = (reverse(f"field:{name}") for name in ("photo-send", "finding-send", "pack"))


class Device:
    """A browser of one person that sends findings as the page does."""

    def __init__(self, client, person):
        self.client, self.person = client, person

    def photo(self, finding, token=None, colour="red", **more):
        out = io.BytesIO()
        Image.new("RGB", (64, 48), colour).save(out, "JPEG")
        file = SimpleUploadedFile("现场.jpg", out.getvalue(), content_type="image/jpeg")
        named = {"finding": finding, "token": token or uuid.uuid4(), "file": file, **more}
        return self.client.post(PHOTOS, named)

    def finding(self, plant, **changed):
        return self.client.post(FINDINGS, words(plant, **changed))


def device_of(person):
    client = Client()
    client.force_login(person)
    return Device(client, person)


def words(plant, **changed):
    said = {"token": uuid.uuid4(), "written_at": "2026-11-20T01:30:00.000Z", "found_on": "2026-11-20"}
    return {**said, "enterprise": plant.pk, "place": "", "description": "围堰破损", "level": "GENERAL", **changed}


@pytest.fixture
def plant(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return EnterpriseFactory()


@pytest.fixture
def device(plant):
    return device_of(UserFactory(role=Role.INSPECTOR))

"""An address that is only the beginning of others leads to the nearest page above it."""

import pytest
from django.urls import is_valid_path

from accounts.states import Role
from core.views import above
from tests.factories import ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
UNASKED = ("language", "files", "uploads")
"""Not pages: what a form or an upload is sent to."""


def beginnings():
    """All beginnings without an argument that are no address themselves."""
    found = {"/".join(parts[:length]) for parts in above._routes() for length in range(1, len(parts))}
    return sorted(path for path in found if path not in UNASKED and "<" not in path and not is_valid_path(f"/{path}/"))


def test_every_beginning_of_an_address_leads_the_coordinator_to_a_page(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))

    unknown = [path for path in beginnings() if client.get(f"/{path}/").status_code == 404]

    assert len(beginnings()) > 40
    assert unknown == []


@pytest.mark.parametrize("path", ["/safety/", "/drills/", "/projects/states/", "/parks/quota/postings/"])
def test_a_beginning_leads_to_a_page(client, path):
    client.force_login(UserFactory())

    assert client.get(path, follow=True).status_code == 200


def test_a_part_of_a_file_leads_to_the_file(client):
    project = ProjectFactory()
    client.force_login(UserFactory())

    assert client.get(f"/projects/{project.pk}/states/").headers["Location"] == f"/projects/{project.pk}/"


def test_what_no_address_begins_with_stays_unknown(client):
    client.force_login(UserFactory())

    assert client.get("/no-such-place/").status_code == 404
    assert client.get("/projects/999999/").status_code == 404
    assert client.post("/safety/").status_code == 404


def test_the_coordinator_finds_the_lists_of_files_by_their_address(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))

    assert client.get("/registers/", follow=True).status_code == 200

"""What is registered concerns something: an enterprise, a park, a project or a place (E24)."""

import pytest
from django.urls import reverse

from accounts.states import Role
from inspections.models import Finding, ProblemCategory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TOLD = {"description": "危废贮存间未设置导流沟", "level": "GENERAL", "source": "COUNTY_CHECK", "found_on": "2026-11-20"}


@pytest.fixture
def coordinator(client):
    person = UserFactory(role=Role.COORDINATOR)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("about", "status", "there"), [({}, 422, 0), ({"place": "  "}, 422, 0), ({"place": "北门"}, 302, 1)]
)
def test_a_form_asks_what_it_is_about(client, coordinator, about, status, there):
    answer = client.post(reverse("rectification:item-register"), {**TOLD, **about})

    assert (answer.status_code, Finding.objects.count()) == (status, there)
    if not there:
        assert "请填明涉及的企业" in answer.text
        assert TOLD["description"] in answer.text


@pytest.mark.parametrize("path", ["/api/v1/findings/", "/api/v1/rectifications/"])
def test_a_program_is_asked_the_same(client, coordinator, path):
    category = ProblemCategory.objects.exclude(parent=None).first()
    body = {**TOLD, "title": "危废间", "category": category.pk, "park": None}

    refused = client.post(path, body, content_type="application/json")
    taken = client.post(path, {**body, "place": "北门"}, content_type="application/json")

    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["enterprise"])
    assert (taken.status_code, Finding.objects.count()) == (201, 1)

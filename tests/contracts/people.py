"""The people of the contract tests, and how they speak to the API: HTTP and tokens, nothing else."""

import io
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from accounts.states import OrganizationKind, Role
from tests.factories import PASSWORD, EnterpriseFactory, OrganizationFactory, UserFactory


def photo(name: str = "现场.jpg", colour: str = "red") -> SimpleUploadedFile:
    """A small real JPEG."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), content_type="image/jpeg")


class Caller:
    """A person with a token."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client()
        answer = self.client.post(
            "/api/v1/auth/token/",
            json.dumps({"username": user.username, "password": PASSWORD}),
            content_type="application/json",
        )
        assert answer.status_code == 200, answer.content
        self.headers = {"authorization": f"Token {answer.json()['token']}"}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers)

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self.client.post(
            f"/api/v1/{path}",
            json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        return self.client.patch(
            f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=self.headers
        )

    def upload(self, kind: str, colour: str = "red") -> int:
        answer = self.client.post(
            "/api/v1/attachments/", {"file": photo(colour=colour), "kind": kind}, headers=self.headers
        )
        assert answer.status_code == 201, answer.content
        return answer.json()["id"]

    def step(self, item: dict[str, Any], name: str, **body: Any) -> Any:
        """Take a step with the version that the person sees now."""
        version = self.get(f"rectifications/{item['id']}/").json()["version"]
        return self.post(f"rectifications/{item['id']}/{name}/", {"version": version, **body})


class County:
    """An office, two departments, two enterprises of one park, and their people."""

    def __init__(self) -> None:
        self.plant = EnterpriseFactory()
        self.other_plant = EnterpriseFactory(park=self.plant.park)
        office = OrganizationFactory(kind=OrganizationKind.OFFICE)
        self.emergency_bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
        ecology = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
        self.group = OrganizationFactory(kind=OrganizationKind.SUPERVISION_GROUP)
        self.plant.park.supervision_groups.add(self.group)
        wanted = {
            "coordinator": (Role.COORDINATOR, office),
            "emergency": (Role.DEPARTMENT, self.emergency_bureau),
            "ecology": (Role.DEPARTMENT, ecology),
            "inspector": (Role.INSPECTOR, self.emergency_bureau),
            "enterprise": (Role.ENTERPRISE, self.plant.organization),
            "enterprise2": (Role.ENTERPRISE, self.other_plant.organization),
            "park": (Role.PARK, self.plant.park.committee),
            "superior": (Role.SUPERIOR, self.plant.county),
            "observer": (Role.OBSERVER, self.group),
            "sysadmin": (Role.SYSADMIN, office),
        }
        self.users = {
            name: UserFactory(
                username=name, role=role, organization=unit, password=PASSWORD, is_head=role == Role.DEPARTMENT
            )
            for name, (role, unit) in wanted.items()
        }

    def __getattr__(self, name: str) -> Caller:
        if name in self.__dict__.get("users", {}):
            caller = Caller(self.users[name])
            setattr(self, name, caller)
            return caller
        raise AttributeError(name)

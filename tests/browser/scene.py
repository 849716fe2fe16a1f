"""The people and things of the browser tests, made by the real services."""

import io
from pathlib import Path

from PIL import Image

from accounts.models import User
from accounts.states import OrganizationKind, Role
from tests.factories import PASSWORD, EnterpriseFactory, OrganizationFactory, UserFactory


def photo(folder: Path, name: str, colour: str) -> Path:
    """A JPEG on the disk, to be chosen in a file field."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


class Scene:
    """One county with an office, a department, an enterprise, and a login for each part."""

    def __init__(self) -> None:
        self.plant = EnterpriseFactory(name="澜宁启岚医药化工有限公司")
        self.office = OrganizationFactory(name="县攻坚办", kind=OrganizationKind.OFFICE)
        self.bureau = OrganizationFactory(name="县应急管理局", kind=OrganizationKind.DEPARTMENT)
        self.ecology = OrganizationFactory(name="县生态环境局", kind=OrganizationKind.DEPARTMENT)
        self.users: dict[str, User] = {}
        self.add("coordinator", Role.COORDINATOR, self.office)
        self.add("inspector", Role.INSPECTOR, self.bureau)
        self.add("emergency", Role.DEPARTMENT, self.bureau, is_head=True)
        self.add("ecology", Role.DEPARTMENT, self.ecology, is_head=True)
        self.add("enterprise", Role.ENTERPRISE, self.plant.organization)

    def add(self, username: str, role: Role, organization, **details) -> None:
        self.users[username] = UserFactory(
            username=username, name=username, role=role, organization=organization, password=PASSWORD, **details
        )

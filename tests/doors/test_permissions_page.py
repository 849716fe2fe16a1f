"""docs/permissions.md says what each role is answered at each address; a new URL must stand in it.

`WRITE_PERMISSIONS=yes script/test tests/doors/test_permissions_page.py` writes the page anew.
"""

import os

import pytest

from accounts.states import Role
from core import written_pages
from tests.architecture.test_scope import address, routes
from tests.factories import ItemFactory, ProjectFactory, UserFactory

PAGE = "permissions.md"
NOTHING = 987_654_321
"""The id of no row, on any database."""
HEAD = """# Who gets what

What GET answers each role at each address, with a thing of the same county where an id is asked: 200 the page,
302 a way elsewhere, 403 refused, 404 not for this role, 405 an act that is posted. Written by a test from the
resolver (`tests/doors/test_permissions_page.py`), which fails where it says something else.

"""


def things():
    """The ids of one of each thing, by the noun of its URLs."""
    project = ProjectFactory()
    item = ItemFactory(enterprise=project.enterprise, rectifying=True)
    unit, officer = project.enterprise.organization_id, UserFactory(role=Role.DEPARTMENT)
    return {
        "item": item.pk,
        "rectification": item.pk,
        "finding": item.finding_id,
        "enterprise": project.enterprise_id,
        "project": project.pk,
        "park": project.enterprise.park_id,
        "organization": unit,
        "department": officer.organization_id,
        "permit": project.enterprise_id,
        "infrastructure": project.enterprise.park_id,
        "user": officer.pk,
    }


def answers(client, ids):
    """Name → the code for whoever is logged in."""
    for route, name in sorted(routes(), key=lambda each: each[1]):
        noun = name.split(":")[-1].split("-")[0]
        if "logout" not in name:
            yield name, client.get(address(route, ids.get(noun, NOTHING))).status_code


@pytest.mark.django_db
def test_the_page_says_what_each_role_is_answered(client):
    ids, told = things(), {}
    for role in Role:
        client.force_login(UserFactory(role=role))
        for name, code in answers(client, ids):
            told.setdefault(name, []).append(str(code))
    page = HEAD + written_pages.table(["address", *(role.value for role in Role)], ([n, *c] for n, c in told.items()))

    if os.environ.get("WRITE_PERMISSIONS"):
        written_pages.write(PAGE, page + "\n")
    assert written_pages.path_of(PAGE).read_text(encoding="utf-8") == page + "\n"

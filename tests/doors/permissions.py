"""docs/permissions.md: what each role is answered at each address, gathered on the walk through all doors."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.test import Client

from core import written_pages
from tests.doors.addresses import plain, routes

PAGE = "permissions.md"
COLUMNS = {
    "coordinator": "coordinator",
    "emergency": "head of department",
    "ecology": "department",
    "inspector": "inspector",
    "park": "park",
    "enterprise": "enterprise",
    "superior": "superior",
    "observer": "observer",
    "sysadmin": "system admin",
    "secadmin": "security admin",
    "auditadmin": "audit admin",
    "nobody": "not logged in",
}
"""The people of `tests.doors.world` who stand for a role."""
BEST_FIRST = (200, 201, 202, 204, 302, 400, 422, 409, 415, 429, 403, 401, 405, 404)
EMPTY_JSON = ("{}", "application/json")
CLOSED = frozenset({"POST 403", "POST 404", "404"})
"""Answers after which the next thing of the kind is tried."""
HEAD = """# Who gets what

What each role is answered at each address, at the thing of its kind that is most open to it: 200 the page, 302 a way
elsewhere (to the login, for somebody who is not logged in), 400 or 422 not so, 403 refused, 404 not for this role. An
address that takes nothing but acts is sent an empty one: POST and its answer. `WRITE_PERMISSIONS=yes script/test
tests/doors/test_canary.py` writes the page anew; without it the test fails where the page says something else.

"""


class Permissions:
    """The answers of a walk, by name of the address and role."""

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.broken: list[str] = []

    def note(self, role: str, name: str, path: str, browser: Client, answer: Any) -> None:
        if role not in COLUMNS:
            return
        told = self.answers[name][role]
        if answer.status_code != 405:
            told.add(str(answer.status_code))
        elif not told - CLOSED:
            told.add(self._posted(role, path, browser))

    def _posted(self, role: str, path: str, browser: Client) -> str:
        """What an empty act is answered; whatever it does, logging out as well, is taken back."""
        other = Client(raise_request_exception=False)
        other.cookies = browser.cookies.copy()
        with transaction.atomic():
            code = other.post(path, *EMPTY_JSON if path.startswith("/api/") else ()).status_code
            transaction.set_rollback(True)
        self.broken += [f"{role} POST {path}: {code}"] if code > 499 else []
        return f"POST {code}"

    def page(self) -> str:
        paths = {name: plain(route) for route, name, _pattern in routes()}
        rows = (
            [name, f"`{paths[name]}`", *(best(said[role]) if said[role] else "" for role in COLUMNS)]
            for name, said in sorted(self.answers.items())
        )
        return f"{HEAD}{written_pages.table(['name', 'address', *COLUMNS.values()], rows)}\n"


def best(said: set[str]) -> str:
    """Of several answers the one that gives most."""
    return min(said, key=lambda each: BEST_FIRST.index(int(each.removeprefix("POST "))))


def cells_of(page: str) -> dict[tuple[str, str], str]:
    """What the page says, by name of the address and role; nothing where nobody has asked."""
    _heading, _rule, *lines = page.removeprefix(HEAD).splitlines()
    split = (line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines)
    rows = {name: dict(zip(COLUMNS, cells, strict=True)) for name, _address, *cells in split}
    return {(name, role): cell for name, cells in rows.items() for role, cell in cells.items() if cell}

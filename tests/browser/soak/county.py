"""The demonstration county as somebody walks through it: each page that links lead to, once for its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User
from core import written_pages
from enterprises.models import Enterprise
from projects.models import Project
from tests.doors import permissions

ROLES = ("coordinator", "park", "emergency", "enterprise", "superior")
"""Logins of the demonstration county: coordinator, park officer, a department, an enterprise, a leader."""
SHAPES = ("tab", "layer", "view")
"""Parameters that make another page of an address, not another selection of the same rows."""


class Links(HTMLParser):
    """Where a page leads to."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.address, self.found = address, dict[str, None]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        if tag == "a" and (target := said.get("href")):
            self.found[urljoin(self.address, target).partition("#")[0]] = None


def kind_of(address: str) -> str | None:
    """What an address opens, without which row it is: the name, its words, and the shape; None outside the product."""
    parts = urlsplit(address)
    if parts.scheme:
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    words = [str(value) for value in match.kwargs.values() if str(value).replace("-", "").isalpha()]
    asked = parse_qs(parts.query)
    shape = [f"{name}={asked[name][0]}" for name in SHAPES if name in asked]
    return " ".join([match.view_name, *[word for word in words if word.islower()], *shape])


@dataclass
class Walk:
    """What somebody was led to: an address of each kind by its answer; ways elsewhere and files beside the pages."""

    client: Client
    pages: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def go(self, start: str = "/") -> "Walk":
        """From link to link; of several addresses of a kind the first one that selects nothing, if there is one."""
        waiting, seen = {start: None}, set()
        while waiting:
            address = min(waiting, key=lambda each: selects(each))
            waiting.pop(address)
            if (kind := kind_of(address)) not in seen:
                seen.add(kind)
                found = (link for link in self.open(address) if kind_of(link) not in {None, *seen})
                waiting |= dict.fromkeys(found)
        return self

    def open(self, address: str) -> Iterator[str]:
        """Ask for it, note what is answered, and tell where it leads."""
        answer, kind = self.client.get(address), kind_of(address) or ""
        if answer.status_code in (301, 302):
            self.others[kind] = address
            yield urljoin(address, answer["Location"])
        elif answer.status_code != 200:
            self.refused[kind] = f"{address}: {answer.status_code}"
        elif not answer.headers["Content-Type"].startswith("text/html"):
            self.others[kind] = address
        else:
            self.pages[kind] = address
            yield from Links(answer.content.decode(), address).found

    @property
    def met(self) -> dict[str, str]:
        return self.pages | self.others


def selects(address: str) -> bool:
    """Whether it asks for some of the rows, not for all of them."""
    return bool(parse_qs(urlsplit(address).query).keys() - set(SHAPES))


def walk_of(username: str) -> Walk:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    return Walk(client).go()


def said_to(role: str) -> dict[str, str]:
    """What docs/permissions.md says that a role is answered, by the name of the address."""
    lines = written_pages.path_of(permissions.PAGE).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    place = rows[0].index(permissions.COLUMNS[role])
    return {row[0]: row[place] for row in rows[2:]}


def is_as_said(code: int, said: str) -> bool:
    """Whether an answer is what the page says; where it lets in, that is to the own things: others are refused."""
    return str(code) == said or code in (403, 404) or (said in ("200", "302") and code in (200, 302))


def names_of_others(user: User) -> set[str]:
    """What names other enterprises and their projects than a person's own."""
    others = Enterprise.objects.exclude(pk__in=Enterprise.objects.visible_to(user).values("pk"))
    projects = Project.objects.filter(enterprise__in=others)
    return {*others.values_list("name", flat=True), *others.values_list("short_name", flat=True)} | {
        *projects.values_list("name", flat=True)
    }

"""Every door that writes, as the code itself tells: what a view takes is asked of it."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from django.test import Client

from supervision.views.letters import ACTS as ON_LISTINGS
from tests.doors.addresses import choices_of, plain, routes

WRITES = {"POST": "", "PUT": "", "PATCH": "PATCH", "DELETE": "DELETE"}
"""The methods that write, each with the word by which its door is told from that of a form."""
INNER = {
    "supervision:listing-detail": tuple(ON_LISTINGS),
    "supervision:proposal-decide": ("confirm", "decline"),
    "law:amendment-detail": ("send", "drop", "confirm", "decline"),
    "rectification:remap": ("propose", "confirm", "decline"),
    "visits:visit-gate": ("enter", "rate", "complain"),
}
"""Acts of a door that are told apart by a field, `act`, and not by the address."""


def door(*words: str) -> str:
    """How a door is called: name of the URL, word of the address or field, method where it is not POST."""
    return " ".join(filter(None, words))


def writing_doors(browsers: Iterable[Client]) -> set[str]:
    """The doors of the resolver that write; a view that says nowhere what it takes counts as one of them."""
    browsers, found = list(browsers), set()
    for route, name, _pattern in routes():
        for word in choices_of(route):
            for method in methods(browsers, path_of(route, word)):
                found |= {door(name, word or inner, WRITES[method]) for inner in INNER.get(name, ("",))}
    return found


def path_of(route: str, word: str) -> str:
    path = plain(route).replace("*", word).replace("#", "1")
    for part in ("<slug:code>", "<dotted:code>", "<secret:token>"):
        path = path.replace(part, "mail")
    path = path.replace("<visitcode:code>", f"1-{'a' * 26}")
    path = (
        path.replace("<checklistkind:kind>", "SAF")
        .replace("<slug:kind>", "enterprises")
        .replace("<slug:name>", "state")
    )
    return path.replace("<uuid:public_id>", "00000000-0000-0000-0000-000000000000")


def methods(browsers: list[Client], path: str) -> Iterator[str]:
    """The writing methods that a view takes, told by its refusal of one that nobody takes."""
    answers = [browser.generic("TRACE", path) for browser in browsers]
    said = [answer.headers["Allow"] for answer in answers if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED]
    if not said:
        yield "POST"
    yield from (method for method in WRITES if any(method in each.split(", ") for each in said))

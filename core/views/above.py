"""The page above: an address under which others lie, and which is none itself, leads to the nearest one above it.

People shorten addresses by hand and programs walk them upwards: `/projects/5/states/` leads to the project, a first
word without a page of its own to where one begins. What an address of the table names and is not there stays 404.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, is_valid_path
from django.urls.converters import get_converters

ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")
TEXT = "str"
WORD = "[a-zA-Z][-\\w]*"
READS = ("GET", "HEAD")
PROGRAMS = "api/"


def nearest_above(request: HttpRequest, exception: Exception) -> str:
    """The address of the nearest page above; empty where the address is the beginning of no other."""
    path = request.path_info
    if (
        request.method not in READS
        or not request.user.is_authenticated
        or not isinstance(exception, Resolver404)
        or not is_beginning(path)
    ):
        return ""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            break
    return path


def is_beginning(path: str) -> bool:
    """Whether addresses lie under it, with a slash at its end or without."""
    return bool(_beginnings().fullmatch(path.strip("/")))


@lru_cache(maxsize=1)
def _beginnings() -> re.Pattern[str]:
    """All beginnings of the addresses of pages, as one expression."""
    found = {_expression(parts[:length]) for parts in _routes() for length in range(1, len(parts))}
    return re.compile("|".join(sorted(found)))


def _expression(parts: list[str]) -> str:
    return "/".join(_one(part) for part in parts)


def _one(part: str) -> str:
    """The expression of one part of an address: of what its converter takes, of a text a word."""
    argument = ARGUMENT.search(part)
    if argument is None:
        return re.escape(part)
    kind = argument[1] or TEXT
    return WORD if kind == TEXT else f"(?:{get_converters()[kind].regex})"


def _routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[list[str]]:
    for found in (resolver or get_resolver()).url_patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLPattern):
            if not route.startswith(PROGRAMS):
                yield route.split("/")
        else:
            yield from _routes(found, route)

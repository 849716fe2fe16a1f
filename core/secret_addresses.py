"""Addresses that open something to whoever has them: no line of the program says their secret (S28)."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from core.converters import SecretConverter

NAME = re.compile(r"<(?:[^>:]+:)?(\w+)>")
HIDDEN = "…"


def without_secrets(text: str) -> str:
    """The text with each such address as "/visits/gate/…/"; nothing is looked for before there are addresses."""
    if "/" not in text or settings.ROOT_URLCONF not in sys.modules:
        return text
    for door in _doors():
        text = door.sub(rf"\1{HIDDEN}", text)
    return text


@cache
def _doors() -> list[re.Pattern[str]]:
    return list(doors_among(get_resolver().url_patterns))


def doors_among(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[re.Pattern[str]]:
    """For each address with a secret in it what stands before that, as a group, and the secret."""
    for each in patterns:
        if not isinstance(each.pattern, RoutePattern):
            continue
        literal, *others = NAME.split(str(each.pattern))
        path = before + re.escape(literal)
        for name, after in zip(others[::2], others[1::2], strict=True):
            kind = each.pattern.converters[name]
            if isinstance(kind, SecretConverter):
                yield re.compile(rf"({path}){kind.regex}")
            path += kind.regex + re.escape(after)
        if isinstance(each, URLResolver):
            yield from doors_among(each.url_patterns, path)

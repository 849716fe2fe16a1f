"""Addresses found by their first word: a request looks through the app that it is for, not through all of them."""

from django.urls import ResolverMatch, URLResolver, include
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property


class ByFirstWord(URLResolver):
    """An app's addresses at the root, looked through only for a path that begins with the first word of one."""

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(str(pattern.pattern).partition("/")[0] for pattern in self.url_patterns)

    def resolve(self, path: str) -> ResolverMatch:
        if path.partition("/")[0] not in self.first_words:
            raise Resolver404({"path": path})
        return super().resolve(path)


def at_root(urls: str) -> ByFirstWord:
    """As `path("", include(urls))`; each address begins with a word as it stands (tests/core/test_first_words.py)."""
    module, app_name, namespace = include(urls)
    return ByFirstWord(RoutePattern("", is_endpoint=False), module, app_name=app_name, namespace=namespace)

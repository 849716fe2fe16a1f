"""A file read as a whole: each panel, tab and list behind a tab as a chapter, by the views that show it as a page.

A job asks in the name of a person, so the chapters say what this person reads there and nothing else; what an app
adds to the page is among them by itself.
"""

from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from core import navigation
from core.errors import NotAllowedError
from core.panels import MOST_ROWS, Chapter, Words
from core.requests import SignedInRequest

if TYPE_CHECKING:
    from accounts.models import User


class WholeRequest(SignedInRequest):
    """Asked by a job in the name of a person: a page of a file answers with all its chapters, a list with its rows.

    Its session is empty and never saved: what a page remembers for the person's next visit ends with the job.
    """

    def __init__(self, reader: "User", query: str = "") -> None:
        HttpRequest.__init__(self)
        self.method, self.user, self.GET = "GET", reader, QueryDict(query)
        self.htmx = HtmxDetails(self)
        self.session = import_module(settings.SESSION_ENGINE).SessionStore()
        self.chapters: list[Chapter] = []

    def add(self, label: Words, template: str, shown: Mapping[str, object]) -> None:
        """Keep what a template shows as a chapter."""
        html = render_to_string(template, {**shown, "request": self, "user": self.user})
        page = shown.get("page")
        beyond = max(page.paginator.count - MOST_ROWS, 0) if hasattr(page, "paginator") else 0
        self.chapters.append(Chapter(str(label), html, shown, beyond))

    def add_page(self, label: Words, url: str) -> None:
        """The chapters of another page under this label; none where the person has no such page."""
        with suppress(NotAllowedError):
            for chapter in chapters_at(url, self.user):
                self.chapters.append(Chapter(str(label), chapter.html, chapter.shown, chapter.beyond))


def chapters_at(url: str, reader: "User") -> list[Chapter]:
    """The chapters of the page of a file, or of a list. Raises NotAllowedError where it isn't there for this person."""
    address = urlsplit(url)
    match = resolve(address.path)
    request = WholeRequest(reader, address.query)
    request.path, request.resolver_match = address.path, match
    try:
        if not navigation.is_open_to(reader, match.view_name):
            raise PermissionDenied
        match.func(request, *match.args, **match.kwargs)
    except (PermissionDenied, BadRequest, Http404) as refused:
        raise NotAllowedError(_("The file is no longer there for you.")) from refused
    return request.chapters

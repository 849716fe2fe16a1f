"""The page of a file: its head, the panels above the tabs, and the part that the link asks for."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core import panels
from core.panels import Group, Tab, Words
from core.requests import SignedInRequest
from core.services.changes import changes_of
from core.views.whole import WholeRequest

AT_A_GLANCE = _("At a glance")
PART = "part"
"""Where the link of a tab leads on its page: on a phone the head of the file doesn't have to be passed again."""


def changes_shown(file: models.Model, request: SignedInRequest) -> dict[str, object]:
    return {"changes": list(changes_of(file))}


CHANGES = Tab(90, "changes", _("Changes"), "core/_changes_panel.html", changes_shown)
"""What was changed in a file: for any whose forms are written by `core.services.editing`."""


def file_page(request: SignedInRequest, file: models.Model, *, back: tuple[Words, str], **said: object) -> HttpResponse:
    """The page of a file that the person may see; `back` is the list it stands in, as label and name of the address."""
    tabs = panels.tabs_of(file, request.user)
    if isinstance(request, WholeRequest):
        return _whole(request, file, tabs, said)
    here = [tab for tab in tabs if not tab.url]
    current = next((tab for tab in here if tab.name == request.GET.get("tab")), here[0])
    context = {
        "file": file,
        "back": back,
        "deeds": [(deed, deed.url(file)) for deed in panels.deeds_of(file, request.user)],
        "panels": panels.of(file, request.user),
        **_bar(request, file, tabs, current),
        "tab": current.name,
        "part": PART,
        "current": current,
        **said,
        **current.context(file, request),
    }
    return render(request, "core/file.html", context)


def _whole(request: WholeRequest, file: models.Model, tabs: Sequence[Tab], said: Mapping[str, object]) -> HttpResponse:
    """All of the page, one chapter after the other, what stands above the tabs first."""
    for panel in panels.of(file, request.user):
        request.add(AT_A_GLANCE, panel.template, {"file": file, "shown": panel.shown, **said})
    for tab in tabs:
        if tab.url:
            request.add_page(tab.label, tab.url(file))
        else:
            shown = tab.context(file, request)
            request.add(tab.label, tab.template, {"file": file, "current": tab, "tab": tab.name, **said, **shown})
    return HttpResponse()


def _bar(request: SignedInRequest, file: models.Model, tabs: Sequence[Tab], current: Tab) -> dict[str, object]:
    """The tabs of the current one's group, and the groups; all tabs where they are few."""
    first, groups = next(tab for tab in tabs if not tab.url), panels.grouped(file, tabs)
    row = next((some for _each, some in groups if current in some), tabs)
    return {
        "groups": [_group(file, group, some, current, first) for group, some in groups],
        "tabs": [_tab(request, file, tab, is_first=tab is first) for tab in row],
    }


def _group(file: models.Model, group: Group, tabs: Sequence[Tab], current: Tab, first: Tab) -> dict[str, object]:
    """A group leads to the first of its tabs that opens on this page."""
    tab = next((each for each in tabs if not each.url), tabs[0])
    return {"label": group.label, "url": _url(file, tab, is_first=tab is first), "is_current": current in tabs}


def _tab(request: SignedInRequest, file: models.Model, tab: Tab, *, is_first: bool) -> dict[str, object]:
    count = tab.count(file, request.user) if tab.count else None
    return {"name": tab.name, "label": tab.label, "url": _url(file, tab, is_first=is_first), "count": count}


def _url(file: models.Model, tab: Tab, *, is_first: bool) -> str:
    here = file.get_absolute_url()  # type: ignore[attr-defined]
    part = here if is_first else f"{here}?tab={tab.name}"
    return tab.url(file) if tab.url else f"{part}#{PART}"

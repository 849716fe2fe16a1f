from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from core import clock, navigation, undo, watermark
from core.views.undoing import NEXT_PAGE

OTHER_LANGUAGE = {
    "zh-hans": {"code": "en", "tag": "en", "name": "English"},
    "en": {"code": "zh-hans", "tag": "zh-CN", "name": "中文"},
}


def shell(request: HttpRequest) -> dict[str, object]:
    """What every page shows around its content."""
    context: dict[str, object] = {
        "county_name": settings.COUNTY_NAME,
        "contact": settings.CONTACT,
        "moment": clock.now(),
        "this_page": _page_of(request),
        "other_language": OTHER_LANGUAGE.get(get_language() or "", OTHER_LANGUAGE["zh-hans"]),
    }
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        context |= _undo(request)
        context["navigation"] = navigation.entries_for(request.user, request.path)
        if settings.WATERMARK and getattr(request, "shows_personal_data", False):
            words = (request.user.name, request.user.organization.label, clock.today().isoformat())
            context["watermark"] = watermark.picture_of(" ".join(words))
    else:
        context["open_to_all"] = list(navigation.open_to_all())
    return context


def _undo(request: HttpRequest) -> dict[str, object]:
    """What was done on the way to this page and can be taken back; said once."""
    if request.method != "GET" or request.headers.get("HX-Request") or NEXT_PAGE not in request.session:
        return {}
    done = undo.Undoable(*request.session.pop(NEXT_PAGE))
    return {"undoable": done, "undo_back": request.get_full_path(), "undo_seconds": undo.SHOWN_SECONDS}


def _page_of(request: HttpRequest) -> str:
    """The address to come back to; a form that was refused stood on the page before."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came_from.netloc and came_from.netloc == request.headers.get("Host"):
        return came_from._replace(scheme="", netloc="").geturl()
    return request.get_full_path()

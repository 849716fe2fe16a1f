"""Steps that every request takes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from core import addresses, navigation, request_facts
from core.addresses import address_of
from core.errors import NoRightError
from core.request_facts import Facts
from core.requests import ResolvedRequest, SiteRequest, is_signed_in
from core.rules import devices
from core.secret_addresses import without_secrets
from core.services import log
from core.views import errors, health, once

if TYPE_CHECKING:
    pass

GetResponse = Callable[[SiteRequest], HttpResponse]


class RequestFacts:
    """From which address and device a request comes, and its id, for the log and for the lines that machines read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        offered = request.META.get("HTTP_X_REQUEST_ID", "")
        known = request.META["HTTP_X_REQUEST_ID"] = request_facts.request_id(offered)
        if request_facts.is_untraced(request.path_info):
            request.META["HTTP_X_REQUEST_ID"] = request_facts.request_id("")
            with request_facts.within(request_facts.UNTRACED):
                return self.get_response(request)
        agent = devices.label(request.headers.get("User-Agent", ""))
        with request_facts.within(Facts(address_of(request), agent[:60], known)):
            return self.get_response(request)


POLLING = ("X-Poll", "X-Wall")
"""What a page says that asks by itself, without anybody in front of it."""


class SettledAddress:
    """Who calls is settled first: everything after sees the caller's address and no head of a stranger (S53)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        addresses.settle(request.META)
        return self.get_response(request)


class Watching:
    """Whoever watches the machine is answered before host, session, person and language are looked at.

    So health can be asked by any name, over plain HTTP, with any cookie, and while the database is away.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        open_to_all = {"/healthz": health.healthz, "/readyz": health.readyz}
        if view := open_to_all.get(request.path_info):
            return view(request)
        if request.path_info == "/metrics" and addresses.may_watch(request):
            return health.metrics(request)
        return self.get_response(request)


class CompressedText(GZipMiddleware):
    """Pages and fragments travel compressed; files are as they are, and what programs are told is left to the proxy.

    Against guessing by length (BREACH) the token of a page differs each time, and a few random bytes go along
    (docs/decisions/0010-pages-are-compressed-by-the-application.md).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not kind.startswith("text/") or "Content-Disposition" in response.headers:
            return response
        return super().process_response(request, response)


class Activity:
    """Whoever does something stays logged in; a page that only asks again by itself does not (S10).

    A board on the wall goes on asking, but shows nothing else to who comes by after the idle limit.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        polls = any(name in request.headers for name in POLLING)
        if request.user.is_authenticated:
            if not request.session.is_open_to(request.path, polls=polls):
                logout(request)
            elif not polls:
                request.session.note_activity()
        return self.get_response(request)


class RightToThePage:
    """No right to a list is said in words and never shown as an empty one (the navigation's own rule)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: ResolvedRequest, view: object, args: object, named: object) -> None:
        if request.user.is_authenticated and not navigation.is_open_to(request.user, request.resolver_match.view_name):
            raise NoRightError


class ChosenLanguage:
    """The language that was switched to, else the person's own, else Chinese, whatever the browser was made for.

    Programs that ask the API say theirs in Accept-Language.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        with translation.override(self._language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def _language_of(self, request: SiteRequest) -> str:
        if request.path.startswith("/api/"):
            return translation.get_language_from_request(request)
        switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = [code for code, _name in settings.LANGUAGES]
        return next((code for code in (switched, self._own(request, switched)) if code in known), known[0])

    def _own(self, request: SiteRequest, switched: str) -> str:
        """The person's own; where the database is away it isn't known, and the fault is told further within."""
        try:
            return "" if switched else getattr(request.user, "language", "")
        except Error:
            return ""


class FormAddresses:
    """Who opens an address that only takes forms, by Back or from the history, reads so and finds on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if not is_bare or request.method == "HEAD" or request.path.startswith("/api/"):
            return response
        return errors.only_forms(request, allowed=response.headers["Allow"])


class RecordedAnswers:
    """What left the house as a file, and what was refused to somebody who has logged in, stands in the log (S22)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        response = self.get_response(request)
        name = request.resolver_match.view_name if request.resolver_match else None
        act = self._act(name, response) if name is not None else ""
        if act and request.user.is_authenticated:
            asked = {name: value[:100] for name, value in request.GET.items()}
            page = {"page": name, "path": without_secrets(request.path)[:200], "asked": asked}
            log.record(act, actor=request.user, after=page)
        return response

    def _act(self, name: str, response: HttpResponse) -> str:
        if response.status_code in (403, 404):
            return "access.refused"
        if not response.headers.get("Content-Disposition", "").startswith("attachment"):
            return ""
        return "file.export" if name.endswith("-export") else "file.download"


class PrivateAnswers:
    """Pages stay in the browser of who asked for them; the back key keeps what was typed (S37).

    Nothing is kept of what shows data of persons, of files, and of what programs are told.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        response = self.get_response(request)
        kept = "private, no-store" if self._leaves_nothing(request, response) else "private, no-cache"
        response.headers.setdefault("Cache-Control", kept)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def _leaves_nothing(self, request: SiteRequest, response: HttpResponse) -> bool:
        is_file = "Content-Disposition" in response.headers
        return is_file or request.path.startswith("/api/") or getattr(request, "shows_personal_data", False)


class ActsOnce:
    """Every form of a page that writes is done once, however often it is sent (reliability V37).

    One place for all of them; the forms that need it not stand in `core.views.once.EXEMPT`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        token = once.token_of(request)
        if token and is_signed_in(request):
            return once.answered_once(request, token, self.get_response)
        return self.get_response(request)

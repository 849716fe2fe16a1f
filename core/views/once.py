"""A form of a page that comes twice acts once: the second request gets the first receipt (reliability V37)."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypedDict
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core import clock
from core.requests import SignedInRequest, SiteRequest
from core.services import idempotency
from core.templatetags.shell import moment

EXEMPT = {"set_language": "a language chosen twice is chosen"}
"""Forms of pages that need no token, and why; apps add theirs by `exempt`."""
API = "/api/"
TOKEN = re.compile(r"[\w-]{16,64}")
UNSAID = {"csrfmiddlewaretoken", idempotency.FIELD, "version"}
"""Fields that nobody has typed: a page that was loaded anew differs from the first one in these alone."""
TICK = re.compile(r"(\d+)\.\d+")
"""A ticked row with its version: which rows were chosen is said by somebody, the version by the page."""
SECRET = re.compile(r"password|^proof_")
"""What proves who somebody is: it is part of no act, and is shown on no page."""
COOKIE = "__Host-sent" if settings.HTTPS else "sent"
REMEMBERED_TOKENS, REMEMBERED_SECONDS = 6, 3600
REFUSED = 422


def exempt(forms: Mapping[str, str]) -> None:
    """Let an app name pages whose forms need no token, with the reason; called by its config."""
    EXEMPT.update(forms)


class ShownReceipt(HttpResponse):
    """A page that is shown once and is itself the receipt of the act: no way leads onwards from it."""


def token_of(request: SiteRequest) -> str:
    """The token of a form of a page that writes; empty where there is none or none is needed."""
    if request.method != "POST" or request.path.startswith(API) or not request.user.is_authenticated:
        return ""
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return ""
    token = request.POST.get(idempotency.FIELD, "")
    return token if name not in EXEMPT and TOKEN.fullmatch(token) else ""


class Receipt(TypedDict):
    """What is kept of an act: where it led, what it said, when it was, and whether its page was the receipt."""

    to: str
    said: Sequence[tuple[int, str]]
    at: str
    shown: bool


def answered_once(request: SignedInRequest, token: str, act: Callable[[SiteRequest], HttpResponse]) -> HttpResponse:
    """The response of the act; for a form that has acted before, its receipt; for another form, a page that says so.

    What a refused form has stored, such as its photos, stays; its token may be used again.
    """
    fresh: list[HttpResponse] = []

    def taken() -> tuple[int, Receipt | None]:
        fresh.append(act(request))
        return _outcome(request, fresh[0])

    try:
        status, receipt = idempotency.once(request.user, f"page:{token}", _fingerprint(request), taken)
    except idempotency.KeyReusedError as used:
        return _sent_before(request, token, used.record.body)
    except idempotency.StillRunningError:
        return render(request, "core/still_running.html", {"back": _back(request)}, status=409)
    response = fresh[0] if fresh else _receipt_again(request, receipt)
    return _note_sent(request, response, token) if status < REFUSED else response


def _outcome(request: SiteRequest, response: HttpResponse) -> tuple[int, Receipt | None]:
    """Status and receipt of an act; a page that is shown instead of a way onwards is a refusal or a question."""
    to = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
    has_acted = bool(to) or _shows_what_was_done(response)
    if response.status_code >= 400 or not has_acted or to.startswith(reverse(settings.LOGIN_URL)):
        return max(response.status_code, REFUSED), None
    said = _said(request)
    if any(level >= messages.ERROR for level, _text in said):
        return REFUSED, None
    return 200, Receipt(to=to or _back(request), said=said, at=clock.now().isoformat(), shown=not to)


def _shows_what_was_done(response: HttpResponse) -> bool:
    """A file, or a page that is the receipt."""
    is_file = "Content-Disposition" in response.headers
    return response.status_code < 300 and (is_file or isinstance(response, ShownReceipt))


def _said(request: SiteRequest) -> list[tuple[int, str]]:
    """The messages that the next page will show, which stay to be shown; a cookie holds texts and nothing lazy."""
    waiting = messages.get_messages(request)
    for message in waiting:
        message.message = str(message.message)
    said = [(message.level, message.message) for message in waiting]
    if isinstance(waiting, BaseStorage):
        waiting.used = False
    return said


def _receipt_again(request: SiteRequest, receipt: Receipt | None) -> HttpResponse:
    """To the same place with the same words; what was shown once, a file or a link, is not shown again."""
    assert receipt is not None, "a form of a page keeps its key with its receipt alone"
    facts = {"when": moment(parse_datetime(receipt["at"]))}
    again = _("This had been sent already and was done at %(when)s; nothing was done a second time.") % facts
    if receipt["shown"]:
        return render(request, "core/sent_before.html", {"said": again, "back": receipt["to"]})
    for level, text in receipt["said"]:
        messages.add_message(request, level, text)
    messages.info(request, again)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": receipt["to"]})
    return redirect(receipt["to"])


def _sent_before(request: SiteRequest, token: str, receipt: Receipt | None) -> HttpResponse:
    """The form was sent with other words before: what was done, and the way to send these as a further act."""
    assert receipt is not None, "a form of a page keeps its key with its receipt alone"
    said = _("This form was sent before and was done at %(when)s. What you have changed since is not sent yet.")
    context = {
        "said": said % {"when": moment(parse_datetime(receipt["at"]))},
        "back": receipt["to"],
        "spent": token,
        "fields": [(name, value) for name, values in _said_in(request) for value in values],
        "version": request.POST.get("version"),
        "is_open": not any(SECRET.search(name) for name in request.POST),
        "had_files": bool(request.FILES),
    }
    response = render(request, "core/sent_before.html", context, status=409)
    if request.htmx:
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response


def _note_sent(request: SiteRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Tell the page's script which forms have got their receipt, so that it keeps no draft of them."""
    before = [sent for sent in request.COOKIES.get(COOKIE, "").split(".") if TOKEN.fullmatch(sent)]
    tokens = [*before, token][-REMEMBERED_TOKENS:]
    response.set_cookie(
        COOKIE, ".".join(tokens), max_age=REMEMBERED_SECONDS, secure=settings.HTTPS, samesite="Lax", httponly=False
    )
    return response


def _back(request: SiteRequest) -> str:
    """The page on which the form stood, as far as the browser says it."""
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer._replace(scheme="", netloc="").geturl() if referer.netloc == request.get_host() else "/"


def _fingerprint(request: SiteRequest) -> str:
    said = sorted((name, [_without_version(value) for value in values]) for name, values in _said_in(request))
    body = json.dumps([request.path, said, list(_files(request))])
    return salted_hmac("core.views.once", body, algorithm="sha256").hexdigest()


def _without_version(value: str) -> str:
    ticked = TICK.fullmatch(value)
    return ticked[1] if ticked else value


def _said_in(request: SiteRequest) -> Iterator[tuple[str, list[str]]]:
    """What somebody has typed or chosen."""
    for name, values in request.POST.lists():
        if name not in UNSAID and not name.startswith("proof_"):
            yield name, values


def _files(request: SiteRequest) -> Iterator[tuple[str, str, str]]:
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield name, file.name or "", content.hexdigest()

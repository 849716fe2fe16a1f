"""What is answered where no view has answered: a page to people, problem details to programs."""

import logging
import sys
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from structlog.contextvars import get_contextvars

from core import faults
from core.api import problems
from core.errors import NoRightError, NotYoursError
from core.faults import Fault
from core.requests import address_of_ours
from core.views.above import nearest_above

FILE_MISSING = Fault(
    "file-missing",
    HTTPStatus.GONE,
    gettext_lazy("This file is no longer in the store."),
    gettext_lazy("Its entry is whole. Tell the system administrator, who can take it from a backup."),
)
API = "/api/"
logger = logging.getLogger(__name__)
RETURNABLE = {"Cache-Control": "private, no-cache"}
"""The browser may store the page, so that its back key returns to what was typed."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fault := faults.of(exception):
        return _broken(request, fault)
    if _is_program(request):
        return _problem(problems.document(400, _("This request can't be understood")))
    return answer_with(request, "400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.document(403, _("This page can't take your request")))
    why = str(exception) if isinstance(exception, NotYoursError) else ""
    return answer_with(request, "no_right.html", HTTPStatus.FORBIDDEN, {"why": why})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that came without the sign of its session; why is for the log, not for the page."""
    if _is_program(request):
        return _problem(problems.document(403, _("This page can't take your request")))
    return answer_with(request, "403_csrf.html", HTTPStatus.FORBIDDEN, _form(request))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.not_found())
    if above := nearest_above(request, exception):
        return HttpResponseRedirect(above)
    page = "no_right.html" if isinstance(exception, NoRightError) else "404.html"
    return answer_with(request, page, HTTPStatus.NOT_FOUND)


def only_forms(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """The page for an address that only forms are sent to."""
    return answer_with(request, "405.html", HTTPStatus.METHOD_NOT_ALLOWED, headers=RETURNABLE | {"Allow": allowed})


def file_missing(request: HttpRequest) -> HttpResponse:
    """The page for a file that stands in the ledger and no longer on the disk."""
    return _broken(request, FILE_MISSING)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the table is answered by its row, all else by a plain 500; nothing of what broke is told (S57).

    The number is the one under which the log has it.
    """
    if fault := faults.of(sys.exception()):
        with translation.override(_language(request)):
            return _broken(request, fault)
    reference = _reference(request)
    if _is_program(request):
        return _problem(problems.document(500, _("Something went wrong on our side"), request_id=reference))
    with translation.override(_language(request)):
        facts = {"reference": reference, **_form(request)}
        return answer_with(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR, facts, RETURNABLE)


def _broken(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The row of the table, as problem details, as a piece of a page, or as a page."""
    facts = {"fault": fault, "reference": _reference(request), **_form(request)}
    if _is_program(request):
        return _problem(problems.broken(fault, request_id=facts["reference"]), **fault.headers)
    headers = {**RETURNABLE, **fault.headers}
    if request.method != "POST" and fault.may_be_sent_again:
        facts["again"] = request.get_full_path()
    if "HX-Request" not in request.headers:
        return answer_with(request, "fault.html", fault.status, facts, headers)
    swap = "afterbegin" if request.method == "POST" else "innerHTML"
    headers |= {"X-Fault": fault.code, "HX-Reswap": f"{swap} show:top"}
    piece = render_to_string("components/fault.html", {**facts, "contact": settings.CONTACT})
    return HttpResponse(piece, status=fault.status, headers=headers)


def answer_with(
    request: HttpRequest,
    page: str,
    status: int,
    facts: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page inside the shell, with its menu and its search, for whoever is logged in; alone for anybody else.

    It is alone too where the shell itself can't be put together: the database or the shell may be what has failed.
    """
    told = {"contact": settings.CONTACT, **(facts or {})}
    return HttpResponse(_in_shell(request, page, told) or render_to_string(page, told), status=status, headers=headers)


def _in_shell(request: HttpRequest, page: str, told: Mapping[str, object]) -> str:
    """Empty where there is none. A database that is away isn't asked: the reader would wait once more.

    The address isn't said again: a foreign thing answers exactly like a missing one (S15).
    """
    if "HX-Request" in request.headers or told.get("fault") == faults.AWAY:
        return ""
    try:
        if request.user.is_authenticated:
            return render_to_string(page, {**told, "frame": "base.html", "this_page": ""}, request)
    except Exception as failed:  # whatever it is, the page is told without the shell
        logger.info("no shell around an error page", exc_info=failed)
    return ""


def _language(request: HttpRequest) -> str:
    """The one switched to, also where the fault came before or after anything asked for it."""
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    is_known = not _is_program(request) and switched in dict(settings.LANGUAGES)
    return switched if is_known else translation.get_language()


def _form(request: HttpRequest) -> dict[str, str]:
    """Where the form is that was sent."""
    came_from = request.headers.get("Referer", "")
    if request.method != "POST":
        return {}
    return {"form": address_of_ours(request, came_from) or request.path}


def _reference(request: HttpRequest) -> str:
    return str(get_contextvars().get("request_id") or request.META.get("HTTP_X_REQUEST_ID", ""))


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def _problem(body: dict[str, object], **headers: str) -> JsonResponse:
    return JsonResponse(body, status=body["status"], content_type=problems.CONTENT_TYPE, headers=headers)

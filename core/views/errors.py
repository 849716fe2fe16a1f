"""What is answered where no view has answered: a page to people, problem details to programs."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults
from structlog.contextvars import get_contextvars

from core import faults
from core.api import problems
from core.errors import NoRightError
from core.faults import Fault

FILE_MISSING = Fault(
    "file-missing",
    HTTPStatus.GONE,
    gettext_lazy("This file is no longer in the store."),
    gettext_lazy("Its entry is whole. Tell the system administrator, who can take it from a backup."),
)
API = "/api/"
RETURNABLE = {"Cache-Control": "private, no-cache"}
"""The browser may store the page, so that its back key returns to what was typed."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fault := faults.of(exception):
        return _broken(request, fault)
    if _is_program(request):
        return _problem(problems.document(400, _("This request can't be understood")))
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.document(403, _("This page can't take your request")))
    return defaults.permission_denied(request, exception, "no_right.html")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.not_found())
    page = "no_right.html" if isinstance(exception, NoRightError) else "404.html"
    return defaults.page_not_found(request, exception, page)


def only_forms(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """The page for an address that only forms are sent to."""
    page = render_to_string("405.html", {"contact": settings.CONTACT})
    return HttpResponse(page, status=405, headers={**RETURNABLE, "Allow": allowed})


def file_missing(request: HttpRequest) -> HttpResponse:
    """The page for a file that stands in the ledger and no longer on the disk."""
    return _broken(request, FILE_MISSING)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the table is answered by its row, all else by a plain 500; nothing of what broke is told (S57).

    The number is the one under which the log has it. The page asks nothing of the database, which may be what
    has failed.
    """
    if fault := faults.of(sys.exception()):
        with translation.override(_language(request)):
            return _broken(request, fault)
    reference = _reference(request)
    if _is_program(request):
        return _problem(problems.document(500, _("Something went wrong on our side"), request_id=reference))
    page = render_to_string("500.html", {"reference": reference, "contact": settings.CONTACT, **_form(request)})
    return HttpResponseServerError(page, headers=RETURNABLE)


def _broken(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The row of the table, as problem details, as a piece of a page, or as a page."""
    facts = {"fault": fault, "reference": _reference(request), "contact": settings.CONTACT, **_form(request)}
    if _is_program(request):
        return _problem(problems.broken(fault, request_id=facts["reference"]), **fault.headers)
    headers = {**RETURNABLE, **fault.headers}
    if request.method != "POST" and fault.may_be_sent_again:
        facts["again"] = request.get_full_path()
    if "HX-Request" not in request.headers:
        return HttpResponse(render_to_string("fault.html", facts), status=fault.status, headers=headers)
    swap = "afterbegin" if request.method == "POST" else "innerHTML"
    headers |= {"X-Fault": fault.code, "HX-Reswap": f"{swap} show:top"}
    return HttpResponse(render_to_string("components/fault.html", facts), status=fault.status, headers=headers)


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
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return {"form": came_from if is_ours else request.path}


def _reference(request: HttpRequest) -> str:
    return str(get_contextvars().get("request_id") or request.META.get("HTTP_X_REQUEST_ID", ""))


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def _problem(body: dict[str, object], **headers: str) -> JsonResponse:
    return JsonResponse(body, status=body["status"], content_type=problems.CONTENT_TYPE, headers=headers)

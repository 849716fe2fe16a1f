"""What is answered where no view has answered: a page to people, problem details to programs."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults
from structlog.contextvars import get_contextvars

from core.api import problems
from core.errors import NoRightError

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _problem(problems.too_large()) if _is_program(request) else render(request, "413.html", status=413)
    if _is_program(request):
        return _problem(problems.document(400, _("This request can't be understood")))
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.document(403, _("This page can't take your request")))
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_program(request):
        return _problem(problems.not_found())
    page = "no_right.html" if isinstance(exception, NoRightError) else "404.html"
    return defaults.page_not_found(request, exception, page)


def server_error(request: HttpRequest) -> HttpResponse:
    """A plain sentence and the number under which the log tells what happened; nothing of it here (S57).

    The page asks nothing of the database, which may be what has failed.
    """
    reference = str(get_contextvars().get("request_id", ""))
    if _is_program(request):
        return _problem(problems.document(500, _("Something went wrong on our side"), request_id=reference))
    page = render_to_string("500.html", {"reference": reference, "contact": settings.CONTACT})
    return HttpResponseServerError(page)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def _problem(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, status=body["status"], content_type=problems.CONTENT_TYPE)

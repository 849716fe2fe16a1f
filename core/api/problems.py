"""Errors as problem details (RFC 9457): type, title, status, detail, and errors by field."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import DomainError

CONTENT_TYPE = "application/problem+json"


def problem(
    code: int, title: str, *, detail: str = "", kind: str = "about:blank", errors: Any = None, **more: Any
) -> Response:
    """An answer that says what is wrong, where, and in the user's language."""
    body = {"type": kind, "title": title, "status": code, "detail": detail or title, **more}
    if errors:
        body["errors"] = errors
    return Response(body, status=code, content_type=CONTENT_TYPE)


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's exception handler; what it doesn't know becomes the plain 500."""
    set_rollback()
    if isinstance(exc, DomainError):
        return _refusal(exc)
    if isinstance(exc, Http404):
        return problem(status.HTTP_404_NOT_FOUND, _("Not found"), detail=_("There is no such thing, or not for you."))
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, OperationalError):
        return problem(status.HTTP_503_SERVICE_UNAVAILABLE, _("The database is not available at the moment."))
    return _framework(exc) if isinstance(exc, exceptions.APIException) else None


def _refusal(exc: DomainError) -> Response:
    message = str(exc)
    errors = {exc.field: [message]} if exc.field else None
    return problem(exc.status, message, errors=errors, **exc.facts)


def _framework(exc: exceptions.APIException) -> Response:
    if isinstance(exc, exceptions.ValidationError):
        title = _("Please correct the following")
        return problem(exc.status_code, title, errors=_by_field(exc.detail))
    response = problem(exc.status_code, str(exc.detail))
    for header, value in (("WWW-Authenticate", "auth_header"), ("Retry-After", "wait")):
        found = getattr(exc, value, None)
        if found:
            response[header] = str(int(found)) if header == "Retry-After" else found
    return response


def _by_field(detail: Any) -> dict[str, Any]:
    if isinstance(detail, Mapping):
        return {name: _texts(inner) for name, inner in detail.items()}
    return {"non_field_errors": _texts(detail)}


def _texts(detail: Any) -> Any:
    if isinstance(detail, Mapping):
        return {name: _texts(inner) for name, inner in detail.items()}
    if isinstance(detail, list | tuple):
        return [_texts(inner) for inner in detail]
    return str(detail)

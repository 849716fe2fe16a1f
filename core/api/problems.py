"""Errors as problem details (RFC 9457): type, title, status, detail, and errors by field."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core import faults
from core.errors import DomainError
from core.faults import Fault

CONTENT_TYPE = "application/problem+json"
Problem = dict[str, object]
"""Type, title, status, detail, and what a refusal tells besides."""


def document(code: int, title: str, *, detail: str = "", kind: str = "about:blank", **more: object) -> Problem:
    """What is wrong, in the user's language."""
    return {"type": kind, "title": title, "status": code, "detail": detail or title, **more}


def not_found() -> Problem:
    """One answer for what does not exist and for what is not for this user."""
    return document(status.HTTP_404_NOT_FOUND, _("Not found"), detail=_("There is no such thing, or not for you."))


def broken(fault: Fault, **more: object) -> Problem:
    """What the table of faults says of it, and whether the same request may be sent again."""
    again = {"may_be_sent_again": fault.may_be_sent_again}
    kind = f"about:blank#{fault.code}"
    return document(int(fault.status), str(fault.title), detail=str(fault.advice), kind=kind, **again, **more)


def handle(exc: Exception, context: dict[str, object]) -> Response | None:
    """Django REST framework's exception handler; what it doesn't know becomes the plain 500."""
    set_rollback()
    if isinstance(exc, DomainError):
        waits = {"Retry-After": str(exc.facts["retry_after"])} if "retry_after" in exc.facts else {}
        return _answer(refusal(exc), **waits)
    if isinstance(exc, Http404 | ObjectDoesNotExist):
        return _answer(not_found())
    if fault := faults.of(exc):
        return _answer(broken(fault), **fault.headers)
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    return _framework(exc) if isinstance(exc, exceptions.APIException) else None


def _answer(body: Problem, **headers: str) -> Response:
    return Response(body, status=int(str(body["status"])), content_type=CONTENT_TYPE, headers=headers)


def refusal(exc: DomainError) -> Problem:
    """A service's refusal, with what the caller should know besides."""
    errors = {"errors": {exc.field: [str(exc)]}} if exc.field else {}
    return document(exc.status, str(exc), kind=exc.kind) | exc.facts | errors


def _framework(exc: exceptions.APIException) -> Response:
    if isinstance(exc, exceptions.ValidationError):
        errors = _by_field(exc.detail)
        return _answer(document(exc.status_code, _("Please correct the following"), errors=errors))
    headers = {"WWW-Authenticate": getattr(exc, "auth_header", None), "Retry-After": getattr(exc, "wait", None)}
    given = {name: str(value) for name, value in headers.items() if value}
    return _answer(document(exc.status_code, str(exc.detail)), **given)


def _by_field(detail: object) -> dict[str, list[str]]:
    if isinstance(detail, Mapping):
        return {name: list(_texts(inner)) for name, inner in detail.items()}
    return {"non_field_errors": list(_texts(detail))}


def _texts(detail: object) -> Iterator[str]:
    """Every sentence below, whatever list or place in a list it stands at."""
    if isinstance(detail, Mapping):
        detail = list(detail.values())
    if isinstance(detail, list | tuple):
        for inner in detail:
            yield from _texts(inner)
    else:
        yield str(detail)

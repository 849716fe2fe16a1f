"""Idempotency-Key for acts of the API."""

import json
from collections.abc import Callable
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from core.services import idempotency

HEADER = "Idempotency-Key"


def answered_once(request: Request, act: Callable[[], tuple[int, Any]]) -> Response:
    """The answer of the act, or the kept answer of the first request with this key."""
    key = request.headers.get(HEADER, "")

    def plain() -> tuple[int, Any]:
        status, body = act()
        return status, json.loads(JSONRenderer().render(body))

    if not key:
        status, body = plain()
    else:
        said = JSONRenderer().render(request.data)
        seen = idempotency.fingerprint(request.method or "", request.path, said)
        status, body = idempotency.once(request.user, key, seen, plain)
    return Response(body, status=status)

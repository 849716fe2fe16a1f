"""Idempotency-Key for acts of the API."""

import hashlib
import json
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from core.api.requests import SignedInApiRequest
from core.services import idempotency

HEADER = "Idempotency-Key"
KEY = OpenApiParameter(HEADER, OpenApiTypes.STR, OpenApiParameter.HEADER, description="The same key acts once.")


def answered_once(request: SignedInApiRequest, act: Callable[[], tuple[int, object]]) -> Response:
    """The answer of the act, or the kept answer of the first request with this key."""
    key = request.headers.get(HEADER, "")

    def plain() -> tuple[int, object]:
        status, body = act()
        return status, None if body is None else json.loads(JSONRenderer().render(body))

    if not key:
        status, body = plain()
    else:
        seen = idempotency.fingerprint(request.method or "", request.path, canonical(request.data))
        status, body = idempotency.once(request.user, key, seen, plain)
    return Response(body, status=status)


def canonical(data: object) -> bytes:
    """The same for bodies that say the same: JSON by sorted keys, a form by its values and the hashes of its files."""
    if isinstance(data, MultiValueDict):
        data = {name: [_told(value) for value in data.getlist(name)] for name in data}
    return json.dumps(json.loads(JSONRenderer().render(data)), sort_keys=True).encode()


def _told(value: object) -> object:
    if not isinstance(value, UploadedFile):
        return value
    digest = hashlib.sha256()
    for part in value.chunks():
        digest.update(part)
    value.seek(0)
    return {"file": value.name, "sha256": digest.hexdigest()}

"""Bodies of the API are bounded: in bytes and in depth (security S56)."""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from core.rules.bounds import HIGHEST_ID

HALF_A_SIGN = re.compile(r"[\ud800-\udfff]")
"""Half of a surrogate pair: JSON can write it alone, UTF-8 can't."""


class BoundedJSONParser(JSONParser):
    """JSON that is neither too long nor nested too deeply."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, object]:
        request = (parser_context or {}).get("request")
        length = str(request.META.get("CONTENT_LENGTH") or "") if request is not None else ""
        if length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        try:
            body = super().parse(stream, media_type, parser_context)
            _refuse_unstorable(body)
        except RecursionError as too_deep:
            raise ParseError(_("This is nested too deeply.")) from too_deep
        return body


def _refuse_unstorable(value: object) -> None:
    """What no column holds, wherever it stands in a body: numbers too large, halves of a sign (S72)."""
    if isinstance(value, int | float) and not -HIGHEST_ID <= value <= HIGHEST_ID:
        raise ParseError(_("A number in this is too large."))
    if isinstance(value, str) and HALF_A_SIGN.search(value):
        raise ParseError(_("A text in this has a sign that can't be stored."))
    for inner in _inner(value):
        _refuse_unstorable(inner)


def _inner(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value

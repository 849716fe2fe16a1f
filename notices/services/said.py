"""Sentences of notices that the database puts together, so that thousands are one statement."""

import re
from collections.abc import Mapping

from django.db.models import CharField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, ExtractDay, ExtractMonth, ExtractYear
from django.utils.translation import get_language

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def said_day(column: str) -> Combinable:
    """A day in a sentence, put together by the database: 2026年11月23日, as pages and papers write it."""
    if (get_language() or "").startswith("en"):
        return Cast(column, CharField())
    parts = (Cast(part(column), CharField()) for part in (ExtractYear, ExtractMonth, ExtractDay))
    year, month, day = parts
    signs = (year, Value("年"), month, Value("月"), day, Value("日"))
    return Concat(*signs, output_field=CharField())


def sentence(template: str, values: Mapping[str, Combinable]) -> Concat:
    """A sentence of ours with columns in the place of its placeholders."""
    pieces = PLACEHOLDER.split(template)
    parts = [values[piece] if place % 2 else Value(piece) for place, piece in enumerate(pieces)]
    return Concat(*parts, output_field=CharField())

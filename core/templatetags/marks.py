from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from django import template

from core import marks
from core.listing import Cell
from core.marks import Mark

if TYPE_CHECKING:
    from core.requests import SignedInRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def marks_of(context: Mapping[str, object], cell: Cell, *, whole: bool = False) -> list[Mark]:
    """What apps say beside a fact of the file whose page this is or, with `whole`, of the row of a table of it."""
    spot = marks.spot_of(context.get("file"), cell, whole=whole)
    return list(marks.at(cast("SignedInRequest", context["request"]), spot)) if spot else []

"""What a link of the park file asks for besides its tab."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from core import clock
from core.day_fields import DayField


def as_of(query: Mapping[str, object]) -> date:
    """The past day that a link asks for; today without one, or with one that is none or has not come yet."""
    try:
        day = DayField(required=False).clean(query.get("as_of", ""))
    except ValidationError:
        day = None
    return min(day or clock.today(), clock.today())

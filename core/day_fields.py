"""Days and moments that people type: within what a calendar can reckon with (S72)."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.rules.bounds import FIRST_DAY, LAST_DAY


class DayField(forms.DateField):
    """A day of the years 1900 to 2199; any other one is a slip of the hand."""

    default_error_messages = {"out_of_range": _("Give a day of the years 1900 to 2199.")}

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(self.default_error_messages["out_of_range"], code="out_of_range")
        return day


class MomentField(forms.DateTimeField):
    """A moment of the years 1900 to 2199, as a browser sends it; outside them no zone of time can be reckoned with."""

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            raise ValidationError(DayField.default_error_messages["out_of_range"], code="out_of_range") from None
        if moment is not None and not FIRST_DAY <= moment.date() <= LAST_DAY:
            raise ValidationError(DayField.default_error_messages["out_of_range"], code="out_of_range")
        return moment

"""Amounts as people write them: 12.5 where the column keeps 12.5000."""

from decimal import Decimal

from django import forms


class PlainNumber(forms.NumberInput):
    """Shows what is on file without the zeros that only fill its places; what somebody typed stays as it is."""

    def format_value(self, value: object) -> str | None:
        shown = f"{value.normalize():f}" if isinstance(value, Decimal) and value.is_finite() else value
        return super().format_value(shown)

    @classmethod
    def instead_of(cls, widget: forms.Widget) -> "PlainNumber":
        """One like the plain box for numbers that a field had."""
        plain = cls(widget.attrs)
        plain.is_required, plain.is_localized = widget.is_required, widget.is_localized
        return plain

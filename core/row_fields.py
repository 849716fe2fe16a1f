"""Rows that are chosen by their keys, several at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, QuerySet

from core.rules.bounds import whole


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows; what can't be a number of one is refused before the database is asked (S72)."""

    def clean(self, value: object) -> QuerySet:
        rows = self.queryset
        is_numbered = rows is not None and isinstance(rows.model._meta.pk, IntegerField)
        for key in value if is_numbered and isinstance(value, list | tuple) else ():
            if whole(str(key)) is None:
                said = self.error_messages["invalid_pk_value"]
                raise ValidationError(said, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)

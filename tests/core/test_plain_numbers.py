"""Amounts in forms: no zeros that only fill the places of their column."""

from decimal import Decimal

import pytest
from django import forms

from core.forms import dress
from core.plain_numbers import PlainNumber


class AmountForm(forms.Form):
    amount = forms.DecimalField(max_digits=14, decimal_places=4)

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        dress(self)


@pytest.mark.parametrize(
    ("kept", "shown"), [("12.5000", "12.5"), ("1200.0000", "1200"), ("0.0000", "0"), ("0.0001", "0.0001")]
)
def test_what_is_on_file_is_shown_without_zeros(kept, shown):
    assert f'value="{shown}"' in str(AmountForm(initial={"amount": Decimal(kept)})["amount"])


def test_what_was_typed_stays_as_it_is():
    assert 'value="12.50"' in str(AmountForm({"amount": "12.50"})["amount"])


def test_left_alone_it_is_no_change():
    form = AmountForm({"amount": "12.5"}, initial={"amount": Decimal("12.5000")})

    assert form.changed_data == []


def test_a_box_of_another_kind_stays():
    form = AmountForm()

    assert isinstance(form.fields["amount"].widget, PlainNumber)
    assert form.fields["amount"].widget.attrs["step"] == "0.0001"

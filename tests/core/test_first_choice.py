"""A list from which nothing is chosen says so in words, in either language."""

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import override

from accounts.models import Organization
from core.forms import dress

pytestmark = pytest.mark.django_db


class Asked(forms.Form):
    unit = forms.ModelChoiceField(Organization.objects.none())
    level = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("A", "甲级")])
    kind = forms.ChoiceField(choices=[("", "不限"), ("B", "乙类")])


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请选择"), ("en", "Choose")])
def test_nothing_chosen_is_said_in_words(language, words):
    with override(language):
        form = Asked()
        dress(form)
        drawn = str(form)

    assert drawn.count(f">{words}</option>") == 2
    assert ">不限</option>" in drawn
    assert "---" not in drawn

"""Every number that somebody types has a most: all forms of the house are walked."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.forms import dress
from core.rules.bounds import MOST_COUNTED
from tests.house import APPS


def forms_of_the_house():
    """Every class of a form that an app of ours declares."""
    for app in APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".forms" in found.name:
                importlib.import_module(found.name)
    return [each for each in _below(forms.BaseForm) if each.__module__.partition(".")[0] in APPS]


def _below(of):
    for each in of.__subclasses__():
        yield each
        yield from _below(each)


def numbers(form):
    """The whole numbers among its fields that people type; decimals have a most by their places."""
    for name, field in getattr(form, "base_fields", {}).items():
        if isinstance(field, forms.IntegerField) and not field.widget.is_hidden:
            yield name, field


def is_dressed(form):
    """Whether a form gets the look of the house, and with it the most of its numbers."""
    ours = [each for each in form.__mro__ if each.__module__.partition(".")[0] in APPS]
    made = [vars(each)["__init__"] for each in ours if "__init__" in vars(each)]
    return any("dress(" in inspect.getsource(each) for each in made)


def has_a_most(field):
    by_places = isinstance(field, forms.DecimalField) and field.max_digits is not None
    return by_places or field.max_value is not None


def test_every_number_of_every_form_has_a_most():
    walked = [(form, name, field) for form in forms_of_the_house() for name, field in numbers(form)]

    lacking = [
        f"{form.__qualname__}.{name}" for form, name, field in walked if not (has_a_most(field) or is_dressed(form))
    ]

    assert len(walked) > 50
    assert lacking == []


class Counting(forms.Form):
    people = forms.IntegerField(min_value=0)
    share = forms.IntegerField(max_value=20)


@pytest.mark.parametrize(("name", "most"), [("people", MOST_COUNTED), ("share", 20)])
def test_dressed_it_refuses_what_is_more_and_says_the_most_to_the_browser(name, most):
    form = Counting()
    dress(form)

    assert form.fields[name].clean(str(most)) == most
    assert f'max="{most}"' in str(form[name])
    with pytest.raises(ValidationError):
        form.fields[name].clean(str(most + 1))

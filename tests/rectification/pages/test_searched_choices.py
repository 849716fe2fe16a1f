"""A search writes no choice that nobody made: what is typed and not picked is asked, and stays typed."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from core import clock
from rectification.forms.bulk import BulkAssignForm
from rectification.forms.fields import SearchedChoiceField
from rectification.forms.registering import RegisterForm
from rectification.forms.steps import FORMS
from rectification.models import Item
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
AssignForm = FORMS["assign"]
SEARCHED = {AssignForm: "lead_organization", BulkAssignForm: "lead_organization", RegisterForm: "enterprise"}
"""Every form whose list is searched by typing."""


@pytest.fixture
def county():
    office = OrganizationFactory(name="县攻坚办", kind=OrganizationKind.OFFICE)
    return UserFactory(role=Role.COORDINATOR, organization=office)


def form_of(form_class, user, fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    if form_class is AssignForm:
        return form_class(data, item=ItemFactory(), user=user)
    return form_class(data, user=user)


def units(form, name):
    """Two lines of the list: key and label."""
    lines = [(key, label) for key, label in form.fields[name].widget.lines() if key]
    assert len(lines) > 1
    return lines[0], lines[1]


@pytest.fixture
def lists(county):
    """Each searched form with a list of several units, and its field."""
    for number in range(11):
        EnterpriseFactory(name=f"第{number}化工有限公司")
    return county


@pytest.mark.parametrize("form_class", SEARCHED)
def test_every_searched_list_is_of_the_one_kind(lists, form_class):
    form = form_of(form_class, lists, {})

    assert isinstance(form.fields[SEARCHED[form_class]], SearchedChoiceField)
    assert [name for name, field in form.fields.items() if "data-units" in str(form[name])] == [SEARCHED[form_class]]


@pytest.mark.parametrize("form_class", SEARCHED)
def test_a_name_that_does_not_exist_clears_the_former_choice_and_is_asked(lists, form_class):
    name = SEARCHED[form_class]
    chosen, _other = units(form_of(form_class, lists, {}), name)

    form = form_of(form_class, lists, {name: chosen[0], f"{name}_typed": "没有这家"})

    assert not form.is_valid()
    assert "没有这家" in form.errors[name][0]
    assert 'data-typed="没有这家"' in str(form[name])
    assert str(form[name]).count("selected") == str(form[name]).count('value="" selected')


@pytest.mark.parametrize("form_class", SEARCHED)
def test_a_part_of_several_names_takes_none_and_offers_them(lists, form_class):
    name = SEARCHED[form_class]

    form = form_of(form_class, lists, {name: "", f"{name}_typed": "化工有限"})

    assert not form.is_valid()
    assert form.errors[name][0].count("化工有限公司") >= 2


@pytest.mark.parametrize("form_class", SEARCHED)
def test_the_whole_name_of_one_line_is_taken_without_script(lists, form_class):
    name = SEARCHED[form_class]
    _first, (key, label) = units(form_of(form_class, lists, {}), name)

    form = form_of(form_class, lists, {name: "", f"{name}_typed": label})
    form.is_valid()

    assert name not in form.errors
    assert str(form.cleaned_data[name].pk) == key


def test_what_was_picked_and_stands_in_the_box_is_taken(client, lists):
    item = ItemFactory()
    lead = Organization.objects.get(pk=item.enterprise.organization_id)
    client.force_login(lists)
    body = {"version": item.version, "lead_organization": lead.pk, "lead_organization_typed": lead.name}

    client.post(
        reverse("rectification:item-transition", args=[item.pk, "assign"]),
        {**body, "deadline": clock.today().isoformat()},
    )

    assert Item.objects.get(pk=item.pk).lead_organization == lead


@pytest.mark.parametrize("form_class", SEARCHED)
def test_one_that_stands_on_two_lines_counts_once_and_is_filled_in_for_a_second_press(lists, form_class):
    name = SEARCHED[form_class]
    (key, label), _other = units(form_of(form_class, lists, {}), name)
    form = form_of(form_class, lists, {name: "", f"{name}_typed": label[:3]})
    form.fields[name].widget.choices = [("", "—"), ("近期", [(key, label[:4])]), ("全部", [(key, label)])]

    assert not form.is_valid()

    assert form.errors[name] == [f"列表中只有“{label}”含“{label[:3]}”，已为您填入；如无误，请再次提交。"]
    assert "data-typed" not in str(form[name])
    assert f'value="{key}" selected' in str(form[name])


@pytest.mark.parametrize("form_class", SEARCHED)
def test_the_whole_short_name_of_one_is_taken(lists, form_class):
    name = SEARCHED[form_class]
    (first, label), (second, other) = units(form_of(form_class, lists, {}), name)
    form = form_of(form_class, lists, {name: "", f"{name}_typed": "启岚"})
    form.fields[name].widget.choices = [("", "—"), (first, label), (second, f"{other}启岚分厂")]
    form.fields[name].widget.also = {first: "启岚"}
    form.is_valid()

    assert str(form.cleaned_data[name].pk) == first


def test_the_lists_know_the_short_names(client, county):
    EnterpriseFactory(name="澜宁甲乙医药化工有限公司", short_name="启岚")
    client.force_login(county)

    assert 'data-also="启岚"' in client.get("/ledger/register/").text

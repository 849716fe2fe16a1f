"""What a list is filtered by stands over it and in the head of its workbook in words: a row by its name, no key."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from accounts.states import Role
from campaigns.listings import DAY_REPORTS
from core.filters import asks_of
from core.forms import UnsearchedListForm
from core.listing import Listing
from tests.core.listed import LISTS
from tests.dashboards.visiting import visit
from tests.factories import DayReportFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_filter_by_a_row_says_its_name_and_of_several_all_names():
    one, other = DayReportFactory(), DayReportFactory()
    keys = f"{one.campaign.pk},{other.campaign.pk}"

    page = visit(UserFactory(role=Role.COORDINATOR)).get(f"/campaigns/reports/?campaign={one.campaign.pk}").text
    form = DAY_REPORTS.form(QueryDict(f"campaign={keys}"), user=UserFactory(role=Role.COORDINATOR))

    assert f"专项行动：{one.campaign.pk}" not in page
    assert one.campaign.title in page
    assert all(each.campaign.title in form.said() for each in (one, other))


def test_no_list_says_a_key_where_it_offers_rows():
    user, wrong, walked = UserFactory(role=Role.COORDINATOR), [], 0
    DayReportFactory()
    for name, (_route, view) in sorted(LISTS.items()):
        listing = view.listing
        form_class = listing.form if isinstance(listing, Listing) else None
        if form_class is None:
            continue
        for field, row in offered(form_class(QueryDict(), user=user)):
            walked += 1
            said = form_class(QueryDict(f"{field}={row.pk}"), user=user).in_words(field, str(row.pk))
            if said == str(row.pk):
                wrong.append(f"{name}: {field}")

    assert walked > 3
    assert wrong == []


def offered(form):
    """The filters that choose among rows, each with one of the rows."""
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and (row := field.queryset.first()) is not None:
            yield name, row


CHINESE = re.compile(r"[一-鿿]")
FILTERED = {
    name: listing
    for name, (_route, view) in sorted(LISTS.items())
    if isinstance(listing := view.listing, Listing)
    and listing.filters is not None
    and listing.form is not None
    and listing.form.chips is UnsearchedListForm.chips
}


@pytest.mark.parametrize("name", FILTERED)
def test_whatever_a_link_can_filter_by_has_words_for_its_chip(name):
    listing = FILTERED[name]
    boxes = listing.form.base_fields

    with translation.override("zh-hans"):
        others = {word: asks for word, asks in asks_of(listing.filters).items() if word not in boxes}
        nameless = [word for word, asks in others.items() if not CHINESE.search(asks.label)]
    bare = [word for word, asks in others.items() if not (asks.choices or asks.model or asks.is_plain)]

    assert (nameless, bare) == ([], [])


def test_what_no_box_asks_for_stands_over_the_list_too_and_of_several_values_each_in_words():
    person = UserFactory(role=Role.COORDINATOR)
    unit = person.organization

    page = visit(person).get(f"/challenges/?silent_at={unit.pk}&state=OPEN,ANSWERED").text

    assert f"逾期未答复的单位：{unit.name}" in page
    assert "状态：待答复、已答复，企业可提交下一环节" in page

"""推算数据的异议: who objects to a datum that is worked out is led to what it follows from."""

import pytest
from django.urls import reverse

from accounts.states import Role
from core.errors import DomainError
from core.querysets import kind_of
from core.services.catalogs import load_all
from objections.forms.answering import FORMS
from objections.models import Objection
from objections.services.deriving import DERIVED
from objections.services.raising import ObjectionGiven, object_to
from objections.services.subjects import all_subjects
from tests.factories import EnterpriseFactory, HazardSourceFactory, UserFactory

pytestmark = pytest.mark.django_db
CHANGED_BY_AN_ACT = {
    ("enterprises.enterprise", "name"),
    ("enterprises.enterprise", "park"),
    ("enterprises.enterprise", "state"),
    ("enterprises.permit", "state"),
    ("enterprises.permit", "scans"),
}
"""Neither worked out nor written in the form of the file: each has an act or a form of its own."""


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def inside(plant):
    return UserFactory(role=Role.ENTERPRISE, organization=plant.organization)


def given(field):
    return ObjectionGiven(field=field, wrong="与实际不符", proposed="", reason="已重新核算")


def changed_by_itself(model):
    """The columns that the form of a table writes."""
    form = FORMS.get(model)
    return set(form.base_fields) if form else set()


def test_each_datum_is_written_by_its_form_or_act_or_leads_to_what_it_follows_from():
    """A column that is added and worked out fails here until it is said from what."""
    others = {
        (kind, field.name)
        for kind, subject in all_subjects().items()
        for field in subject.data()
        if subject.model in FORMS and field.name not in changed_by_itself(subject.model)
        if field.name not in DERIVED.get(kind, {})
    }

    assert others == CHANGED_BY_AN_ACT


@pytest.mark.parametrize("kind", DERIVED)
def test_what_a_datum_follows_from_can_be_objected_to(kind):
    subjects = all_subjects()
    own = {field.name for field in subjects[kind].data()}

    for name, derived in DERIVED[kind].items():
        assert name in own
        assert derived.field or derived.kind
        assert not derived.field or derived.field in own - DERIVED[kind].keys()
        assert not derived.kind or derived.kind in subjects


@pytest.fixture
def assessed(plant):
    load_all()
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
    source.refresh_from_db()
    return source.current


def add_page(plant, row, field=""):
    address = reverse("objections:enterprise-objection-add", args=[plant.pk])
    return f"{address}?row={kind_of(type(row))}:{row.pk}&field={field}"


def test_a_derived_datum_leads_to_what_it_follows_from(plant, inside, assessed, client):
    client.force_login(inside)

    page = client.get(add_page(plant, assessed, "level"))

    offered = dict(page.context["form"].fields["field"].choices)
    assert {"alpha", "r", "level"}.isdisjoint(offered)
    assert page.context["form"].initial["field"] == "s"
    assert page.text.count("按GB 18218由单元内各危险化学品的数量（S值）计算得出。") == 3


def test_what_follows_from_rows_leads_to_their_list(plant, inside, assessed, client):
    client.force_login(inside)
    page = client.get(add_page(plant, assessed.source, "assess_by")).text

    assert "?of=safety.hazardassessment" in page
    listed = client.get(f"{reverse('objections:enterprise-objection-add', args=[plant.pk])}?of=safety.hazardassessment")
    assert f"?row=safety.hazardassessment:{assessed.pk}" in listed.text
    assert "?row=safety.hazardsource" not in listed.text


def test_a_derived_datum_is_not_objected_to_by_itself(plant, inside, assessed):
    with pytest.raises(DomainError) as refused:
        object_to(assessed, plant, given("level"), actor=inside)

    assert refused.value.field == "field"
    assert not Objection.objects.exists()


def test_a_sign_without_rows_is_objected_to_itself_as_one_may_be_missing(plant, inside):
    made = object_to(plant, plant, given("has_key_process"), actor=inside)

    assert made.field == "has_key_process"

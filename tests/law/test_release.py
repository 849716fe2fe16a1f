"""A release of the product brings new rows and leaves alone what two persons have changed."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.states import Role
from core.services import catalogs
from law.models import Basis, Instrument
from tests.factories import UserFactory
from tests.law.amended import ended, entered, new_basis

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed():
    first, second = UserFactory(role=Role.COORDINATOR), UserFactory(role=Role.COORDINATOR)
    return entered(ended("LB008"), actor=first, by=second)


def test_what_people_have_ended_stays_ended_and_the_difference_is_told(changed):
    loaded = catalogs.load_all()["legal_bases.csv"]

    assert Basis.objects.get(pk="LB008").valid_to == date(2026, 12, 31)
    assert loaded.differing == ("LB008: valid_to is 2026-12-31, the file says -",)


def test_the_command_names_what_it_has_left_alone(changed):
    out = StringIO()

    call_command("load_catalogs", stdout=out)

    assert "LB008: valid_to is 2026-12-31" in out.getvalue()


def test_a_row_that_nobody_has_changed_follows_the_release(changed):
    Basis.objects.filter(pk="LB010").update(article="1")

    catalogs.load_all()

    assert Basis.objects.get(pk="LB010").article == "106¶2"


def test_a_row_that_is_missing_comes(changed):
    Basis.objects.filter(pk="LB682").delete()

    catalogs.load_all()

    assert Basis.objects.filter(pk="LB682").exists()


def test_rows_of_the_county_survive():
    first, second = UserFactory(role=Role.COORDINATOR), UserFactory(role=Role.COORDINATOR)
    entered(new_basis(), actor=first, by=second)

    catalogs.load_all()

    assert Basis.objects.filter(pk="OWN0001", instrument=Instrument.objects.get(pk="LAW.ECO_CODE")).exists()

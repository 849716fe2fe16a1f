"""What the catalogue of the law notes of its rows is read in the language of the reader."""

import importlib
import re

import pytest
from django.apps import apps
from django.db.models import Min
from django.urls import reverse

from accounts.states import Role
from law.models import Basis, Instrument
from law.rules import force
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}|unconfirmed")
"""Two words in small letters beside each other: a sentence, neither a number nor the name of a place."""
SHOWN = re.compile(r"<dd>(.*?)</dd>", re.DOTALL)


def facts(client, basis):
    return " ".join(SHOWN.findall(client.get(reverse("law:basis-detail", args=[basis])).text))


def one_of_each():
    """A basis of each note, and one of each source of an instrument."""
    noted = Basis.objects.exclude(note="").values("note").annotate(one=Min("code"))
    read = Basis.objects.exclude(instrument__source="").values("instrument__source").annotate(one=Min("code"))
    return sorted({row["one"] for row in (*noted, *read)})


def test_no_page_of_a_basis_says_an_english_sentence_to_who_reads_chinese(client):
    client.force_login(UserFactory())

    said = {basis: ENGLISH.findall(facts(client, basis)) for basis in one_of_each()}

    assert len(said) > 50
    assert {basis: words for basis, words in said.items() if words} == {}


def test_who_reads_english_reads_the_english_note_and_source(client):
    client.force_login(UserFactory(language="en"))
    basis = Basis.objects.exclude(note_en="").exclude(instrument__source_en="").first()

    said = facts(client, basis.pk)

    assert basis.note_en in said
    assert basis.instrument.source_en in said


def test_who_may_not_know_how_sure_a_basis_is_is_not_told_that_nobody_has_read_it(client):
    basis = Basis.objects.filter(confirmed="yes").first()
    client.force_login(UserFactory(role=Role.ENTERPRISE))

    assert "未核实" not in facts(client, basis.pk)


@pytest.mark.parametrize("note", ["仅限交办；第九十条为处分", "assignment only; discipline"])
def test_either_language_keeps_a_basis_from_an_order(note):
    assert force.is_for_assignment_only(note)


def test_a_row_that_a_county_has_changed_gets_its_chinese_note_too():
    english, chinese = "execution report; revision after the code not found", "执行报告；法典施行后的修订未查到"
    Basis.objects.filter(pk="LB001").update(note=english, note_en="")

    importlib.import_module("law.migrations.0007_notes_in_chinese").sort_out(apps, None)

    row = Basis.objects.get(pk="LB001")
    assert (row.note, row.note_en) == (chinese, english)
    assert not Instrument.objects.filter(source="").exclude(source_en="").exists()

"""Encrypted columns: unreadable outside, readable with older keys, refused in words with a wrong one (S32)."""

import base64
import secrets
from io import StringIO

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import SecondFactor
from core import encryption
from core.services import encrypted_columns, readiness
from tests.factories import SEED, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S32")]


def new_key():
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def factor(settings):
    settings.FIELD_KEYS = [new_key()]
    UserFactory(enrolled=True)
    return SecondFactor.objects.get()


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT seed FROM accounts_secondfactor")
        return cursor.fetchone()[0]


def test_the_column_says_how_it_is_encrypted_and_not_what(factor):
    assert stored().startswith("fernet$")
    assert SEED not in stored()
    assert factor.seed == SEED


def test_a_new_key_in_front_reads_what_the_old_one_wrote_and_then_alone(factor, settings):
    old, new = settings.FIELD_KEYS[0], new_key()
    before, settings.FIELD_KEYS = stored(), [new, old]
    assert SecondFactor.objects.get().seed == SEED

    call_command("reencrypt_fields", stdout=StringIO())

    settings.FIELD_KEYS = [new]
    assert stored() != before
    assert SecondFactor.objects.get().seed == SEED


def test_the_wrong_key_is_said_by_every_door(factor, settings):
    settings.FIELD_KEYS = [new_key()]

    with pytest.raises(encryption.UnreadableError):
        SecondFactor.objects.get()
    with pytest.raises(CommandError, match="FIELD_KEYS"):
        call_command("reencrypt_fields", stdout=StringIO())
    assert readiness.failing_parts().get("keys") == "UnreadableError"
    assert [each.id for each in checks.run_checks(tags=[checks.Tags.database], databases=["default"])] == ["core.E001"]


def test_with_the_right_key_nothing_is_found_fault_with(factor):
    assert checks.run_checks(tags=[checks.Tags.database], databases=["default"]) == []
    assert "keys" not in readiness.failing_parts()


@pytest.mark.parametrize("broken", ["", "fernet$", "fernet$abc", "aes$abc", "abc"])
def test_what_is_no_encrypted_value_is_never_shown(broken):
    with pytest.raises(encryption.UnreadableError):
        encryption.decrypted(broken)


def test_columns_with_seeds_phones_and_what_is_objected_to_are_encrypted():
    named = {(model.__name__, name) for model, name in encrypted_columns.columns()}

    assert named == {
        ("FieldKey", "secret"),
        ("SealedSeed", "seed"),
        ("SecondFactor", "seed"),
        ("KeyPerson", "phone"),
        ("Objection", "on_file"),
        ("Objection", "proposed"),
        ("Reporter", "name"),
        ("Reporter", "phone"),
        ("Reporter", "code"),
    }

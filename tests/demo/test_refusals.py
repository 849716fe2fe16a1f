"""Where demonstration data does not go, and the password nobody has set."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from accounts.models import Organization, User
from demo import passwords

pytestmark = pytest.mark.django_db


@override_settings(DEMO=False, DEBUG=False)
def test_where_neither_demo_nor_debug_is_on_it_is_refused():
    with pytest.raises(CommandError) as refused:
        call_command("seed_demo")

    assert refused.value.returncode == 1
    assert not User.objects.exists()


@override_settings(DEMO=True)
def test_it_does_not_go_in_beside_a_real_county(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "Yanchuan-demo-2026")
    county = Organization.objects.create(name="真实县", kind="COUNTY")
    User.objects.create(username="real", name="某人", role="COORDINATOR", organization=county)

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert User.objects.count() == 1


@override_settings(DEMO=True)
def test_without_demo_password_one_is_made_up_and_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    with override_settings(VAR_DIR=tmp_path):
        from_first = passwords.choose()

        assert len(from_first) >= 12
        assert passwords.choose() == from_first
        assert (tmp_path / "demo-password").stat().st_mode & 0o077 == 0


@override_settings(DEMO=True)
@pytest.mark.skipif(connection.vendor == "postgresql", reason="what is refused is any other database")
def test_the_large_size_needs_postgresql(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "Yanchuan-demo-2026")

    with pytest.raises(CommandError, match="PostgreSQL"):
        call_command("seed_demo", "--size", "large")

    assert not User.objects.exists()

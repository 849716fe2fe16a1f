"""The made-up county of 20,000 items on PostgreSQL: what its history leads to is what stands there (V2)."""

import pytest
from django.core.cache import cache
from django.core.management import call_command

from core.services import invariants
from rectification.models import Item


@pytest.mark.services
@pytest.mark.req("V2")
@pytest.mark.django_db
def test_twenty_thousand_items_hold_every_invariant(settings, tmp_path, monkeypatch):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "Yanchuan-demo-2026")

    call_command("seed_demo", "--size", "county", "--today", "2026-11-23")

    cache.clear()
    assert Item.objects.count() == 20_000
    assert [outcome for outcome in invariants.count_all() if not outcome.holds] == []

"""A ledger that is older than the table of standings gets its past from its history."""

from importlib import import_module

import pytest
from django.apps import apps

from core import clock
from rectification.models import Item, Standing
from rectification.models.standings import FACTS
from rectification.services.correction import correct
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
migration = import_module("rectification.migrations.0006_fill_standings")
LATER = ("mode", "stage_share", "stage_next_on", "found_looking_back_at_id")
"""Columns that came after that migration."""


def rows():
    names = ("item_id", "since", "until", *(name for name in FACTS if name not in LATER))
    return list(Standing.objects.order_by("item_id", "since", "pk").values_list(*names))


def test_the_history_leads_to_the_standings_that_the_services_write():
    for trait in ItemFactory.TRAITS:
        ItemFactory(**{trait: True})
    closed = ItemFactory(closed=True, major=True)
    open_item = ItemFactory(rectifying=True)
    actor = UserFactory(role="COORDINATOR")
    correct(open_item.pk, actor=actor, version=open_item.version, reason="更正", level="MAJOR")
    written, ended = rows(), Item.objects.get(pk=closed.pk).ended_at
    assert ended is not None
    assert ended <= clock.now()

    Standing.objects.all().delete()
    Item.objects.update(ended_at=None)
    migration.fill(apps, None)

    assert rows() == written
    assert Item.objects.get(pk=closed.pk).ended_at == ended


def test_an_empty_ledger_has_no_past():
    migration.fill(apps, None)

    assert not Standing.objects.exists()

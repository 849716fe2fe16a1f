from datetime import UTC, date, datetime
from threading import Thread
from types import SimpleNamespace

import pytest
from django.apps import apps

from core import clock
from core.changed_at import ChangedAtField
from tests.house import APPS

MOMENT = datetime(2025, 12, 31, 20, 0, tzinfo=UTC)


def test_inside_the_block_it_is_the_moment_told_and_the_day_is_the_county_s():
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        assert clock.today() == date(2026, 1, 1)


def test_after_the_block_it_is_the_present_again_even_after_an_error():
    with pytest.raises(RuntimeError), clock.at(MOMENT):
        raise RuntimeError

    assert clock.now() > MOMENT


def test_blocks_stand_inside_each_other():
    with clock.at(MOMENT):
        with clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.today().year == 2020

        assert clock.now() == MOMENT


def test_another_thread_keeps_the_present():
    seen = []
    with clock.at(MOMENT):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()

    assert seen[0] > MOMENT


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"), clock.at(datetime(2025, 1, 1)):  # noqa: DTZ001 - the refused case
        pass


def test_no_column_asks_another_clock_when_a_row_was_written():
    asking = [
        field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in APPS
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]

    assert len(asking) >= 4
    assert all(isinstance(field, ChangedAtField) for field in asking)


def test_a_row_bears_the_moment_that_was_told_when_it_was_written():
    field = ChangedAtField(auto_now=True)
    field.set_attributes_from_name("updated_at")
    row = SimpleNamespace(updated_at=None)

    with clock.at(MOMENT):
        field.pre_save(row, add=True)

    assert row.updated_at == MOMENT

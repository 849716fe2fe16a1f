"""A started import is a row, not a message: it is done, tried again or cancelled whatever the broker does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from core import clock
from intake.models import ImportBatch
from intake.services import import_batches
from intake.tasks import catch_up_imports, import_list
from rectification.models import Item
from tests.intake.test_wizard import LEAK, SPILL, bring, confirm_columns, coordinator, ledger, run_import

__all__ = ["coordinator"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(client, coordinator, tmp_path, monkeypatch, django_capture_on_commit_callbacks):
    """A list that was started while the broker was away."""

    def away(*_args, **_options):
        raise OperationalError("the broker is away")

    monkeypatch.setattr("intake.views.lists.LONGEST_INLINE", 1)
    monkeypatch.setattr(import_list, "apply_async", away)
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL)))
    with django_capture_on_commit_callbacks(execute=True):
        assert run_import(client, check).status_code == 302
    return ImportBatch.objects.get()


def test_an_import_whose_message_is_lost_is_found_by_the_sweeper_once(queued):
    assert (queued.stage, Item.objects.count()) == (ImportBatch.Stage.RUNNING, 0)

    assert [catch_up_imports(), catch_up_imports()] == [[queued.pk], []]

    queued.refresh_from_db()
    assert (queued.stage, Item.objects.count()) == (ImportBatch.Stage.IMPORTED, 2)


def test_while_one_worker_is_at_it_no_other_takes_it_and_after_the_lease_another_does(queued):
    assert import_batches.claim(queued.pk) is not None
    assert import_batches.claim(queued.pk) is None

    with clock.at(clock.now() + import_batches.LEASE + timedelta(seconds=1)):
        assert catch_up_imports() == [queued.pk]

    assert Item.objects.count() == 2


def test_what_breaks_off_again_and_again_is_given_up_and_can_be_started_again(client, queued):
    for tried in range(import_batches.MOST_TRIES + 1):
        with clock.at(clock.now() + (import_batches.LEASE + timedelta(seconds=1)) * tried):
            import_batches.claim(queued.pk)
    queued.refresh_from_db()
    assert queued.stage == ImportBatch.Stage.FAILED
    assert "多次中断" in client.get(reverse("intake:import-detail", args=[queued.pk])).content.decode()

    client.post(reverse("intake:import-again", args=[queued.pk]))
    catch_up_imports()

    assert Item.objects.count() == 2


def test_who_has_started_it_takes_it_out_of_the_queue_while_nobody_is_at_it(client, queued):
    client.post(reverse("intake:import-cancel", args=[queued.pk]))

    queued.refresh_from_db()
    assert (queued.stage, catch_up_imports()) == (ImportBatch.Stage.CHECKED, [])


def test_what_a_worker_is_at_is_not_cancelled(client, queued):
    import_batches.claim(queued.pk)

    client.post(reverse("intake:import-cancel", args=[queued.pk]))

    queued.refresh_from_db()
    assert queued.stage == ImportBatch.Stage.RUNNING

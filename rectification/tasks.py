from datetime import date
from typing import Any

from celery import shared_task

from core import clock
from rectification.imports import wizard
from rectification.services import reminding


@shared_task(name="rectification.send_due_reminders", acks_late=True)
def send_due_reminders(on: str | None = None) -> dict[str, Any]:
    """Every morning: the reminders of today, or of the day given."""
    return reminding.send_due_reminders(date.fromisoformat(on) if on else clock.today()).as_json()


@shared_task(name="rectification.catch_up_reminders", acks_late=True)
def catch_up_reminders() -> list[str]:
    """Every minute: the days on which nothing ran."""
    return [day.isoformat() for day in reminding.catch_up(clock.now())]


@shared_task(name="rectification.import_list", acks_late=True)
def import_list(batch_id: int) -> None:
    """Put a long list on the ledger, as its uploader has decided; a second run finds nothing to do."""
    wizard.run_job(batch_id)

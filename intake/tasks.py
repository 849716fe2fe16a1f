from celery import shared_task

from core import clock
from intake.imports import wizard


@shared_task(name="rectification.import_list", acks_late=True)
def import_list(batch_id: int) -> None:
    """Put a long list on the ledger, as its uploader has decided; a second run finds nothing to do."""
    wizard.run_job(batch_id)


@shared_task(name="rectification.catch_up_imports", acks_late=True)
def catch_up_imports() -> list[int]:
    """Every minute: the imports that were started and that no worker is at."""
    return wizard.run_waiting(clock.now())

from celery import shared_task

from core import clock
from core.views.whole import chapters_at
from documents.services import dossiers


@shared_task(name="documents.build_dossier", acks_late=True)
def build_dossier(dossier_id: int) -> None:
    """Put a file together that somebody asked for as one; a second run finds nothing to do."""
    dossiers.build(dossier_id, chapters_at)


@shared_task(name="documents.catch_up_dossiers", acks_late=True)
def catch_up_dossiers() -> list[int]:
    """Every minute: what was asked for and no worker is at; what was kept long enough goes off the disk."""
    dossiers.drop_outlived(clock.now())
    return dossiers.build_waiting(clock.now(), chapters_at)

"""Documents and visits in the file of a park, with the files that hang at them."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import Attachment
from core.services import attachments, editing, uploads
from parks.models import LeaderVisit, Park, ParkPaper


@transaction.atomic
def file_paper(paper: ParkPaper, files: Sequence[Attachment], *, actor: User, names: Sequence[str]) -> ParkPaper:
    """Put a document with its files into the file of a park. Raises DomainError; then nothing is filed."""
    attachments.refuse_used(files, actor, field="attached")
    added = editing.add(paper, actor=actor, names=names)
    added.files.set(files)
    uploads.release(files)
    return added


def records_visits(park: Park, actor: User) -> bool:
    """Whether the person says what was seen on visits: the linked leader, and who keeps the file for this one."""
    return park.linked_leader_id is not None and (actor.keeps_files or actor.pk == park.linked_leader_id)


@transaction.atomic
def record_visit(visit: LeaderVisit, photos: Sequence[Attachment], *, actor: User, names: Sequence[str]) -> LeaderVisit:
    """Write a visit down. Raises NotAllowedError or DomainError; then nothing is written."""
    if not records_visits(visit.park, actor):
        raise NotAllowedError(_("The linked leader says what was seen, or who keeps the file of the park."))
    if visit.day > clock.today():
        raise DomainError(_("This day has not come yet."), "day")
    attachments.refuse_used(photos, actor, field="photos")
    editing.refuse_unfit(visit)
    visit.save(force_insert=True)
    visit.photos.set(photos)
    uploads.release(photos)
    editing.record(visit, actor, before={}, after=editing.said_of(visit, names))
    return visit

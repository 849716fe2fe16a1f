"""扫描件: scans are hung at an approval or a record of a project, and stay there."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from core.models import Attachment
from core.services import attachments, editing, uploads
from projects.models import ProjectApproval, ProjectRecord

Paper = ProjectApproval | ProjectRecord


@transaction.atomic
def add_scans(paper: Paper, files: Sequence[Attachment], *, actor: User) -> None:
    """Hang scans at a paper. Raises NotKeeperError, or DomainError for a file that hangs elsewhere."""
    editing.refuse_reader(actor)
    attachments.refuse_used(files, actor, field="scans")
    locked: Paper = editing.lock(paper, actor=actor, version=paper.version)
    before = {"scans": _names(locked)}
    locked.scans.add(*files)
    locked.version += 1
    locked.save()
    uploads.release(files)
    editing.record(locked, actor, before=before, after={"scans": _names(locked)})


def _names(paper: Paper) -> str:
    return "、".join(paper.scans.order_by("pk").values_list("name", flat=True))

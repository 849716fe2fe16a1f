"""Files that prove something about an item."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from core.models import Attachment
from core.services import attachments as stored_attachments
from core.services import uploads
from core.states import AttachmentKind
from rectification.models import Evidence, Item

MOST_FILES = 30
FIELD = "evidence"
SHOWS_BEFORE = frozenset({AttachmentKind.BEFORE, AttachmentKind.DOCUMENT})
SHOWS_AFTER = frozenset({AttachmentKind.AFTER, AttachmentKind.DOCUMENT, AttachmentKind.REPORT})


def attach(item: Item, attachments: Iterable[Attachment], *, step: str, actor: User) -> None:
    """Hang files that the actor has uploaded at the item; a file proves one thing once."""
    files = list({file.pk: file for file in attachments}.values())
    stored_attachments.refuse_used(files, actor, field="evidence")
    if files and item.evidence.filter(round=item.round).count() + len(files) > MOST_FILES:
        raise WorkflowError(_("An item takes %(most)s files a round.") % {"most": MOST_FILES}, "evidence")
    now = clock.now()
    Evidence.objects.bulk_create(
        Evidence(item=item, attachment=file, step=step, round=item.round, added_by=actor, added_at=now)
        for file in files
    )
    uploads.release(files)


def shown_kinds(item: Item) -> set[str]:
    """The kinds of evidence at hand: of this round, and what was photographed when it was found."""
    kinds = set(item.evidence.filter(round=item.round).values_list("attachment__kind", flat=True))
    if item.finding.finding_photos.exists() or _has_before(item):
        kinds.add(AttachmentKind.BEFORE)
    return kinds


def refuse_incomplete(item: Item) -> None:
    """R8: at least one before and one after, photo or document; says which is missing."""
    kinds = shown_kinds(item)
    if not kinds & SHOWS_BEFORE:
        raise WorkflowError(_("A photo or document of the state before rectification is missing."), "evidence")
    if not kinds & SHOWS_AFTER:
        raise WorkflowError(_("A photo or document of the state after rectification is missing."), "evidence")


def needed(item: Item, step: str) -> set[str]:
    """The kinds without which a step is refused, and which are not at hand yet."""
    if step == "submit":
        kinds = shown_kinds(item)
        missing = {AttachmentKind.BEFORE: SHOWS_BEFORE, AttachmentKind.AFTER: SHOWS_AFTER}
        return {kind for kind, shown_by in missing.items() if not kinds & shown_by}
    is_report_needed = step == "propose-pass" and item.is_major and not has_report(item)
    return {AttachmentKind.REPORT} if is_report_needed else set()


def has_report(item: Item) -> bool:
    """Whether a test or acceptance report or expert opinion is at hand."""
    return item.evidence.filter(attachment__kind=AttachmentKind.REPORT).exists()


def _has_before(item: Item) -> bool:
    return item.evidence.filter(attachment__kind=AttachmentKind.BEFORE).exists()

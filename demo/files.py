"""Files that the people of the made-up county hand in, through the same door as everybody's."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from core import clock
from core.models import Attachment
from core.services import attachments
from core.states import AttachmentKind
from demo import pictures

NAMES = {
    AttachmentKind.BEFORE: "整改前.jpg",
    AttachmentKind.AFTER: "整改后.jpg",
    AttachmentKind.DOCUMENT: "现场照片.jpg",
    AttachmentKind.REPORT: "验收意见.pdf",
}


def hand_in(kind: str, label: str, uploader: User, seed: int, found_at: datetime) -> Attachment:
    """Draw a picture or a report and take it in as an upload; what was before was taken when it was found."""
    taken = timezone.localtime(found_at if kind == AttachmentKind.BEFORE else clock.now())
    is_report = kind == AttachmentKind.REPORT
    content = pictures.report(label, taken) if is_report else pictures.photo(kind, label, taken, seed)
    upload = SimpleUploadedFile(NAMES[AttachmentKind(kind)], content)
    return attachments.store(upload, kind=kind, uploader=uploader)

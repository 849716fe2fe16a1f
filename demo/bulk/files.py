"""Files for thousands of steps: a few real pictures, handed in again and again under rows of their own."""

import hashlib
from collections.abc import Iterable
from copy import copy
from datetime import datetime
from uuid import UUID, uuid5

from accounts.models import User
from core.models import Attachment
from core.states import AttachmentKind
from demo.files import hand_in

PICTURES = 3
LABELS = {AttachmentKind.BEFORE: "", AttachmentKind.AFTER: "", AttachmentKind.REPORT: "YC {}"}
NAMESPACE = UUID("6f1c8a52-7d3e-5b0a-9a41-2c9f5e7d1b30")


class FileShelf:
    """Real files of each kind, taken in once through the upload; every row made from one points to its bytes."""

    def __init__(self, keeper: User, at: datetime, seed: int) -> None:
        self.seed, self.made = seed, 0
        self.originals = {
            kind: [hand_in(kind, label.format(number), keeper, number, at) for number in range(1, PICTURES + 1)]
            for kind, label in LABELS.items()
        }

    def row(self, kind: str, uploader: User, at: datetime, found_at: datetime) -> Attachment:
        """An unsaved row of this kind, handed in at this moment."""
        self.made += 1
        file = copy(self.originals[AttachmentKind(kind)][self.made % PICTURES])
        file.pk, file._state = None, copy(file._state)
        file._state.adding = True
        file.public_id = uuid5(NAMESPACE, f"{self.seed}:{self.made}")
        file.original_sha256 = hashlib.sha256(f"{self.seed}:{self.made}".encode()).hexdigest()
        file.uploader, file.received_at = uploader, at
        file.claimed_taken_at = None if kind == AttachmentKind.REPORT else found_at
        return file

    def clear_away(self) -> None:
        """Drop the rows of the originals, which prove nothing; their files stay in use."""
        originals: Iterable[Attachment] = (file for files in self.originals.values() for file in files)
        Attachment.objects.filter(pk__in=[file.pk for file in originals]).delete()

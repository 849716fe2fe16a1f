"""Photos that came with a list: each hangs as evidence at the item of its row, drawn anew like any other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments
from core.states import AttachmentKind
from rectification.models import Item
from rectification.services import evidence

STEP = "register"
MOST_TOLD = 200


@dataclass(frozen=True)
class PhotoGiven:
    """A picture that stands at a row; without content where it was too large to be unpacked."""

    content: bytes
    extension: str
    kind: AttachmentKind


@dataclass
class Hung:
    """How many photos were taken, and which were not and why."""

    taken: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def summary(self) -> dict[str, object]:
        """For the receipt; nothing where the list has no photos."""
        told: dict[str, object] = {"photos": self.taken} if self.taken else {}
        return {**told, "photos_refused": self.refused[:MOST_TOLD]} if self.refused else told

    def refuse(self, place: str, why: str) -> None:
        self.refused.append(f"{place}：{why}")


def hang(item: Item, photos: Sequence[PhotoGiven], place: str, hung: Hung, *, actor: User) -> None:
    """Store the photos of a row and hang them at its item; one that is refused is told and left out."""
    stored = [file for each in photos if (file := _stored(each, place, hung, actor)) is not None]
    for file in stored[evidence.MOST_FILES :]:
        attachments.remove(file)
        hung.refuse(place, _("An item takes %(most)s files a round.") % {"most": evidence.MOST_FILES})
    evidence.attach(item, stored[: evidence.MOST_FILES], step=STEP, actor=actor)
    hung.taken += len(stored[: evidence.MOST_FILES])


def _stored(photo: PhotoGiven, place: str, hung: Hung, actor: User) -> Attachment | None:
    if not photo.content:
        hung.refuse(place, _("The photo is too large, or the list holds too many."))
        return None
    file = ContentFile(photo.content, name=_("Photo from the list") + photo.extension)
    try:
        return attachments.store(file, kind=photo.kind, uploader=actor)
    except DomainError as refused:
        hung.refuse(place, str(refused))
        return None

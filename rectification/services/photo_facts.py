"""What is said of a photo beside it: who, when, where, how far from the photo of before, used already (S40)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Reach
from core.models import Attachment
from core.rules import distances
from core.states import AttachmentKind
from inspections.models import FindingPhoto
from rectification.models import Evidence, Item

LATE = timedelta(minutes=10)
OF_FINDING = 0
"""Stands for the round of the photos that were taken when the problem was found."""
Place = tuple[Decimal, Decimal]


@dataclass
class PhotoFacts:
    """What is shown beside a photo.

    `place` and `distance` (metres from the first photo of before) only for those who read what cameras claim;
    `by`, and other uses, not for those who watch the public part (S18). `used_in` are the other items with the
    same original that the reader may see, `is_used_elsewhere` says that there are any; `same_as` says in words
    which other photos of this item are the same picture.
    """

    by: User | None = None
    taken_at: datetime | None = None
    is_late: bool = False
    place: Place | None = None
    distance: int | None = None
    is_used_elsewhere: bool = False
    used_in: list[Item] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)

    @property
    def is_reused(self) -> bool:
        """Whether the picture proves something already."""
        return self.is_used_elsewhere or bool(self.same_as)


def describe(item: Item, shown: Sequence[tuple[int, Attachment]], reader: User) -> None:
    """Give each file of a round its `facts`; two queries, and one more where an original was used elsewhere."""
    files = [file for _round, file in shown]
    elsewhere = _used_elsewhere(item, files) if reader.reach != Reach.PUBLIC else {}
    known = _visible_among(elsewhere, reader)
    first = _place_of_before(files)
    for number, file in shown:
        facts = _facts(file, reader, first)
        uses = {pk for original in _originals(file) for pk in elsewhere.get(original, ())}
        facts.is_used_elsewhere = bool(uses)
        facts.used_in = [known[pk] for pk in sorted(uses) if pk in known]
        if reader.reach != Reach.PUBLIC:
            facts.same_as = _same_here(number, file, shown)
        file.facts = facts  # type: ignore[attr-defined]


def _same_here(number: int, file: Attachment, shown: Sequence[tuple[int, Attachment]]) -> list[str]:
    """What else in this item is the same picture; a photo of before may be shown again as what it is."""
    if file.kind == AttachmentKind.BEFORE:
        return []
    twins = [
        (there, other)
        for there, other in shown
        if other.pk != file.pk and there <= number and _originals(other) & _originals(file)
    ]
    return list(dict.fromkeys(_said_of_twin(number, there, other) for there, other in twins))


def _said_of_twin(number: int, there: int, other: Attachment) -> str:
    if there == OF_FINDING:
        return _("The same picture as when the problem was found")
    if there < number:
        return _("The same picture as in round %(round)s") % {"round": there}
    if other.kind == AttachmentKind.BEFORE:
        return _("The same picture as before rectification")
    return _("The same picture twice in this round")


def _visible_among(elsewhere: dict[str, set[int]], reader: User) -> dict[int, Item]:
    """Those of the items that the reader may see, by key."""
    keys = {pk for items in elsewhere.values() for pk in items}
    return Item.objects.visible_to(reader).in_bulk(keys) if keys else {}


def _place_of_before(files: Iterable[Attachment]) -> Place | None:
    """Where the first photo of before that names a place was taken."""
    places = (_place(file) for file in files if file.kind == "before")
    return next(filter(None, places), None)


def _facts(file: Attachment, reader: User, first: Place | None) -> PhotoFacts:
    facts = PhotoFacts(taken_at=file.claimed_taken_at, by=file.uploader if reader.reach != Reach.PUBLIC else None)
    if file.claimed_taken_at:
        facts.is_late = abs(file.received_at - file.claimed_taken_at) > LATE
    if reader.reads_camera_claims or file.uploader_id == reader.pk:
        facts.place = _place(file)
        if facts.place and first and file.kind != "before":
            facts.distance = distances.metres(first, facts.place)
    return facts


def _place(file: Attachment) -> Place | None:
    if file.claimed_latitude is None or file.claimed_longitude is None:
        return None
    return file.claimed_latitude, file.claimed_longitude


def _originals(file: Attachment) -> set[str]:
    return {file.original_sha256, file.device_sha256} - {""}


def _used_elsewhere(item: Item, files: Iterable[Attachment]) -> dict[str, set[int]]:
    """Original → items that it proves something about besides this one."""
    originals = {original for file in files for original in _originals(file)}
    same = Q(attachment__original_sha256__in=originals) | Q(attachment__device_sha256__in=originals)
    names = ("attachment__original_sha256", "attachment__device_sha256")
    proofs = Evidence.objects.filter(same).exclude(item=item).values_list(*names, "item")
    photos = FindingPhoto.objects.filter(same, finding__item__isnull=False).exclude(finding=item.finding_id)
    uses: dict[str, set[int]] = defaultdict(set)
    for original, device, pk in [*proofs, *photos.values_list(*names, "finding__item")]:
        for known in {original, device} & originals:
            uses[known].add(pk)
    return uses

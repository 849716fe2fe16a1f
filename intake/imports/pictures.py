"""The photos of a list: which of them belong to its rows, and their bytes, unpacked by the bounded child."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from core import bounded
from core.bounded.packages import DAMAGED, DAMAGED_WORDS
from core.rules.file_kinds import PHOTO_BYTES
from core.states import AttachmentKind
from intake.reading import opening
from intake.reading.bounded import SECONDS
from intake.reading.parsed import Picture
from intake.reading.refusals import UnreadableFileError

MEMORY = 512 * 1024 * 1024
MOST_BYTES = 100 * 1024 * 1024
_SHOWS_AFTER = re.compile(r"后|完成|进展|落实|复查|验收|佐证|整改(?:情况|结果|照片|图片)")


def kind_under(heading: str) -> AttachmentKind:
    """整改后照片 shows the state after rectification, 隐患照片 that before."""
    return AttachmentKind.AFTER if _SHOWS_AFTER.search(heading) else AttachmentKind.BEFORE


def read_apart(path: Path, pictures: Iterable[Picture]) -> dict[str, bytes]:
    """The bytes of these pictures by their part; those beyond the bound are missing. Raises RefusedError."""
    names = tuple(dict.fromkeys(picture.part for picture in pictures))
    if not names:
        return {}
    found: dict[str, bytes] = bounded.run(
        "intake.imports.pictures:unpack", Path(path).resolve(), names, memory=MEMORY, seconds=SECONDS
    )
    return found


def unpack(path: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    """Runs in the child."""
    opening.check(path)
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as packed:
            for name in names:
                most = min(left, PHOTO_BYTES)
                with packed.open(name) as part:
                    content = part.read(most + 1)
                if len(content) <= most:
                    found[name] = content
                    left -= len(content)
    except (*DAMAGED, KeyError) as damaged:
        raise UnreadableFileError(DAMAGED_WORDS) from damaged
    return found

"""Names of parts in a package: where one points outside it, or two are the same, programs read different things."""

import re
from collections.abc import Iterable

_DRIVE = re.compile(r"[a-z]:")


def plain(name: str) -> str:
    """A name as it is compared: some programs write the other slash, and no letter's size tells parts apart."""
    return name.replace("\\", "/").lower()


def are_sound(names: Iterable[str]) -> bool:
    """Whether no name is absolute, leads upwards or stands there twice."""
    listed = [plain(name) for name in names]
    return len(set(listed)) == len(listed) and all(map(_stays_within, listed))


def _stays_within(name: str) -> bool:
    """A folder ends in a slash; nothing else about a name may be empty or a step up."""
    steps = name.removesuffix("/").split("/")
    return not _DRIVE.match(name) and all(step.strip() not in {"", ".", ".."} for step in steps)

"""What a snapshot holds: each part with its size and hash, and the state of the schema it was made from."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.services import stored_files

FORMAT = 1
NAMED_AT_MOST = 20
NAME, DIGEST = "manifest.json", "manifest.sha256"


class DamagedBackupError(DomainError):
    """A part is missing, cut off or altered; the message names it."""


class NoBackupError(DomainError):
    """The folder holds no finished snapshot."""


@dataclass(frozen=True)
class TablePart:
    """The rows of a table: `sha256` and `size` (bytes) of the stored part, `content_sha256` of its lines."""

    table: str
    columns: list[str]
    rows: int
    content_sha256: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True)
class FilePart:
    """A file of MEDIA_ROOT: its name there, the hash of its content, hash and size (bytes) of the stored object."""

    name: str
    content_sha256: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """A snapshot. `missing` names the files that rows of the database know and that were not there."""

    made_at: str
    version: str
    encrypted: bool
    migrations: list[list[str]]
    tables: list[TablePart] = field(default_factory=list)
    files: list[FilePart] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it with its own digest beside it."""
        body = json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()
        (folder / NAME).write_bytes(body)
        (folder / DIGEST).write_text(hashlib.sha256(body).hexdigest(), encoding="ascii")


def read(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises DamagedBackupError where it isn't what was written."""
    try:
        body = (folder / NAME).read_bytes()
        digest = (folder / DIGEST).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise damaged(NAME) from fault
    if hashlib.sha256(body).hexdigest() != digest:
        raise damaged(NAME)
    return _parsed(json.loads(body))


def _parsed(data: dict[str, Any]) -> Manifest:
    if data["format"] != FORMAT:
        raise DamagedBackupError(_("This backup was made by a newer version of the product."))
    tables = [TablePart(**part) for part in data.pop("tables")]
    files = [FilePart(**part) for part in data.pop("files")]
    return Manifest(**data, tables=tables, files=files)


def damaged(*parts: str) -> DamagedBackupError:
    """The refusal that names the parts, the first ones where they are many, and says how many more there are."""
    named, more = ", ".join(parts[:NAMED_AT_MOST]), len(parts) - NAMED_AT_MOST
    if more > 0:
        said = _("Missing, cut off or altered in this backup: %(parts)s and %(more)s more")
        return DamagedBackupError(said % {"parts": named, "more": more})
    return DamagedBackupError(_("Missing, cut off or altered in this backup: %(parts)s") % {"parts": named})


def verify(held: Manifest, snapshot: Path, objects: Path) -> None:
    """Look at every stored part. Raises DamagedBackupError with the names of those that are not whole."""
    stored = {str(table_path(Path(), part.table)): part for part in held.tables}
    broken = [name for name, part in stored.items() if not _is_whole(snapshot / name, part)]
    places = ((part, object_path(objects, part.content_sha256, held.encrypted)) for part in held.files)
    broken += [part.name for part, place in places if not _is_whole(place, part)]
    if broken:
        raise damaged(*broken)


def _is_whole(path: Path, part: TablePart | FilePart) -> bool:
    return path.is_file() and path.stat().st_size == part.size and stored_files.sha256_of(path) == part.sha256


def table_path(snapshot: Path, table: str) -> Path:
    """Where the rows of a table are stored."""
    return snapshot / "tables" / f"{table}.jsonl.gz"


def object_path(objects: Path, content_sha256: str, encrypted: bool) -> Path:
    """Where a file's content is stored, once for all snapshots."""
    return objects / content_sha256[:2] / (f"{content_sha256}.age" if encrypted else content_sha256)


def facts(held: Manifest) -> dict[str, object]:
    """What a snapshot holds, in figures; `bytes` is what its parts take on the disk."""
    return {
        "made_at": held.made_at,
        "tables": len(held.tables),
        "rows": sum(part.rows for part in held.tables),
        "files": len(held.files),
        "bytes": sum(part.size for part in held.tables) + sum(part.size for part in held.files),
    }

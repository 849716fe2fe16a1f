"""Read a foreign workbook in a process of its own, with a bound on memory and time (a hostile one dies alone)."""

from pathlib import Path

from core import bounded
from core.bounded import RefusedError
from intake.reading.grids import Grid
from intake.reading.refusals import UnreadableFileError

MEMORY = 1024**3
SECONDS = 60


def read_apart(path: Path, sheet: str | None = None) -> list[Grid]:
    """The sheets of a workbook, read by a bounded child. Raises UnreadableFileError."""
    try:
        grids: list[Grid] = bounded.run(
            "intake.reading.workbooks:read_grids", Path(path).resolve(), sheet, memory=MEMORY, seconds=SECONDS
        )
    except UnreadableFileError:
        raise
    except RefusedError as refused:
        raise UnreadableFileError(refused.message, **refused.values) from refused
    return grids

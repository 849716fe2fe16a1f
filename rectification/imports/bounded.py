"""Read a foreign workbook in a process of its own, with a bound on memory and time (a hostile one dies alone).

Run as `python -m rectification.imports.bounded FILE [SHEET]` it writes the grids to its standard output.
"""

import pickle
import resource
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_noop as _

from rectification.imports.grids import Grid
from rectification.imports.refusals import UnreadableFileError
from rectification.imports.workbooks import read_grids

MEMORY = 1024**3
SECONDS = 60
ROOT = Path(__file__).resolve().parent.parent.parent


def read_apart(path: Path, sheet: str | None = None) -> list[Grid]:
    """The sheets of a workbook, read by a child process. Raises UnreadableFileError."""
    command = [sys.executable, "-m", "rectification.imports.bounded", str(path), *([sheet] if sheet else [])]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise UnreadableFileError(_("The file takes too long to read.")) from late
    if done.returncode != 0:
        raise UnreadableFileError(_("The file needs too much memory to be read, or it is damaged."))
    answer = pickle.loads(done.stdout)  # noqa: S301 - written by our own child
    if isinstance(answer, UnreadableFileError):
        raise answer
    return answer


def main() -> None:
    """Answer with the grids, or with the reason why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sheet = sys.argv[2] if len(sys.argv) > 2 else None
    try:
        answer: object = read_grids(Path(sys.argv[1]), sheet)
    except UnreadableFileError as refused:
        answer = refused
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()
